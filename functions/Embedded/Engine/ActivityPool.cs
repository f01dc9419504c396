using System.Diagnostics;
using LienThong.Embedded.Clock;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Engine;

/// <summary>Runs activities, a bounded number at once. A result goes to its instance, whose next turn saves it.</summary>
internal sealed class ActivityPool(
    IDurableFunctions functions, Threads threads, InFlight inFlight, Turns turns, DurableOptions options, ILogger logger) : IDisposable
{
    private static readonly ActivitySource Source = new("LienThong.Embedded");

    private readonly Lock _gate = new();
    private readonly Queue<ScheduledTask> _waiting = new();
    private readonly CancellationTokenSource _stop = new();
    private int _running;
    private bool _stopping;

    /// <summary>Says that there is room again for tasks.</summary>
    public required Action Drained { get; init; }

    /// <summary>Whether more tasks may be given.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count < options.MaxQueued;
            }
        }
    }

    /// <summary>Runs a task when its turn comes.</summary>
    public void Add(ScheduledTask task)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            inFlight.Enter();
            _waiting.Enqueue(task);
        }

        Poke();
    }

    /// <summary>Begins what may begin.</summary>
    public void Poke()
    {
        while (true)
        {
            ScheduledTask? task;
            bool drained;
            lock (_gate)
            {
                if (_running >= options.MaxConcurrentActivities || !turns.HasRoom || !_waiting.TryDequeue(out task))
                {
                    return;
                }

                _running++;
                drained = _waiting.Count == options.MaxQueued / 2;
                turns.Busy.Enter();
            }

            threads.Run(RunAsync, task);
            if (drained)
            {
                Drained();
            }
        }
    }

    /// <summary>Begins nothing more. What waits stays in the store.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            while (_waiting.TryDequeue(out _))
            {
                inFlight.Leave();
            }
        }
    }

    /// <summary>Tells the activities that run that nobody waits for them any longer.</summary>
    public void Cancel() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    private async void RunAsync(ScheduledTask task)
    {
        var answer = await CallAsync(task);
        if (answer is not null)
        {
            turns.Deliver(new Message(task.Instance, task.Execution, answer, MessageSource.Task, task.Id));
        }

        lock (_gate)
        {
            _running--;
        }

        Poke();
        turns.Busy.Leave();
        inFlight.Leave();
    }

    /// <returns>The answer; null if the runtime stops and the activity is to run again.</returns>
    private async Task<TurnInput?> CallAsync(ScheduledTask task)
    {
        using var span = Source.StartActivity("activity " + task.Name, ActivityKind.Internal, task.Trace);
        try
        {
            if (!functions.TryGetActivity(task.Name, out var function))
            {
                throw new InvalidOperationException($"There is no activity '{task.Name}'. / Không có hoạt động '{task.Name}'.");
            }

            var result = await function(new ActivityCall(task.Name, task.InstanceId, task.Input, span?.Id ?? task.Trace), _stop.Token);
            var json = Payload.Write(result, $"The result of activity '{task.Name}'", options.MaxPayloadBytes);
            return new TurnInput(InputKind.TaskCompleted, task.Event, Data: json);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            span?.SetStatus(ActivityStatusCode.Error);
            logger.LogWarning("Activity {Activity} of instance {Instance} failed: {Error}.", task.Name, task.InstanceId, error.GetType());
            return new TurnInput(InputKind.TaskFailed, task.Event, Data: Failure.From(error).Write());
        }
    }
}
