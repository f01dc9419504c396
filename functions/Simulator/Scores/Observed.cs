using LienThong.Reports.Weekly;
using LienThong.Simulator.Api;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Scores;

/// <summary>A dossier that the app has taken in.</summary>
/// <param name="Filing">What was filed.</param>
/// <param name="Code">The number that it got.</param>
/// <param name="TrackingToken">With which anybody can see its status.</param>
internal sealed record FiledDossier(Filing Filing, string Code, string? TrackingToken);

/// <summary>A message that reached an agency, whatever the agency answered.</summary>
/// <param name="Content">A hash of what must be the same whenever the message comes again.</param>
internal sealed record Delivery(string MessageId, string Kind, string Dossier, string Step, int Round, string Content);

/// <summary>A final decision that an agency has given and the app has taken.</summary>
/// <param name="Status">The step status that it leads to: <c>Done</c> or <c>Refused</c>.</param>
internal sealed record Delivered(string Dossier, string Step, string Status);

/// <summary>Something that another system was told or given, and has confirmed.</summary>
/// <param name="About">A status or a result: <c>status 4</c>, <c>result birth:1</c>.</param>
internal sealed record Received(string System, string Dossier, string About);

/// <summary>Counts that a measuring system sent.</summary>
/// <param name="Day">The day on which they were counted.</param>
/// <param name="At">When they were sent, on the app's clock.</param>
/// <param name="Accepted">Rows that count; 0 when the batch was refused.</param>
/// <param name="Refused">Rows that do not.</param>
/// <param name="Visits">Visits that they state.</param>
/// <param name="Again">It had sent them before.</param>
internal sealed record Sent(string Source, DateOnly Day, DateTimeOffset At, int Accepted, int Refused, long Visits, bool Again);

/// <summary>A week's report of the country.</summary>
internal sealed record ReadReport(IsoWeek Week, ReportView Report);

/// <summary>What an agency said about a step, and what the dossier's timeline tells of it.</summary>
/// <param name="Said">Different decisions and findings that the agency gave.</param>
/// <param name="Times">Events of the step that the timeline puts down to it.</param>
internal sealed record Told(string Dossier, string Step, int Said, int Times);

/// <summary>Everything that the players saw, at one moment.</summary>
internal sealed record Observed
{
    /// <summary>The moment, on the app's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<FiledDossier> Filed { get; init; }

    /// <summary>How each dossier stood when it was last read, by number.</summary>
    public required IReadOnlyDictionary<string, DossierView> Views { get; init; }

    public required IReadOnlyCollection<Delivery> Deliveries { get; init; }

    public required IReadOnlyCollection<Delivered> Decisions { get; init; }

    /// <summary>What other systems have.</summary>
    public IReadOnlyCollection<Received> Received { get; init; } = [];

    /// <summary>What happened to each dossier, by number.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TimelineEvent>> Timelines { get; init; } = new Dictionary<string, IReadOnlyList<TimelineEvent>>();

    /// <summary>The measuring systems, by their codes.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The weekly reports that were read at the end.</summary>
    public IReadOnlyList<ReadReport> Reports { get; init; } = [];

    /// <summary>What measuring systems sent.</summary>
    public IReadOnlyCollection<Sent> Sent { get; init; } = [];

    /// <summary>How often each kind of thing happened to a dossier, as the timelines tell it.</summary>
    public IReadOnlyDictionary<string, int> Happened { get; init; } = new Dictionary<string, int>();

    /// <summary>Agencies that read their worklists, to which nothing is delivered.</summary>
    public required IReadOnlySet<string> Readers { get; init; }

    /// <summary>What dossiers tell of their agencies, against what those said.</summary>
    public IReadOnlyCollection<Told> Told { get; init; } = [];

    /// <summary>Answers that the contract does not foresee.</summary>
    public IReadOnlyList<string> Unexpected { get; init; } = [];
}
