using System.Text.Json;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Queues;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>The partners: they delay, repeat, reorder, answer late, answer wrongly, cannot be reached. They send again what the
/// machine did not say it has taken, and never what it has.</summary>
internal sealed class Partners(Story story, Ledger ledger, Agenda agenda, VirtualClock clock)
{
    private readonly Dictionary<string, int> _refused = [];
    private readonly Dictionary<string, DateTimeOffset> _scheduled = [];

    /// <summary>A request comes to its partner.</summary>
    public async Task AskAsync(Request request, SimulatedMachine machine)
    {
        var id = $"{request.Step}:{request.Round}";
        var (dossier, step) = SimulatedFunctions.Numbers(request.Step);
        var behaviour = story.Of(dossier, step, request.Round);
        ledger.Ask(request.Step, request.Token);
        if ((behaviour.Broken && !ledger.IsMended(id)) || Refuses(id, behaviour.Unreachable))
        {
            throw new HttpRequestException("unreachable");
        }

        var answer = new Answer(request.Round, request.Round == behaviour.Rounds, behaviour.Value);
        if (behaviour.AnswersAtOnce)
        {
            await machine.Client.RaiseEventAsync(request.Step, "answer", answer);
        }

        if (ledger.First(id))
        {
            Plan(request, answer, behaviour);
        }

        ledger.Handle(id);
    }

    /// <summary>A decision comes out of its queue.</summary>
    public void Delivered(string id)
    {
        if (_scheduled.TryGetValue(id, out var due) && clock.GetUtcNow() < due)
        {
            ledger.Break($"{id} was delivered before {due:O}");
        }

        ledger.Handle(id);
    }

    public void Receipt(string decision, string receipt) => ledger.Receive(decision, receipt);

    /// <summary>Sends what nobody can read.</summary>
    private static OutgoingMessage Garbage(string id) => OutgoingMessage.FromJson(id, "{ not json");

    private static OutgoingMessage Message(string id, string step, Answer answer) =>
        OutgoingMessage.FromJson(id, JsonSerializer.Serialize(new Decision(step, answer)));

    private void Plan(Request request, Answer answer, Behaviour behaviour)
    {
        var id = $"{request.Step}:{request.Round}";
        if (!behaviour.AnswersAtOnce)
        {
            var due = clock.GetUtcNow() + behaviour.Delay;
            if (behaviour.Scheduled)
            {
                _scheduled[$"{id} decided"] = due;
            }

            var message = Message($"{id} decided", request.Step, answer) with { ScheduledAt = behaviour.Scheduled ? due : null };
            Send(behaviour.Scheduled ? TimeSpan.Zero : behaviour.Delay, message);
            Send(behaviour.Repeats, message);
        }

        Send(behaviour.SaysAgain, Message($"{id} again", request.Step, answer));
        Send(behaviour.SendsGarbage, Garbage($"{id} garbage"));
        Send(behaviour.AnswersWrongly, Message($"{id} wrong", request.Step, answer with { Round = request.Round + 7, Value = -1 }));
        Send(behaviour.AnswersNobody, Message($"{id} nobody", "D9:9", answer));
    }

    private void Send(TimeSpan? after, OutgoingMessage message)
    {
        if (after is { } wait)
        {
            agenda.Add(clock.GetUtcNow() + wait, message.MessageId, machine => machine.SendAsync("decisions", message));
        }
    }

    private bool Refuses(string id, int times)
    {
        _refused[id] = _refused.GetValueOrDefault(id) + 1;
        return _refused[id] <= times;
    }
}
