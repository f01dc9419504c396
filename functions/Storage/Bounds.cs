using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LienThong.Storage;

/// <summary>What every provider takes for a key or a size, so that none takes more than another can.</summary>
internal static partial class Bounds
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

    public static void Of(StoredNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        Key(notice.Kind);
        Key(notice.Code);
        Key(notice.ContentHash);
        if (notice.Likeness is { } likeness)
        {
            Key(likeness);
        }
    }

    public static void FactKey(string key, [CallerArgumentExpression(nameof(key))] string? name = null)
    {
        Key(key, name);
        if (!FactKeyForm().IsMatch(key))
        {
            throw new ArgumentException("A partition or key of facts is ASCII letters, digits, '-', '.', '_' and ':'.", name);
        }
    }

    public static void Fact(string partition, string key, ReadOnlyMemory<byte> content)
    {
        FactKey(partition);
        FactKey(key);
        Bytes(content, IFactStore.MaxBytes);
    }

    public static void Of(IReadOnlyList<StoredFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        if (figures.Count > IFigureStore.MaxFigures)
        {
            throw new ArgumentException($"At most {IFigureStore.MaxFigures} figures are written at once, not {figures.Count}.", nameof(figures));
        }

        foreach (var one in figures)
        {
            Key(one.Province);
            Bytes(one.Figures, StoredFigures.MaxBytes);
            if (one.Days.Count > StoredFigures.MaxDays)
            {
                throw new ArgumentException($"Figures speak of at most {StoredFigures.MaxDays} days, these of {one.Days.Count}.", nameof(figures));
            }
        }
    }

    public static void ReportName(string name)
    {
        Key(name);
        if (!ReportNameForm().IsMatch(name))
        {
            throw new ArgumentException("The name of a report's file is lower-case ASCII letters, digits, '-' and '.', in folders divided by '/'.", nameof(name));
        }
    }

    public static void Report(string name, ReadOnlyMemory<byte> content)
    {
        ReportName(name);
        Bytes(content, IReportStore.MaxBytes);
    }

    private static void Bytes(ReadOnlyMemory<byte> content, int max)
    {
        if (content.Length > max)
        {
            throw new ArgumentException($"At most {max} bytes are kept, not {content.Length}.", nameof(content));
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex FactKeyForm();

    [GeneratedRegex(@"\A[a-z0-9-][a-z0-9.-]*(/[a-z0-9-][a-z0-9.-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReportNameForm();
}
