namespace LienThong.Procedures.Dossiers;

/// <summary>An errand of the dossier with another system is done: that system has confirmed.</summary>
/// <param name="Lane">The system, as a lane of the law files.</param>
/// <param name="Errand">The errand's id within the lane.</param>
public sealed record ErrandDone(DateTimeOffset At, string By, string Lane, string Errand) : DossierEvent(At, By);

/// <summary>The other system has an errand and will confirm it later; it is asked again until it does.</summary>
public sealed record ErrandTaken(DateTimeOffset At, string By, string Lane, string Errand) : DossierEvent(At, By);

/// <summary>An errand cannot be done by itself; its lane stands still until an operator lets it go on.</summary>
/// <param name="Code">A stable code of what went wrong.</param>
public sealed record ErrandParked(DateTimeOffset At, string By, string Lane, string Errand, string Code, string Text) : DossierEvent(At, By);

/// <summary>An operator lets a lane go on.</summary>
/// <param name="From">The errand from which on everything is done again, in order; null to go on where it stood.</param>
/// <param name="Reason">Why.</param>
public sealed record ErrandsResumed(DateTimeOffset At, string By, string Lane, string? From, string Reason) : DossierEvent(At, By)
{
    /// <summary>The key of the call, by which the same call is known when it comes again; null when it had none.</summary>
    public string? Key { get; init; }
}

/// <summary>An agency's system has said one of its numbers about its step. What it means for the step stands beside it, as a
/// decision of its own.</summary>
/// <param name="Lane">Whose numbers they are, as a lane of the law files.</param>
/// <param name="Number">The number that it said.</param>
/// <param name="Filled">The numbers that it should have said before and had not: taken as said, in this order.</param>
public sealed record StatusReported(
    DateTimeOffset At, string By, string Step, int Round, string Lane, int Number, IReadOnlyList<int> Filled) : StepEvent(At, By, Step);
