using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Dossiers;

/// <summary>Why somebody's wish is not granted: by what kind of obstacle, and each fault in both languages.</summary>
public sealed record Refusal(RefusalKind Kind, IReadOnlyList<Fault> Faults);

/// <summary>The kind of obstacle, which tells the caller whether to look elsewhere, correct the request, or look again.</summary>
public enum RefusalKind
{
    /// <summary>There is no such thing.</summary>
    NotFound,

    /// <summary>The request itself is wrong and must be corrected.</summary>
    Invalid,

    /// <summary>The request is well formed but the dossier stands elsewhere.</summary>
    Conflict,
}

/// <summary>What follows from somebody's wish: events to append, nothing because it has happened before, or a refusal.</summary>
/// <param name="Events">What happens; empty when it was told before or is refused.</param>
/// <param name="Refusal">Why not; null when it is granted.</param>
public sealed record Decided(IReadOnlyList<DossierEvent> Events, Refusal? Refusal)
{
    /// <summary>Told before, word for word: the same answer again, and nothing changes.</summary>
    public static Decided Already { get; } = new([], null);

    /// <summary>These events happen.</summary>
    public static Decided Happens(params IReadOnlyList<DossierEvent> events) => new(events, null);

    /// <summary>There is no such thing.</summary>
    public static Decided NotFound(Fault fault) => new([], new Refusal(RefusalKind.NotFound, [fault]));

    /// <summary>The request is wrong; every fault at once.</summary>
    public static Decided Invalid(params IReadOnlyList<Fault> faults) => new([], new Refusal(RefusalKind.Invalid, faults));

    /// <summary>The dossier stands elsewhere.</summary>
    public static Decided Conflict(Fault fault) => new([], new Refusal(RefusalKind.Conflict, [fault]));
}
