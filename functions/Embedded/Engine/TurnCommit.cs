using System.Text.Json;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Engine;

/// <summary>
/// What a turn changes, in one write: the history grows by it, what it used is gone, what it asks for waits to be done, and
/// the instance stands where it then stands. Either all of it is true or nothing.
/// </summary>
internal sealed class TurnCommit(Turns turns, DurableTables tables, LiveInstance instance, IReadOnlyList<Message> messages, DateTime now)
    : StoreWrite
{
    private byte[]? _encoded;

    /// <summary>The instance as it was before the turn; null if it is gone.</summary>
    public InstanceHeader? Before { get; init; }

    /// <summary>The instance as it is after the turn.</summary>
    public InstanceHeader? Header { get; init; }

    /// <summary>The turn; null if the orchestrator did not run.</summary>
    public HistoryTurn? History { get; init; }

    /// <summary>The turn's number, from 0.</summary>
    public int Number { get; init; }

    /// <summary>How the execution ended; null if it goes on.</summary>
    public TurnEnd? End { get; init; }

    /// <summary>The output of an instance that was terminated.</summary>
    public TurnInput? Termination { get; init; }

    /// <summary>The orchestrator's new custom status, if it set one.</summary>
    public (string? Json, bool IsSet) CustomStatus { get; init; }

    /// <summary>Messages that are kept until the instance starts or is resumed.</summary>
    public IReadOnlyList<Message> Parked { get; init; } = [];

    /// <summary>The exception that has parked the instance, if that is why it is suspended.</summary>
    public Failure? ParkedBy { get; init; }

    /// <summary>Timers that were set before this turn and that an ended execution leaves behind.</summary>
    public IReadOnlyList<(int Event, DateTime Due)> TimersLeft { get; init; } = [];

    /// <summary>Sub-orchestrations that end with a terminated instance.</summary>
    public IReadOnlyList<string> ChildrenLeft { get; init; } = [];

    /// <summary>Whether the execution has ended.</summary>
    public bool Ends => End is not null || Termination is not null;

    /// <summary>What the write has put into the tables.</summary>
    public Changes Changes { get; private set; } = new();

    /// <summary>Makes what can be made before the writer's turn.</summary>
    public TurnCommit Prepare()
    {
        _encoded = History?.Encode();
        return this;
    }

    public override void Execute(StoreConnection store)
    {
        Changes = new Changes();
        foreach (var message in messages)
        {
            DurableTables.Use(store, message);
        }

        if (Header is null || Before is null)
        {
            return;
        }

        foreach (var message in Parked)
        {
            tables.Park(store, message);
        }

        if (Before.HasParked != Header.HasParked)
        {
            DurableTables.SetParked(store, Header.Seq, Header.HasParked);
        }

        if (_encoded is not null && End?.Kind != ActionKind.ContinueAsNew)
        {
            DurableTables.AddTurn(store, Header.Seq, Number, History!.At, _encoded);
        }

        if (History is not null)
        {
            Do(store, History.Out);
        }

        if (CustomStatus.IsSet)
        {
            DurableTables.SetCustomStatus(store, Header.Seq, CustomStatus.Json, now);
        }

        if (Ends)
        {
            Finish(store);
        }
        else if (Before.Status != Header.Status || ParkedBy is not null)
        {
            DurableTables.SetStatus(store, Header.Seq, Header.Status, now, ParkedBy);
        }

        var begins = Before.Status == OrchestrationRuntimeStatus.Pending && Header.Status != OrchestrationRuntimeStatus.Pending;
        Changes.Progressed = begins || Header.HasEnded ? (Header.Id, Header.HasEnded) : null;
    }

    public override void Committed() => turns.Saved(instance, this);

    public override void Failed(Exception exception) => turns.NotSaved(instance, messages, exception);

    private void Do(StoreConnection store, IReadOnlyList<TurnAction> actions)
    {
        // A timer that is set and cancelled within the turn never was.
        var cancelled = actions.Any(action => action.Kind == ActionKind.CancelTimer) ? Events(actions, ActionKind.CancelTimer) : null;
        var created = cancelled is null ? null : Events(actions, ActionKind.CreateTimer);
        foreach (var action in actions)
        {
            switch (action.Kind)
            {
                case ActionKind.CallActivity:
                    tables.AddTask(store, Changes, Before!, action);
                    break;
                case ActionKind.CallChild:
                    StartChild(store, action);
                    break;
                case ActionKind.CreateTimer when !Ends && cancelled?.Contains(action.Event) != true:
                    DurableTables.AddTimer(store, Changes, Timer(action.Event, action.Due!.Value));
                    break;
                case ActionKind.CancelTimer when created?.Contains(action.Event) != true:
                    DurableTables.RemoveTimer(store, Changes, Timer(action.Event, action.Due!.Value));
                    break;
                case ActionKind.SendEvent when DurableTables.Find(store, action.Target!) is { } target && !DurableTables.HasEnded(target.Status):
                    tables.Tell(
                        store,
                        Changes,
                        target.Seq,
                        Message.AnyExecution,
                        new TurnInput(InputKind.EventRaised, Name: action.Name, Data: action.Data));
                    break;
            }
        }
    }

    private static HashSet<int> Events(IReadOnlyList<TurnAction> actions, ActionKind kind) =>
        [.. from action in actions where action.Kind == kind select action.Event];

    private DueTimer Timer(int @event, DateTime due) => new(due.Ticks, Before!.Seq, @event, Before.Execution);

    private void StartChild(StoreConnection store, TurnAction call)
    {
        var by = Before!;
        if (DurableTables.Find(store, call.Target!) is { } same && !DurableTables.HasEnded(same.Status))
        {
            var failure = Failure.Of<InvalidOperationException>(DurableClient.InUse(call.Target!, same.Status));
            tables.Tell(store, Changes, by.Seq, by.Execution, new TurnInput(InputKind.ChildFailed, call.Event, Data: failure.Write()));
            return;
        }

        var child = new NewInstance(call.Target!, call.Name!)
        {
            Input = call.Data,
            Trace = by.Trace,
            Parent = new ParentLink(by.Seq, by.Execution, call.Event, by.Name, by.Id),
        };
        tables.Start(store, Changes, child, new DateTimeOffset(now, TimeSpan.Zero));
    }

    private void Finish(StoreConnection store)
    {
        foreach (var (@event, due) in TimersLeft)
        {
            DurableTables.RemoveTimer(store, Changes, Timer(@event, due));
        }

        if (End is { Kind: ActionKind.ContinueAsNew } again)
        {
            DurableTables.RemoveHistory(store, Header!.Seq);
            DurableTables.BeginAnew(store, Header.Seq, Header.Execution, again.Data, now);
            var kept = again.Kept is { Count: > 0 } events ? JsonSerializer.Serialize([.. events], HistoryJson.Default.ListTurnInput) : null;
            tables.Tell(store, Changes, Header.Seq, Header.Execution, new TurnInput(InputKind.Started, Data: kept));
            if (Before!.Status != Header.Status)
            {
                DurableTables.SetStatus(store, Header.Seq, Header.Status, now);
            }

            return;
        }

        DurableTables.End(store, Header!.Seq, Header.Status, End?.Data ?? Termination?.Data, End?.Failure, now);
        if (Header.Parent is { } parent && DurableTables.Waits(store, parent))
        {
            tables.Tell(store, Changes, parent.Seq, parent.Execution, Answer(parent));
        }

        foreach (var id in ChildrenLeft)
        {
            if (DurableTables.Find(store, id) is { } child && !DurableTables.HasEnded(child.Status))
            {
                tables.Tell(store, Changes, child.Seq, Message.AnyExecution, Termination!);
            }
        }
    }

    private TurnInput Answer(ParentLink parent) => End switch
    {
        { Kind: ActionKind.Complete } completed => new TurnInput(InputKind.ChildCompleted, parent.Event, Data: completed.Data),
        { Failure: { } failure } => new TurnInput(InputKind.ChildFailed, parent.Event, Data: failure.Write()),
        _ => new TurnInput(
            InputKind.ChildFailed,
            parent.Event,
            Data: Failure.Of<InstanceTerminatedException>($"Instance '{Header!.Id}' was terminated. / Phiên bản '{Header.Id}' đã bị chấm dứt.").Write()),
    };
}
