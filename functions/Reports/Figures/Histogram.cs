using System.Runtime.InteropServices;

namespace LienThong.Reports.Figures;

/// <summary>How often each number of whole minutes was measured. Histograms add up exactly, and so do medians made of them.</summary>
public sealed class Histogram
{
    private readonly Dictionary<int, long> counts = [];

    // A report asks for three ranks of the same histogram, and most are asked twice: of a commune, and as a row of its province.
    private (int[] Minutes, long[] Times)? sorted;

    /// <summary>How many were measured.</summary>
    public long Count { get; private set; }

    /// <summary>All minutes added up.</summary>
    public long Sum { get; private set; }

    /// <summary>What was measured, shortest first.</summary>
    public IEnumerable<KeyValuePair<int, long>> Entries
    {
        get
        {
            var (minutes, times) = Sorted();
            return minutes.Zip(times, KeyValuePair.Create);
        }
    }

    /// <summary>Notes that so many minutes were measured <paramref name="times"/> times.</summary>
    public void Add(int minutes, long times = 1)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(counts, minutes, out _) += times;
        sorted = null;
        Count += times;
        Sum += minutes * times;
    }

    /// <summary>Notes everything that another has.</summary>
    public void Add(Histogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (minutes, times) in other.counts)
        {
            Add(minutes, times);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        counts.Clear();
        sorted = null;
        (Count, Sum) = (0, 0);
    }

    /// <summary>The median in minutes: the middle one, or the mean of the two in the middle; null when nothing was measured.</summary>
    public decimal? Median() => Count == 0 ? null : (At((Count + 1) / 2) + At((Count / 2) + 1)) / 2m;

    /// <summary>The percentile by nearest rank, in minutes: the shortest that at least so many percent do not exceed; null when nothing
    /// was measured.</summary>
    /// <param name="percent">1 to 100.</param>
    public int? Percentile(int percent) => Count == 0 ? null : At(((Count * percent) + 99) / 100);

    /// <summary>How many lasted longer.</summary>
    public long LongerThan(int minutes) => counts.Where(entry => entry.Key > minutes).Sum(entry => entry.Value);

    private (int[] Minutes, long[] Times) Sorted()
    {
        if (sorted is not { } known)
        {
            var (minutes, times) = (counts.Keys.ToArray(), counts.Values.ToArray());
            Array.Sort(minutes, times);
            sorted = known = (minutes, times);
        }

        return known;
    }

    // The one of a rank, from 1 for the shortest.
    private int At(long rank)
    {
        var (minutes, times) = Sorted();
        var at = 0;
        for (var passed = times[0]; passed < rank; passed += times[at])
        {
            at++;
        }

        return minutes[at];
    }
}
