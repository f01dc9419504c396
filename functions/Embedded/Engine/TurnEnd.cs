namespace LienThong.Embedded.Engine;

/// <summary>How an execution ended.</summary>
/// <param name="Kind"><see cref="ActionKind.Complete"/>, <see cref="ActionKind.Fail"/> or <see cref="ActionKind.ContinueAsNew"/>.</param>
/// <param name="Data">The output, or the new input, as JSON.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="Kept">Events that nobody waited for and that the next execution begins with.</param>
/// <param name="Unforeseen">Whether it failed by an exception of its own, and not by that of something it had called.</param>
internal sealed record TurnEnd(
    ActionKind Kind, string? Data = null, Failure? Failure = null, IReadOnlyList<TurnInput>? Kept = null, bool Unforeseen = false);
