namespace LienThong.Storage;

/// <summary>Which entries of the audit log are asked for.</summary>
/// <param name="From">The first day, in Vietnam.</param>
/// <param name="To">The last day.</param>
public sealed record AuditQuery(DateOnly From, DateOnly To)
{
    /// <summary>The most entries of a page.</summary>
    public const int MaxSize = 200;

    /// <summary>Only those about this dossier.</summary>
    public string? Dossier { get; init; }

    /// <summary>Only those of this partner.</summary>
    public string? By { get; init; }

    /// <summary>How many entries at most, 1 to <see cref="MaxSize"/>.</summary>
    public int Size { get; init; } = 50;

    /// <summary>Where to read on; null from the beginning.</summary>
    public string? Continuation { get; init; }
}

/// <summary>A page of the audit log.</summary>
/// <param name="Continuation">Where the next page begins; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, string? Continuation);
