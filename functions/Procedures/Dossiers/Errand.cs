namespace LienThong.Procedures.Dossiers;

/// <summary>Something that a dossier owes another system: a status to tell, a result to deliver, a question to ask.</summary>
/// <param name="Lane">The system: a lane of the law files, or the code of an agency.</param>
/// <param name="Id">Its id within the lane and the dossier; the same whenever the plan is made anew.</param>
/// <param name="Kind">One of <see cref="ErrandKinds"/>.</param>
/// <param name="Step">The step that it is about; null when it is about the whole dossier.</param>
/// <param name="Edition">With a result: which edition of it. A number that says that there is one takes the newest along.</param>
/// <param name="Status">With a status: the system's own number.</param>
public sealed record Errand(string Lane, string Id, string Kind, string? Step = null, int? Edition = null, int? Status = null)
{
    /// <summary>The index of the event from which on it is owed.</summary>
    public int Origin { get; init; }

    /// <summary>Since when it is owed, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Nothing of the dossier asks for this status; it is told because the system wants it before a later one.</summary>
    public bool Filled { get; init; }
}

/// <summary>What errands there are.</summary>
public static class ErrandKinds
{
    /// <summary>The system is told where the dossier stands, in its own numbers.</summary>
    public const string Status = "status";

    /// <summary>A result goes to whoever keeps or hands it over.</summary>
    public const string Result = "result";

    /// <summary>An agency, or a system that got the result with a number, is told what is right now.</summary>
    public const string Correction = "correction";

    /// <summary>An agency, or a system that got the result with a number, is told what was still missing.</summary>
    public const string Completion = "completion";

    /// <summary>The declared persons are looked up in the population database.</summary>
    public const string CheckPersons = "check-persons";

    /// <summary>The population database is asked for the number that a result lacks.</summary>
    public const string GetNumber = "get-number";
}
