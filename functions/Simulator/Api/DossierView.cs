using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Simulator.Api;

/// <summary>A dossier as <c>GET dossiers/{code}</c> shows it, as far as the players read it.</summary>
internal sealed record DossierView
{
    /// <summary>How the API's JSON is read; members that the players do not know are none of their business.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public required string Code { get; init; }

    /// <summary><c>Held</c>, <c>InProgress</c> or <c>Closed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How a closed one ended: <c>Completed</c>, <c>PartlyCompleted</c>, <c>Refused</c>, <c>Rejected</c>,
    /// <c>Withdrawn</c> or <c>Duplicate</c>.</summary>
    public string? Outcome { get; init; }

    public IReadOnlyList<StepView> Steps { get; init; } = [];

    [JsonIgnore]
    public bool IsClosed => Status == "Closed";
}

/// <summary>One step of a dossier.</summary>
internal sealed record StepView
{
    public required string Step { get; init; }

    public required string Agency { get; init; }

    /// <summary><c>Waiting</c>, <c>Requested</c>, <c>Accepted</c>, <c>Verifying</c>, <c>SupplementAwaited</c>, <c>Done</c>,
    /// <c>Refused</c>, <c>Rejected</c>, <c>Skipped</c> or <c>Withdrawn</c>.</summary>
    public required string Status { get; init; }

    public int Round { get; init; }

    public DateTimeOffset? BegunAt { get; init; }

    public DateTimeOffset? Due { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? SupplementUntil { get; init; }

    public IReadOnlyList<string> SupplementRecords { get; init; } = [];

    public int Supplements { get; init; }

    public bool Overdue { get; init; }

    public string? Parked { get; init; }

    [JsonIgnore]
    public bool IsOpen => Status is "Requested" or "Accepted" or "Verifying" or "SupplementAwaited";

    [JsonIgnore]
    public bool IsEnded => Status is "Done" or "Refused" or "Rejected" or "Skipped" or "Withdrawn";
}

/// <summary>One thing that happened to a dossier.</summary>
/// <param name="By">The partner that did it, or <c>system</c>.</param>
/// <param name="Step">The step that it happened to; null when it was the whole dossier.</param>
internal sealed record TimelineEvent(DateTimeOffset At, string By, string? Step);
