using System.Globalization;
using Azure.Messaging.ServiceBus;
using LienThong.App.Messages;
using LienThong.Storage;

namespace LienThong.App.Azure;

/// <summary>
/// Service Bus's dead letters: of decisions, and of requests to be posted to agencies. A letter's id is its queue or topic
/// and its sequence number there. When it was given up is not known.
/// </summary>
internal sealed class ServiceBusDeadLetterBox(ServiceBusClient client) : IDeadLetterBox, IAsyncDisposable
{
    private const int PageSize = 100;
    private const int MaxMessageId = 128;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly ServiceBusReceiverOptions DeadLetters = new() { SubQueue = SubQueue.DeadLetter };

    private readonly Box[] _boxes =
    [
        new(DecisionMessages.Queue,
            DecisionMessages.Queue,
            client.CreateReceiver(DecisionMessages.Queue, DeadLetters),
            client.CreateSender(DecisionMessages.Queue)),
        new(AgencyMessage.Topic,
            $"{AgencyMessage.Topic}/{DeliverAgencyRequest.Subscription}",
            client.CreateReceiver(AgencyMessage.Topic, DeliverAgencyRequest.Subscription, DeadLetters),
            client.CreateSender(AgencyMessage.Topic)),
    ];

    public async Task<DeadLetterList> ListAsync(string? continuation, CancellationToken cancellation)
    {
        // Where to go on in each box. Service Bus may give less than was asked for: only an empty page is the last.
        long[] from = continuation is null
            ? [.. _boxes.Select(_ => 0L)]
            : [.. continuation.Split('.').Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ContinuationInvalidException())];
        if (from.Length != _boxes.Length)
        {
            throw new ContinuationInvalidException();
        }

        var seen = await Task.WhenAll(_boxes.Select(async (box, i) =>
            (await box.Receiver.PeekMessagesAsync(PageSize, from[i], cancellation)).Select(letter => (Box: i, Letter: letter))));
        var page = seen.SelectMany(letters => letters).OrderBy(l => l.Letter.EnqueuedTime).Take(PageSize).ToList();
        foreach (var (box, letter) in page)
        {
            from[box] = Math.Max(from[box], letter.SequenceNumber + 1);
        }

        return new DeadLetterList(
            [.. page.Select(l => Entry(_boxes[l.Box], l.Letter))],
            page.Count == 0 ? null : string.Join('.', from.Select(number => number.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>Sends a copy, then completes the letter. When that is cut off in between, returning it again does no harm: the
    /// copies have the same id, and the bus drops the second.</summary>
    public async Task<bool> ReturnAsync(string id, CancellationToken cancellation)
    {
        if (id.Split(':') is not [var name, var digits]
            || _boxes.FirstOrDefault(b => b.Name == name) is not { } box
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || (await box.Receiver.PeekMessageAsync(number, cancellation))?.SequenceNumber != number)
        {
            return false;
        }

        // One letter cannot be asked for: all those before it are locked, and let go afterwards.
        var locked = new Dictionary<long, ServiceBusReceivedMessage>();
        try
        {
            while (!locked.ContainsKey(number))
            {
                var before = locked.Count;
                foreach (var letter in await box.Receiver.ReceiveMessagesAsync(PageSize, Patience, cancellation))
                {
                    locked[letter.SequenceNumber] = letter;
                }

                if (locked.Count == before)
                {
                    // Somebody else is returning it.
                    return false;
                }
            }

            await box.Sender.SendMessageAsync(Copy(locked[number]), cancellation);
            await box.Receiver.CompleteMessageAsync(locked[number], cancellation);
            locked.Remove(number);
            return true;
        }
        finally
        {
            foreach (var letter in locked.Values)
            {
                await LetGoAsync(box.Receiver, letter);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var box in _boxes)
        {
            await box.Receiver.DisposeAsync();
            await box.Sender.DisposeAsync();
        }
    }

    private static DeadLetterEntry Entry(Box box, ServiceBusReceivedMessage letter) => new(
        string.Create(CultureInfo.InvariantCulture, $"{box.Name}:{letter.SequenceNumber}"),
        box.Queue,
        letter.MessageId,
        letter.EnqueuedTime,
        DeadLetteredAt: null,
        letter.DeliveryCount,
        letter.DeadLetterReason,
        letter.DeadLetterErrorDescription);

    // With its old id the copy would be dropped as a repetition of the letter.
    private static ServiceBusMessage Copy(ServiceBusReceivedMessage letter)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{letter.SequenceNumber}:{letter.MessageId}");
        return new ServiceBusMessage(letter) { MessageId = id.Length <= MaxMessageId ? id : id[..MaxMessageId], SessionId = letter.SessionId };
    }

    private static async Task LetGoAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage letter)
    {
        try
        {
            await receiver.AbandonMessageAsync(letter);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            // Then it is free already.
        }
    }

    /// <param name="Name">The queue or topic: what letters' ids begin with.</param>
    /// <param name="Queue">What an operator reads.</param>
    private sealed record Box(string Name, string Queue, ServiceBusReceiver Receiver, ServiceBusSender Sender);
}
