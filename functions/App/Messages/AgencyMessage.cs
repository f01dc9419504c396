using LienThong.Procedures.Dossiers;

namespace LienThong.App.Messages;

/// <summary>What goes over the topic <c>agency-requests</c>: keys only. Whoever takes it reads the dossier; no personal data
/// lies in a queue.</summary>
/// <param name="Kind">request, reminder or overdue.</param>
/// <param name="Agency">Who is asked.</param>
/// <param name="Attempt">0 at first; counts deliveries that an agency did not take.</param>
public sealed record AgencyMessage(string Kind, string Dossier, string Step, int Round, string Agency, int Attempt, string? TraceParent)
{
    /// <summary>The topic.</summary>
    public const string Topic = "agency-requests";

    /// <summary>What the agency sees: the same for every repetition of one request.</summary>
    public string MessageId => Kind == "request" ? $"{Dossier}:{Step}:{Round}" : $"{Dossier}:{Step}:{Round}:{Kind}";

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
            : new AgencyMessage(kind, dossier.Code.ToString(), step, state.Round, state.Agency.ToString(), 0, dossier.TraceParent);
    }
}
