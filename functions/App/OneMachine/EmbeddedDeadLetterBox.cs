using System.Globalization;
using LienThong.App.Messages;
using LienThong.Embedded.Queues;
using LienThong.Storage;

namespace LienThong.App.OneMachine;

/// <summary>The embedded bus's dead letters.</summary>
internal sealed class EmbeddedDeadLetterBox(IDeadLetters letters) : IDeadLetterBox
{
    public async Task<DeadLetterList> ListAsync(string? continuation, CancellationToken cancellation)
    {
        if (continuation is not null && !TryRead(continuation, out _))
        {
            throw new ContinuationInvalidException();
        }

        var page = await letters.ListAsync(continuation: continuation, cancellation: cancellation);
        return new DeadLetterList(
            [.. page.Items.Select(l => new DeadLetterEntry(
                l.Id.ToString(CultureInfo.InvariantCulture), l.Queue, l.MessageId, l.EnqueuedAt, l.DeadLetteredAt, l.DeliveryCount, l.Reason, l.Description))],
            page.Continuation);
    }

    public async Task<bool> ReturnAsync(string id, CancellationToken cancellation) =>
        TryRead(id, out var number) && await letters.PutBackAsync(number, cancellation);

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
