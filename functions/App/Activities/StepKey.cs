namespace LienThong.App.Activities;

/// <summary>Which step of which dossier: all that an orchestration's history holds about it.</summary>
public sealed record StepKey(string Dossier, string Step);

/// <summary>How far a step has come.</summary>
/// <param name="LookAgainAt">When the next thing falls due, UTC; null when only somebody's act can change anything.</param>
public sealed record StepProgress(bool Ended, DateTimeOffset? LookAgainAt);

/// <summary>Why a step cannot go on by itself: the type of the error, never its message.</summary>
public sealed record StepError(string Dossier, string Step, string ErrorType);

/// <summary>How far a dossier has come.</summary>
/// <param name="Running">The steps whose orchestration has to run.</param>
public sealed record DossierProgress(bool Closed, IReadOnlyList<string> Running);
