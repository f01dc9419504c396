namespace LienThong.Embedded.Queues;

/// <summary>A page of dead letters.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Continuation">Where to go on; null if this is the last page.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Items, string? Continuation);
