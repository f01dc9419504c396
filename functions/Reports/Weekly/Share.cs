using System.Text.Json.Serialization;

namespace LienThong.Reports.Weekly;

/// <summary>A part of a whole, kept as two counts so that whoever reads a percentage can check it, and shares can be added up.</summary>
/// <param name="Part">The numerator.</param>
/// <param name="Whole">The denominator; 0 when there was nothing to measure, which is N/A and not 0 %.</param>
public readonly record struct Share(long Part, long Whole) : IComparable<Share>
{
    /// <summary>The percentage with two decimals, half away from zero, worked out exactly; null when there was nothing to measure.</summary>
    public decimal? Percent => Whole == 0 ? null : Math.Round(100m * Part / Whole, 2, MidpointRounding.AwayFromZero);

    /// <summary>The percentage with its decimals as they are, at most 28 digits; null when there was nothing to measure.</summary>
    [JsonIgnore]
    public decimal? Exact => Whole == 0 ? null : 100m * Part / Whole;

    /// <summary>Both counts added up.</summary>
    public static Share operator +(Share left, Share right) => new(left.Part + right.Part, left.Whole + right.Whole);

    public static bool operator <(Share left, Share right) => left.CompareTo(right) < 0;

    public static bool operator <=(Share left, Share right) => left.CompareTo(right) <= 0;

    public static bool operator >(Share left, Share right) => left.CompareTo(right) > 0;

    public static bool operator >=(Share left, Share right) => left.CompareTo(right) >= 0;

    /// <summary>By the exact fraction, never by the rounded percentage; N/A comes before everything.</summary>
    public int CompareTo(Share other) => (Whole, other.Whole) switch
    {
        (0, 0) => 0,
        (0, _) => -1,
        (_, 0) => 1,
        _ => ((Int128)Part * other.Whole).CompareTo((Int128)other.Part * Whole),
    };
}
