using System.Diagnostics.Metrics;

namespace LienThong.App.Errands;

/// <summary>How long other systems keep dossiers waiting: a histogram of the seconds from when an errand was owed until it was
/// confirmed, by lane and kind. No dossier and nobody is named.</summary>
public sealed class ErrandMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "LienThong.Errands";

    /// <summary>The histogram's name.</summary>
    public const string Age = "lienthong.errand.age";

    private readonly Histogram<double> _age;

    public ErrandMeter(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _age = meters.Create(Name).CreateHistogram<double>(Age, "s", "From owed to confirmed by the other system.");
    }

    /// <summary>An errand was confirmed.</summary>
    public void Confirmed(string lane, string kind, TimeSpan age) =>
        _age.Record(age.TotalSeconds, new KeyValuePair<string, object?>("lane", lane), new KeyValuePair<string, object?>("kind", kind));
}
