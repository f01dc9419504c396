using System.Diagnostics;
using System.Text.Json;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Engine;

/// <summary>The engine's client.</summary>
internal sealed class DurableClient(DurableEngine engine, RuntimeStore store, DurableTables tables, Waiters waiters, TimeProvider time, DurableOptions options)
    : DurableTaskClient("embedded")
{
    /// <summary>What a termination's number says when the children are to end too.</summary>
    public const int Recursive = 1;

    private const int PurgedAtOnce = 200;

    public static string InUse(string instanceId, OrchestrationRuntimeStatus status) =>
        $"Instance '{instanceId}' exists and is {status}: its id can be used again when it has ended. "
        + $"/ Phiên bản '{instanceId}' đang tồn tại ({status}), chưa thể dùng lại mã này.";

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        ArgumentException.ThrowIfNullOrWhiteSpace(id, nameof(options));
        var refused = options?.DedupeStatuses?.Select(Enum.Parse<OrchestrationRuntimeStatus>).ToHashSet();
        var start = new NewInstance(id, orchestratorName)
        {
            Version = options?.Version?.Version is { Length: > 0 } version ? version : null,
            Input = Write(input, "The input"),
            Tags = options?.Tags is { Count: > 0 } tags
                ? JsonSerializer.Serialize(new Dictionary<string, string>(tags), HistoryJson.Default.DictionaryStringString)
                : null,
            Trace = Activity.Current?.Id,
            StartAt = options?.StartAt,
        };
        await engine.WriteAsync(
            (connection, changes) =>
            {
                if (DurableTables.Find(connection, id) is { Status: var status }
                    && (!DurableTables.HasEnded(status) || refused?.Contains(status) == true))
                {
                    throw new InvalidOperationException(InUse(id, status));
                }

                tables.Start(connection, changes, start, time.GetUtcNow());
                return id;
            },
            cancellation);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return TellAsync(
            instanceId, new TurnInput(InputKind.EventRaised, Name: eventName, Data: Write(eventPayload, $"The event '{eventName}'")), cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new TurnInput(InputKind.Suspend), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new TurnInput(InputKind.Resume), cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        TellAsync(
            instanceId,
            new TurnInput(InputKind.Terminate, options?.Recursive == true ? Recursive : 0, Data: Write(options?.Output, "The output")),
            cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, forEnd: false, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, forEnd: true, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(store.Read(connection => InstanceQueries.One(connection, instanceId, getInputsAndOutputs)));

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        var asked = query.PageSize > 0 ? query.PageSize : OrchestrationQuery.DefaultPageSize;
        return Pageable.Create<OrchestrationMetadata>((continuation, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(store.Read(connection =>
                InstanceQueries.Page(connection, query, continuation ?? query.ContinuationToken, asked)));
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        new(await PurgeAsync([instanceId], options?.Recursive == true, cancellation));

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        IEnumerable<OrchestrationRuntimeStatus> ended =
            [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];
        var query = new OrchestrationQuery(
            filter.CreatedFrom, filter.CreatedTo, filter.Statuses is { } asked ? ended.Intersect(asked).ToList() : ended, PageSize: PurgedAtOnce);
        var count = 0;
        await foreach (var page in GetAllInstancesAsync(query).AsPages().WithCancellation(cancellation))
        {
            count += await PurgeAsync([.. page.Values.Select(instance => instance.InstanceId)], options?.Recursive == true, cancellation);
        }

        return new PurgeResult(count);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default) =>
        await engine.WriteAsync(
            (connection, changes) =>
            {
                if (DurableTables.Find(connection, instanceId) is not { } found)
                {
                    throw new ArgumentException(
                        $"There is no instance '{instanceId}'. / Không có phiên bản '{instanceId}'.", nameof(instanceId));
                }

                if (!restartWithNewInstanceId && !DurableTables.HasEnded(found.Status))
                {
                    throw new InvalidOperationException(InUse(instanceId, found.Status));
                }

                var again = DurableReads.Again(connection, found.Seq) with
                {
                    Id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId,
                    Trace = Activity.Current?.Id,
                };
                tables.Start(connection, changes, again, time.GetUtcNow());
                return again.Id;
            },
            cancellation);

    /// <summary>The engine owns what the client uses.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string? Write(object? value, string what) => Payload.Write(value, what, options.MaxPayloadBytes);

    private async Task TellAsync(string instanceId, TurnInput input, CancellationToken cancellation) => await engine.WriteAsync(
        (connection, changes) =>
        {
            var found = DurableTables.Find(connection, instanceId);
            if (found is { } instance && !DurableTables.HasEnded(instance.Status))
            {
                tables.Tell(connection, changes, instance.Seq, Message.AnyExecution, input);
            }

            return found;
        },
        cancellation);

    private async Task<OrchestrationMetadata> WaitAsync(string instanceId, bool withPayloads, bool forEnd, CancellationToken cancellation)
    {
        while (true)
        {
            using var place = waiters.Join(instanceId, forEnd);
            if (store.Read(Look) is { } found)
            {
                return found;
            }

            await place.Told.WaitAsync(cancellation);
        }

        OrchestrationMetadata? Look(StoreConnection connection)
        {
            // Most looks come too early: the status alone is the cheaper one.
            var status = DurableTables.Find(connection, instanceId)?.Status
                ?? throw new InvalidOperationException($"There is no instance '{instanceId}'. / Không có phiên bản '{instanceId}'.");
            return IsThere(status) && InstanceQueries.One(connection, instanceId, withPayloads) is { } found && IsThere(found.RuntimeStatus)
                ? found
                : null;
        }

        bool IsThere(OrchestrationRuntimeStatus status) =>
            forEnd ? DurableTables.HasEnded(status) : status != OrchestrationRuntimeStatus.Pending;
    }

    private async Task<int> PurgeAsync(IReadOnlyList<string> instanceIds, bool recursive, CancellationToken cancellation)
    {
        var purged = 0;
        for (var ids = instanceIds; ids.Count > 0;)
        {
            var (count, children) = await engine.WriteAsync((connection, _) => Purge(connection, ids, recursive), cancellation);
            (purged, ids) = (purged + count, children);
        }

        return purged;
    }

    private static (int Count, IReadOnlyList<string> Children) Purge(StoreConnection connection, IReadOnlyList<string> ids, bool recursive)
    {
        var count = 0;
        var children = new List<string>();
        foreach (var id in ids)
        {
            if (DurableTables.Find(connection, id) is { } found && DurableTables.HasEnded(found.Status))
            {
                if (recursive)
                {
                    children.AddRange(
                        from turn in DurableReads.History(connection, found.Seq)
                        from action in turn.Out
                        where action.Kind == ActionKind.CallChild
                        select action.Target!);
                }

                DurableTables.Remove(connection, found.Seq);
                count++;
            }
        }

        return (count, children);
    }
}
