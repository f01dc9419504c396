using System.Globalization;
using LienThong.App.Messages;
using LienThong.Embedded.Queues;

namespace LienThong.App.OneMachine;

/// <summary>The embedded bus's dead letters.</summary>
internal sealed class EmbeddedDeadLetterBox(IDeadLetters letters) : IDeadLetterBox
{
    public async Task<DeadLetterList> ListAsync(string? continuation, CancellationToken cancellation)
    {
        var page = await letters.ListAsync(continuation: continuation, cancellation: cancellation);
        return new DeadLetterList(
            [.. page.Items.Select(l => new DeadLetterEntry(
                l.Id.ToString(CultureInfo.InvariantCulture), l.Queue, l.MessageId, l.EnqueuedAt, l.DeadLetteredAt, l.DeliveryCount, l.Reason, l.Description))],
            page.Continuation);
    }

    public async Task<bool> ReturnAsync(string id, CancellationToken cancellation) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await letters.PutBackAsync(number, cancellation);
}
