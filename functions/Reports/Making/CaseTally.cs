using LienThong.Reports.Figures;

namespace LienThong.Reports.Making;

/// <summary>What is known of one part of a procedure in a unit: what happened in the week and since 1 January, and how things stood at the
/// end.</summary>
public sealed class CaseTally
{
    /// <summary>What happened in the week.</summary>
    public Tally Week { get; init; } = new();

    /// <summary>What happened since 1 January.</summary>
    public Tally Cumulative { get; init; } = new();

    /// <summary>Open at the end of the period.</summary>
    public long Open { get; set; }

    /// <summary>Of these, late.</summary>
    public long OpenLate { get; set; }

    /// <summary>Of these, without an answer for longer than the rules allow.</summary>
    public long OpenStuck { get; set; }

    /// <summary>Adds another.</summary>
    public void Add(CaseTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Week.Add(other.Week);
        Cumulative.Add(other.Cumulative);
        Open += other.Open;
        OpenLate += other.OpenLate;
        OpenStuck += other.OpenStuck;
    }
}
