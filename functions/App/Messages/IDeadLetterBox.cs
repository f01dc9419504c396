using LienThong.Storage;

namespace LienThong.App.Messages;

/// <summary>Messages that nobody could handle, on whichever bus the app runs.</summary>
public interface IDeadLetterBox
{
    /// <summary>A page of them, oldest first, without their bodies.</summary>
    /// <exception cref="ContinuationInvalidException">The continuation is not one of this list's.</exception>
    Task<DeadLetterList> ListAsync(string? continuation, CancellationToken cancellation);

    /// <summary>Puts one back into its queue; false if there is none of that id.</summary>
    Task<bool> ReturnAsync(string id, CancellationToken cancellation);
}

/// <summary>A page of dead letters.</summary>
public sealed record DeadLetterList(IReadOnlyList<DeadLetterEntry> Items, string? Continuation);

/// <summary>A message that nobody could handle.</summary>
/// <param name="Id">Its id among the dead letters.</param>
/// <param name="MessageId">Its sender's id.</param>
public sealed record DeadLetterEntry(
    string Id, string Queue, string MessageId, DateTimeOffset EnqueuedAt, DateTimeOffset? DeadLetteredAt, int DeliveryCount, string? Reason, string? Description);
