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
    /// <c>Withdrawn</c>, <c>Duplicate</c> or <c>Invalidated</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>The limit of the whole.</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>How many fields the state filled in; null when none was asked for.</summary>
    public PrefillView? Prefill { get; init; }

    /// <summary>By what right somebody filed for the applicant; null when nobody did.</summary>
    public JsonElement? Authority { get; init; }

    /// <summary>Who keeps each result, and whether they have it.</summary>
    public IReadOnlyList<DeliveryView> Deliveries { get; init; } = [];

    /// <summary>What each step, and the whole, waits for.</summary>
    public IReadOnlyList<ExplainedView> Explanation { get; init; } = [];

    public IReadOnlyList<StepView> Steps { get; init; } = [];

    [JsonIgnore]
    public bool IsClosed => Status == "Closed";
}

/// <summary>One step of a dossier.</summary>
internal sealed record StepView
{
    public required string Step { get; init; }

    public required string Agency { get; init; }

    /// <summary><c>Waiting</c>, <c>ConfirmationAwaited</c>, <c>Requested</c>, <c>Accepted</c>, <c>Verifying</c>, <c>SupplementAwaited</c>, <c>Done</c>,
    /// <c>Refused</c>, <c>Rejected</c>, <c>Skipped</c> or <c>Withdrawn</c>.</summary>
    public required string Status { get; init; }

    public int Round { get; init; }

    public DateTimeOffset? BegunAt { get; init; }

    public DateTimeOffset? Due { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? SupplementUntil { get; init; }

    public IReadOnlyList<string> SupplementRecords { get; init; } = [];

    public int Supplements { get; init; }

    /// <summary>Counts as late, although its limit may not have passed: a second supplement was asked for.</summary>
    public bool Late { get; init; }

    /// <summary>JSON pointers to those who have to confirm before it begins.</summary>
    public IReadOnlyList<string> ConfirmedBy { get; init; } = [];

    /// <summary>Which edition of its result stands.</summary>
    public int Edition { get; init; }

    public bool Overdue { get; init; }

    public string? Parked { get; init; }

    [JsonIgnore]
    public bool IsOpen => Status is "Requested" or "Accepted" or "Verifying" or "SupplementAwaited";

    [JsonIgnore]
    public bool IsEnded => Status is "Done" or "Refused" or "Rejected" or "Skipped" or "Withdrawn";
}

/// <summary>One thing that happened to a dossier.</summary>
/// <param name="Type">What it was, such as <c>step-accepted</c>.</param>
/// <param name="By">The partner that did it, or <c>system</c>.</param>
/// <param name="Step">The step that it happened to; null when it was the whole dossier.</param>
internal sealed record TimelineEvent(DateTimeOffset At, string Type, string By, string? Step);

/// <summary>Of the fields that the state can know, how many it filled in and nobody changed.</summary>
internal sealed record PrefillView(int Fields, int Filled, int Form);

/// <summary>A result's way to somebody who keeps it.</summary>
/// <param name="State"><c>NoReceiver</c>, <c>Owed</c>, <c>Sent</c>, <c>Confirmed</c> or <c>Parked</c>.</param>
internal sealed record DeliveryView(string Lane, string Step, int Edition, string State, DateTimeOffset Since);

/// <summary>What a step or the whole waits for.</summary>
/// <param name="WaitsFor"><c>agency</c>, <c>supplement</c>, <c>confirmation</c>, <c>operator</c>, <c>other-step</c>,
/// <c>late-value</c>, <c>judgement</c> or <c>nothing</c>.</param>
internal sealed record ExplainedView(string? Step, string WaitsFor);
