using System.Runtime.CompilerServices;

namespace LienThong.Storage;

/// <summary>What every provider takes for a key or a size, so that none takes more than another can.</summary>
internal static class Bounds
{
    private const int MaxKey = 256;

    public static void Key(string key, [CallerArgumentExpression(nameof(key))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key, name);
        if (key.Length > MaxKey)
        {
            throw new ArgumentException($"A key has at most {MaxKey} characters, this one {key.Length}.", name);
        }
    }

    public static void Count(int count, int max, [CallerArgumentExpression(nameof(count))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, max, name);
    }
}
