namespace LienThong.Embedded.ChangeFeed;

/// <summary>Some changes of a container.</summary>
/// <param name="Items">The changed items as JSON, oldest change first.</param>
/// <param name="Continuation">Where to read on.</param>
public sealed record ChangePage(IReadOnlyList<string> Items, string Continuation);
