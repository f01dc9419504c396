using LienThong.Procedures.Dossiers;

namespace LienThong.App.Messages;

/// <summary>What goes over the topic <c>agency-requests</c>: keys only. Whoever takes it reads the dossier; no personal data
/// lies in a queue.</summary>
/// <param name="Kind">request, reminder or overdue.</param>
/// <param name="Agency">Who is asked.</param>
/// <param name="Attempt">0 at first; counts deliveries that an agency did not take.</param>
/// <param name="Before">Reminders of the step that came before this one: verification gives a limit of its own to remind of.</param>
public sealed record AgencyMessage(string Kind, string Dossier, string Step, int Round, string Agency, int Attempt, string? TraceParent, int Before = 0)
{
    /// <summary>The topic.</summary>
    public const string Topic = "agency-requests";

    /// <summary>What the agency sees: the same for every repetition of one request.</summary>
    public string MessageId => (Kind, Before) switch
    {
        ("request", _) => $"{Dossier}:{Step}:{Round}",
        (_, 0) => $"{Dossier}:{Step}:{Round}:{Kind}",
        _ => $"{Dossier}:{Step}:{Round}:{Kind}:{Before + 1}",
    };

    /// <summary>The id on the bus: a later attempt is another message there.</summary>
    public string BusId => Attempt == 0 ? MessageId : $"{MessageId}:{Attempt}";

    /// <summary>The message that belongs to an action of a step's plan; null when it has none.</summary>
    public static AgencyMessage? For(Dossier dossier, string step, StepAction action)
    {
        var kind = action switch
        {
            StepAction.Send => "request",
            StepAction.Remind => "reminder",
            StepAction.MarkOverdue => "overdue",
            _ => null,
        };
        return kind is null || dossier.State.Step(step) is not { } state
            ? null
            : new AgencyMessage(
                kind, dossier.Code.ToString(), step, state.Round, state.Agency.ToString(), 0, dossier.TraceParent,
                action == StepAction.Remind ? dossier.Events.OfType<StepReminded>().Count(e => e.Step == step) : 0);
    }
}
