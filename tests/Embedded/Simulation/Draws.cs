namespace LienThong.Embedded.Tests.Simulation;

/// <summary>What a seed decides. Each question is answered by the seed and the question's own words, so that the answer does
/// not depend on what was asked before.</summary>
internal sealed class Draws(int seed)
{
    /// <summary>A number from 0 and below <paramref name="bound"/>.</summary>
    public int Below(int bound, string question, int a = 0, int b = 0)
    {
        var hash = Mix(((ulong)(uint)seed << 32) ^ (uint)a ^ ((ulong)(uint)b << 16));
        foreach (var letter in question)
        {
            hash = Mix(hash ^ letter);
        }

        return (int)(hash % (uint)bound);
    }

    /// <summary>Whether it is the one case of so many.</summary>
    public bool OneOf(int cases, string question, int a = 0, int b = 0) => Below(cases, question, a, b) == 0;

    /// <summary>One of several.</summary>
    public T Among<T>(ReadOnlySpan<T> choices, string question, int a = 0, int b = 0) => choices[Below(choices.Length, question, a, b)];

    // SplitMix64's finish: every bit of the input reaches every bit of the result.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
