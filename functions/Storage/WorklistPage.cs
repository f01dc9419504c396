namespace LienThong.Storage;

/// <summary>One page of a worklist.</summary>
/// <param name="Continuation">What to ask the next page with: opaque, safe in a URL, at most 1,024 characters; null when
/// this page is the last.</param>
public sealed record WorklistPage(IReadOnlyList<WorklistEntry> Items, string? Continuation);
