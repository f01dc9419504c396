namespace LienThong.Storage;

/// <summary>Which part of a worklist is wanted.</summary>
public sealed record WorklistQuery
{
    /// <summary>The most entries a page may have.</summary>
    public const int MaxSize = 200;

    /// <summary>Only entries of this status; null for all.</summary>
    public string? Status { get; init; }

    /// <summary>Only entries that are overdue.</summary>
    public bool OverdueOnly { get; init; }

    /// <summary>Entries a page, 1 to <see cref="MaxSize"/>.</summary>
    public int Size { get; init; } = 50;

    /// <summary>The continuation of the page before, read with the same filters; null for the first page.</summary>
    public string? Continuation { get; init; }
}
