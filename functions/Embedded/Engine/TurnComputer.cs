using System.Text.Json;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Engine;

/// <summary>Computes one turn of an instance: from what it was told to what is to be saved.</summary>
internal sealed class TurnComputer(
    RuntimeStore store, DurableTables tables, IDurableFunctions functions, TimeProvider time, DurableOptions options, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("LienThong.Embedded.Durable");

    /// <summary>Computes a turn. Nothing it does is seen before its commit is saved, except in the instance's memory.</summary>
    public TurnCommit Compute(Turns turns, LiveInstance instance, List<Message> messages)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (instance.Header is null)
        {
            instance.Header = store.Read(connection => DurableReads.Header(connection, instance.Seq));
        }

        if (instance.Header is not { HasEnded: false } header)
        {
            // It has ended or is gone: whatever still comes for it is dropped.
            return new TurnCommit(turns, tables, instance, messages, now);
        }

        if (messages.Find(message => message.Input.Kind == InputKind.Terminate) is { } terminate)
        {
            return Terminate(header, terminate.Input);
        }

        if (messages.Exists(message => message.Input.Kind == InputKind.Escaped && message.Execution == header.Execution))
        {
            return Fail(header, Failure.Of<OrchestratorEscapedException>(OrchestratorEscapedException.Explain(header.Name)));
        }

        var told = messages.FindAll(message =>
            !message.IsControl && (message.Execution == Message.AnyExecution || message.Execution == header.Execution));
        var last = messages.FindLast(message => message.Input.Kind is InputKind.Suspend or InputKind.Resume);
        var suspended = last is null ? header.Status == OrchestrationRuntimeStatus.Suspended : last.Input.Kind == InputKind.Suspend;
        if (suspended)
        {
            return Park(header with { Status = OrchestrationRuntimeStatus.Suspended });
        }

        List<HistoryTurn>? history = null;
        if (instance.Run is null)
        {
            history = instance.IsNew ? [] : store.Read(connection => DurableReads.History(connection, instance.Seq));
            instance.Turns = history.Count;
        }

        var begins = instance.Turns == 0;
        if (begins && !told.Exists(IsStart) && !(header.HasParked && ReadParked().Exists(IsStart)))
        {
            return Park(header with { Status = header.Execution == 0 ? OrchestrationRuntimeStatus.Pending : OrchestrationRuntimeStatus.Running });
        }

        return Run();

        TurnCommit Park(InstanceHeader after, Failure? why = null) => new(turns, tables, instance, messages, now)
        {
            Before = header,
            Header = after with { HasParked = header.HasParked || told.Count > 0 },
            Parked = told,
            ParkedBy = why,
        };

        List<Message> ReadParked() => store.Read(connection => DurableReads.Parked(connection, instance.Seq));

        TurnCommit Terminate(InstanceHeader before, TurnInput termination)
        {
            var past = store.Read(connection => DurableReads.History(connection, before.Seq));
            var outstanding = Outstanding.Of(past);
            return new TurnCommit(turns, tables, instance, messages, now)
            {
                Before = before,
                Header = before with { Status = OrchestrationRuntimeStatus.Terminated, HasParked = false },
                Termination = termination,
                TimersLeft = past.Count == 0 ? store.Read(connection => DurableReads.StartTimers(connection, before.Seq)) : outstanding.Timers,
                ChildrenLeft = termination.Event == DurableClient.Recursive ? outstanding.Children : [],
            };
        }

        TurnCommit Fail(InstanceHeader before, Failure failure)
        {
            _logger.LogError("Instance {Instance} of {Orchestrator} failed: {Error}.", before.Id, before.Name, failure.Type);
            return new TurnCommit(turns, tables, instance, messages, now)
            {
                Before = before,
                Header = before with { Status = OrchestrationRuntimeStatus.Failed, HasParked = false },
                End = new TurnEnd(ActionKind.Fail, Failure: failure),
                TimersLeft = Outstanding.Of(store.Read(connection => DurableReads.History(connection, before.Seq))).Timers,
            };
        }

        TurnCommit Run()
        {
            if (header.HasParked)
            {
                var parked = ReadParked().FindAll(message =>
                    message.Execution == Message.AnyExecution || message.Execution == header.Execution);
                told.InsertRange(0, parked);
                messages.InsertRange(0, parked);
            }

            if (instance.Run is null)
            {
                if (!functions.TryGetOrchestrator(header.Name, out var function))
                {
                    return Fail(header, Failure.Of<InvalidOperationException>(
                        $"There is no orchestrator '{header.Name}'. / Không có hàm điều phối '{header.Name}'."));
                }

                var fresh = new OrchestratorRun(header, function, loggers, options.MaxPayloadBytes, () => turns.Deliver(Escape(header)));
                if (Replay.Mismatch(fresh, header, history!) is { } mismatch)
                {
                    fresh.Close();
                    return Fail(header, Failure.From(mismatch));
                }

                instance.Run = fresh;
                instance.LastTurn = history is [.., var latest] ? latest.At : instance.LastTurn;
            }

            var run = instance.Run;
            var inputs = Inputs(header, told, run, begins);
            if (inputs.Count == 0)
            {
                return new TurnCommit(turns, tables, instance, messages, now)
                {
                    Before = header,
                    Header = header with { Status = OrchestrationRuntimeStatus.Running, HasParked = false },
                };
            }

            var at = told.Where(message => message.Source == MessageSource.Timer).Select(message => new DateTime(message.Key, DateTimeKind.Utc))
                .Append(instance.LastTurn)
                .Append(now)
                .Max();
            var (actions, end) = run.Turn(at, inputs, replaying: false);
            if (end is { Unforeseen: true } && options.ParkUnknownExceptions)
            {
                _logger.LogError("Instance {Instance} of {Orchestrator} is parked: {Error}.", header.Id, header.Name, end.Failure!.Type);
                instance.Run = null;
                return Park(header with { Status = OrchestrationRuntimeStatus.Suspended }, end.Failure);
            }

            if (end?.Failure is { } failure)
            {
                _logger.LogError("Instance {Instance} of {Orchestrator} failed: {Error}.", header.Id, header.Name, failure.Type);
            }

            return new TurnCommit(turns, tables, instance, messages, now)
            {
                Before = header,
                Header = After(header, end) with { HasParked = false },
                History = new HistoryTurn(at, inputs, actions),
                Number = instance.Turns,
                End = end,
                CustomStatus = run.CustomStatus,
                TimersLeft = end is null ? [] : [.. run.Timers],
            }.Prepare();
        }
    }

    private static bool IsStart(Message message) => message.Input.Kind == InputKind.Started;

    private static Message Escape(InstanceHeader header) =>
        new(header.Seq, header.Execution, new TurnInput(InputKind.Escaped), MessageSource.Memory, 0);

    /// <summary>What the orchestrator is to see: its start first, and no answer that it does not wait for.</summary>
    private static List<TurnInput> Inputs(InstanceHeader header, List<Message> told, OrchestratorRun run, bool begins)
    {
        var inputs = new List<TurnInput>(told.Count);
        if (begins)
        {
            var start = told.Find(IsStart)!;
            inputs.Add(new TurnInput(InputKind.Started, Data: header.Input));
            if (start.Input.Data is { } kept)
            {
                inputs.AddRange(JsonSerializer.Deserialize(kept, HistoryJson.Default.ListTurnInput)!);
            }
        }

        inputs.AddRange(
            from message in told
            let input = message.Input
            where input.Kind == InputKind.EventRaised || (input.Kind != InputKind.Started && run.Awaits(input.Event))
            select input);
        return inputs;
    }

    private static InstanceHeader After(InstanceHeader header, TurnEnd? end) => end?.Kind switch
    {
        ActionKind.Complete => header with { Status = OrchestrationRuntimeStatus.Completed },
        ActionKind.Fail => header with { Status = OrchestrationRuntimeStatus.Failed },
        ActionKind.ContinueAsNew => header with
        {
            Status = OrchestrationRuntimeStatus.Running,
            Execution = header.Execution + 1,
            Input = end.Data,
        },
        _ => header with { Status = OrchestrationRuntimeStatus.Running },
    };
}
