namespace LienThong.App.Messages;

/// <summary>Sends to the topic <c>agency-requests</c>, on whichever bus the app runs. The dossier's code is the session: what is
/// sent about one dossier arrives in order, one message at a time.</summary>
public interface IAgencyRequests
{
    /// <summary>Completes when the message is durable. The same <see cref="AgencyMessage.BusId"/> again is taken and dropped.</summary>
    /// <param name="message">What to send.</param>
    /// <param name="deliverAt">When it becomes visible, UTC; at once if null.</param>
    /// <param name="cancellation">Gives up.</param>
    Task SendAsync(AgencyMessage message, DateTimeOffset? deliverAt, CancellationToken cancellation);
}
