namespace LienThong.Reports.Figures;

/// <summary>Of what something is counted.</summary>
/// <param name="Commune">The commune of the dossier's intake.</param>
/// <param name="Procedure">The procedure's code.</param>
/// <param name="Part"><see cref="Whole"/>, a step's code, or <see cref="Fault"/> and a fault's code.</param>
public readonly record struct FactKey(string Commune, string Procedure, string Part) : IComparable<FactKey>
{
    /// <summary>The part that is the whole dossier.</summary>
    public const string Whole = "";

    /// <summary>What the part of a kind of fault begins with.</summary>
    public const string Fault = "fault:";

    public static bool operator <(FactKey left, FactKey right) => left.CompareTo(right) < 0;

    public static bool operator <=(FactKey left, FactKey right) => left.CompareTo(right) <= 0;

    public static bool operator >(FactKey left, FactKey right) => left.CompareTo(right) > 0;

    public static bool operator >=(FactKey left, FactKey right) => left.CompareTo(right) >= 0;

    public int CompareTo(FactKey other) =>
        string.CompareOrdinal(Commune, other.Commune) is not 0 and var commune ? commune
        : string.CompareOrdinal(Procedure, other.Procedure) is not 0 and var procedure ? procedure
        : string.CompareOrdinal(Part, other.Part);
}
