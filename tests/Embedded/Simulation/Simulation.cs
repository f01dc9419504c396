using LienThong.Embedded.Clock;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>Plays the story of one seed to its end, and checks what the runtime promises.</summary>
internal sealed class Simulation(int seed, StoryFolder folder) : IDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(30);

    private readonly Story _story = new(seed);
    private readonly VirtualClock _clock = new(Monday);
    private readonly Agenda _agenda = new();
    private Ledger _ledger = null!;
    private Partners _partners = null!;
    private SimulatedMachine _machine = null!;
    private int _lives;
    private int _crashes;
    private int _acts;

    /// <summary>What came of it.</summary>
    public Outcome Play()
    {
        _ledger = new Ledger(_clock);
        _partners = new Partners(_story, _ledger, _agenda, _clock);
        try
        {
            Open();
            Plan();
            while (!IsOver())
            {
                GoOn();
            }

            Check();
        }
        catch (Exception broken) when (broken is PromiseBrokenException or SeededThreadsException)
        {
            _ledger.Break(broken.Message);
        }

        _ledger.Say($"{_lives} lives, {_machine.Drawn} ranks drawn in the last");
        return new Outcome(_ledger.Broken, _ledger.Lines, _crashes, _ledger.Activities);
    }

    public void Dispose() => _machine.Dispose();

    private void Plan()
    {
        for (var dossier = 0; dossier < _story.Dossiers; dossier++)
        {
            var id = $"D{dossier}";
            var steps = _story.Steps(dossier);
            var filed = Monday + _story.FiledAt(dossier);
            _agenda.Add(filed, $"file {id}", machine => FileAsync(machine, id, steps));
            for (var step = 0; step < steps; step++)
            {
                var instance = $"{id}:{step}";
                if (_story.Suspended(dossier, step) is var (at, time))
                {
                    _agenda.Add(filed + at, $"suspend {instance}", async machine =>
                    {
                        await machine.Client.SuspendInstanceAsync(instance);
                        _agenda.Add(_clock.GetUtcNow() + time, $"resume {instance}", after => after.Client.ResumeInstanceAsync(instance));
                    });
                }
            }
        }

        if (_story.Stopped is { } stop)
        {
            _agenda.Add(Monday + stop, "stop", _ => Stop());
        }

        Operate();
    }

    private static async Task FileAsync(SimulatedMachine machine, string id, int steps)
    {
        // Who did not hear the answer looks first whether it was taken.
        if (await machine.Client.GetInstanceAsync(id) is null)
        {
            await machine.Client.ScheduleNewOrchestrationInstanceAsync("Dossier", steps, new StartOrchestrationOptions(id));
        }
    }

    /// <summary>Twice a day the operator mends what stands behind the dead letters and puts them back.</summary>
    private void Operate() => _agenda.Add(_clock.GetUtcNow().AddHours(12), Operator, async machine =>
    {
        foreach (var letter in (await machine.DeadLetters.ListAsync()).Items.Where(CanBePutBack))
        {
            _ledger.Say($"put back {letter.Id} of {letter.Queue}");
            _ledger.Mend(letter.MessageId);
            await machine.DeadLetters.PutBackAsync(letter.Id);
        }

        Operate();
    });

    private const string Operator = "operator";

    private void Open()
    {
        while (true)
        {
            _machine = new SimulatedMachine(folder, _story, _lives++, _ledger, _partners, _clock);
            var start = _machine.Play(_machine.StartAsync);
            if (start.IsCompletedSuccessfully)
            {
                return;
            }

            Promise(
                _machine.HasCrashed || start.Exception?.InnerException is StoreUnavailableException,
                $"the machine starts, and does not end with {start.Exception}");
            _crashes += _machine.HasCrashed ? 1 : 0;
            _machine.Dispose();
        }
    }

    private Task Stop()
    {
        if (!_machine.Stop())
        {
            return Task.FromException(new ObjectDisposedException(nameof(SimulatedMachine)));
        }

        Open();
        return Task.CompletedTask;
    }

    /// <summary>Waits until only time or somebody outside can make anything happen; starts the machine again if it crashed.</summary>
    private void Settle()
    {
        while (true)
        {
            var rests = _machine.ComeToRest();
            if (!_machine.HasCrashed)
            {
                Promise(rests, $"the machine comes to rest, with nothing left to do and {_machine.InFlight.Count} in flight");
                return;
            }

            _crashes++;
            _machine.Dispose();
            _clock.AdvanceTo(_clock.GetUtcNow() + _story.Down(_lives - 1));
            Open();
        }
    }

    private void GoOn()
    {
        var next = (_agenda.Next, _clock.NextDue) switch
        {
            ({ } act, { } timer) => act < timer ? act : timer,
            var (act, timer) => act ?? timer!.Value,
        };
        if (next > Monday + Horizon)
        {
            throw new PromiseBrokenException($"it does not end: {Stands()}");
        }

        _machine.Play(() =>
        {
            _clock.AdvanceTo(next);
            return Task.CompletedTask;
        });
        while (_agenda.Take(_clock.GetUtcNow()) is { } act)
        {
            if (!_story.AtOnce(_acts++))
            {
                Settle();
            }

            Do(act);
        }

        Settle();
    }

    private void Do(Agenda.Act act)
    {
        _ledger.Say(act.What);
        var machine = _machine;
        var done = machine.Play(() => act.Do(machine));
        switch (done.Exception?.InnerException)
        {
            case null when done.IsCompleted:
                return;
            case null or ObjectDisposedException when machine.HasCrashed:
                _ledger.Say($"{act.What} came to a machine that is down");
                break;
            case StoreUnavailableException or StoreOverloadedException or QueueFullException:
                _ledger.Say($"{act.What} was refused: {done.Exception.InnerException.GetType().Name}");
                break;
            case var other:
                throw new PromiseBrokenException($"{act.What} is answered, and not with {other?.ToString() ?? "silence"}");
        }

        // Not taken, or not heard of: once more.
        _agenda.Add(_clock.GetUtcNow().AddMinutes(1), act.What, act.Do);
    }

    private bool IsOver()
    {
        Settle();
        for (var dossier = 0; dossier < _story.Dossiers; dossier++)
        {
            if (Find($"D{dossier}") is not { IsCompleted: true })
            {
                return false;
            }
        }

        return _agenda.IsLast(Operator) && _machine.Count("message") == 0 && !DeadLetters().Any(CanBePutBack);
    }

    private static bool CanBePutBack(DeadLetter letter) => letter.Reason == "MaxDeliveryCountExceeded";

    private OrchestrationMetadata? Find(string instance) => _machine.Client.GetInstanceAsync(instance, true).Result;

    private IReadOnlyList<DeadLetter> DeadLetters() => _machine.DeadLetters.ListAsync(max: 1000).Result.Items;

    private string Stands()
    {
        var stands = new List<string>();
        for (var dossier = 0; dossier < _story.Dossiers; dossier++)
        {
            for (var step = -1; step < _story.Steps(dossier); step++)
            {
                var id = step < 0 ? $"D{dossier}" : $"D{dossier}:{step}";
                stands.Add($"{id} {Find(id)?.RuntimeStatus}");
            }
        }

        return $"{string.Join(", ", stands)}; {_machine.Count("message")} messages";
    }

    private void Check()
    {
        for (var dossier = 0; dossier < _story.Dossiers; dossier++)
        {
            CheckDossier(dossier);
        }

        CheckMessages();
        foreach (var table in (string[])["durable_tasks", "durable_inbox", "durable_timers", "durable_parked", "message"])
        {
            Promise(_machine.Count(table) == 0, $"{table} is empty at the end");
        }

        Promise(_machine.Depth == 0, "the queues count nothing at the end");
        Promise(_machine.InFlight.Count == 0, "nothing is in flight at the end");
    }

    private void CheckDossier(int dossier)
    {
        var id = $"D{dossier}";
        var ended = Find(id)!;
        Promise(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{id} completes, and is not {ended.RuntimeStatus}: {ended.FailureDetails}");
        var results = new List<string>();
        for (var step = 0; step < _story.Steps(dossier); step++)
        {
            var shown = _ledger.Shown($"{id}:{step}");
            Promise(shown.Count == 1, $"{id}:{step} shows its partner the one result that was saved, not {string.Join(" and ", shown)}");
            var rounds = _story.Of(dossier, step, 1).Rounds;
            results.Add($"{step}:{rounds}:{_story.Of(dossier, step, rounds).Value}:{shown.First()}");
            Replay($"{id}:{step}");
        }

        var (expected, actual) = (string.Join(' ', results), ended.ReadOutputAs<string>());
        Promise(expected == actual, $"{id} ends with '{expected}', not '{actual}'");
        Replay(id);
    }

    private void Replay(string instance)
    {
        try
        {
            _machine.Record(instance)!.Replay(SimulatedFunctions.Orchestrators(_story));
        }
        catch (HistoryMismatchException mismatch)
        {
            throw new PromiseBrokenException($"the history of {instance} can be replayed: {mismatch.Message}");
        }
    }

    private void CheckMessages()
    {
        var letters = DeadLetters().ToLookup(letter => letter.MessageId);
        foreach (var (queue, id) in _ledger.Accepted)
        {
            var handled = _ledger.Handled(id);
            if (id.EndsWith("garbage", StringComparison.Ordinal))
            {
                Promise(handled == 0 && letters[id].SingleOrDefault()?.Reason == "UnreadableBody", $"{id} stands among the dead letters, once");
                continue;
            }

            Promise(handled > 0, $"{id} is handled");
            Promise(!letters[id].Any(), $"{id}, which was handled, is no dead letter");
            if (queue == "decisions")
            {
                Promise(_ledger.Receipts(id) == 1, $"{id} has one receipt, not {_ledger.Receipts(id)}");
            }
            else
            {
                // Only a crash between a handler's end and its commit lets it run again.
                Promise(handled <= 1 + _crashes, $"{id} was handled {handled} times with {_crashes} crashes");
            }
        }
    }

    private static void Promise(bool kept, string what)
    {
        if (!kept)
        {
            throw new PromiseBrokenException(what);
        }
    }

    /// <summary>What came of a seed.</summary>
    /// <param name="Broken">The promises that were broken.</param>
    /// <param name="Lines">What happened.</param>
    internal sealed record Outcome(IReadOnlyList<string> Broken, IReadOnlyList<string> Lines, int Crashes, int Activities);

    private sealed class PromiseBrokenException(string promise) : Exception(promise);
}
