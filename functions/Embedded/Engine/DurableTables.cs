using LienThong.Embedded.Store;

namespace LienThong.Embedded.Engine;

/// <summary>
/// The engine's tables and every statement that changes them. A turn is one row of history; what waits to be done stands in
/// small tables whose rows go with the turn that used them. Keys grow, so that new rows lie side by side.
/// </summary>
internal sealed class DurableTables
{
    // The numbers grow for as long as the process lives, so that "after the last one seen" misses nothing.
    private long _lastInbox;
    private long _lastTask;

    public static StoreSchema Schema { get; } = new("durable",
    [
        """
        CREATE TABLE durable_instances(
          seq INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          execution INTEGER NOT NULL,
          name TEXT NOT NULL,
          version TEXT,
          status INTEGER NOT NULL,
          parked INTEGER NOT NULL DEFAULT 0,
          created INTEGER NOT NULL,
          updated INTEGER NOT NULL,
          input TEXT,
          output TEXT,
          custom TEXT,
          failure TEXT,
          tags TEXT,
          trace TEXT,
          parent_seq INTEGER,
          parent_execution INTEGER,
          parent_event INTEGER,
          parent_name TEXT,
          parent_id TEXT);
        CREATE INDEX durable_instances_created ON durable_instances(created);
        CREATE INDEX durable_instances_not_completed ON durable_instances(created) WHERE status <> 1;
        CREATE TABLE durable_history(
          seq INTEGER PRIMARY KEY,
          instance INTEGER NOT NULL,
          turn INTEGER NOT NULL,
          at INTEGER NOT NULL,
          data BLOB NOT NULL);
        CREATE UNIQUE INDEX durable_history_of ON durable_history(instance, turn);
        CREATE TABLE durable_inbox(
          id INTEGER PRIMARY KEY,
          instance INTEGER NOT NULL,
          execution INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          event INTEGER NOT NULL,
          name TEXT,
          data TEXT);
        CREATE TABLE durable_parked(
          instance INTEGER NOT NULL,
          id INTEGER NOT NULL,
          execution INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          event INTEGER NOT NULL,
          name TEXT,
          data TEXT,
          PRIMARY KEY(instance, id)) WITHOUT ROWID;
        CREATE TABLE durable_tasks(
          id INTEGER PRIMARY KEY,
          instance INTEGER NOT NULL,
          execution INTEGER NOT NULL,
          event INTEGER NOT NULL,
          instance_id TEXT NOT NULL,
          name TEXT NOT NULL,
          input TEXT,
          trace TEXT);
        CREATE TABLE durable_timers(
          due INTEGER NOT NULL,
          instance INTEGER NOT NULL,
          event INTEGER NOT NULL,
          execution INTEGER NOT NULL,
          PRIMARY KEY(due, instance, event)) WITHOUT ROWID;
        """,
    ]);

    /// <summary>Takes up the numbering where the tables stand.</summary>
    /// <returns>The last numbers of the inbox and of the tasks; 0 for an empty one.</returns>
    public (long Inbox, long Tasks) Open(StoreConnection store)
    {
        _lastInbox = Math.Max(One(store, "SELECT max(id) FROM durable_inbox"), One(store, "SELECT max(id) FROM durable_parked"));
        _lastTask = One(store, "SELECT max(id) FROM durable_tasks");
        return (_lastInbox, _lastTask);

        static long One(StoreConnection store, string sql)
        {
            using var row = store.Statement(sql);
            return row.Next() ? row.Long(0) : 0;
        }
    }

    /// <summary>The number and status of the instance that has this id now.</summary>
    public static (long Seq, OrchestrationRuntimeStatus Status)? Find(StoreConnection store, string id)
    {
        using var row = store.Statement("SELECT seq, status FROM durable_instances WHERE id = ?").With(id);
        return row.Next() ? (row.Long(0), (OrchestrationRuntimeStatus)row.Int(1)) : null;
    }

    public static bool HasEnded(OrchestrationRuntimeStatus status) => status is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>Starts an instance, in place of an earlier one with its id that has ended.</summary>
    public void Start(StoreConnection store, Changes changes, NewInstance start, DateTimeOffset now)
    {
        if (Find(store, start.Id) is { } earlier)
        {
            Remove(store, earlier.Seq);
        }

        store.Statement(
                """
                INSERT INTO durable_instances(id, execution, name, version, status, created, updated, input, tags, trace,
                  parent_seq, parent_execution, parent_event, parent_name, parent_id)
                VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
            .With(start.Id).With(start.Name).With(start.Version).With((long)OrchestrationRuntimeStatus.Pending)
            .With(now.UtcTicks).With(now.UtcTicks).With(start.Input).With(start.Tags).With(start.Trace)
            .With(start.Parent?.Seq).With(start.Parent?.Execution).With(start.Parent?.Event).With(start.Parent?.Name).With(start.Parent?.Id)
            .Run();
        var seq = store.LastRow;
        if (start.StartAt is { } at && at > now)
        {
            AddTimer(store, changes, new DueTimer(at.UtcTicks, seq, Message.StartTimer, 0));
            return;
        }

        var header = new InstanceHeader
        {
            Seq = seq,
            Id = start.Id,
            Name = start.Name,
            Version = start.Version,
            Input = start.Input,
            Trace = start.Trace,
            Parent = start.Parent,
        };
        Tell(store, changes, seq, 0, new TurnInput(InputKind.Started), header);
    }

    /// <summary>Puts a message into an instance's inbox.</summary>
    public void Tell(
        StoreConnection store, Changes changes, long instance, int execution, TurnInput input, InstanceHeader? header = null)
    {
        var id = ++_lastInbox;
        store.Statement("INSERT INTO durable_inbox(id, instance, execution, kind, event, name, data) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .With(id).With(instance).With(execution).With((long)input.Kind).With(input.Event).With(input.Name).With(input.Data)
            .Run();
        changes.Add(new Message(instance, execution, input, MessageSource.Inbox, id) { Header = header });
    }

    public void AddTask(StoreConnection store, Changes changes, InstanceHeader by, TurnAction call)
    {
        var task = new ScheduledTask(++_lastTask, by.Seq, by.Execution, call.Event, by.Id, call.Name!, call.Data, by.Trace);
        store.Statement(
                "INSERT INTO durable_tasks(id, instance, execution, event, instance_id, name, input, trace) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .With(task.Id).With(task.Instance).With(task.Execution).With(task.Event).With(task.InstanceId).With(task.Name)
            .With(task.Input).With(task.Trace)
            .Run();
        changes.Add(task);
    }

    public static void AddTimer(StoreConnection store, Changes changes, DueTimer timer)
    {
        store.Statement("INSERT INTO durable_timers(due, instance, event, execution) VALUES (?, ?, ?, ?)")
            .With(timer.Due).With(timer.Instance).With(timer.Event).With(timer.Execution)
            .Run();
        changes.Add(timer);
    }

    public static void RemoveTimer(StoreConnection store, Changes changes, DueTimer timer)
    {
        store.Statement("DELETE FROM durable_timers WHERE due = ? AND instance = ? AND event = ?")
            .With(timer.Due).With(timer.Instance).With(timer.Event)
            .Run();
        changes.Remove(timer);
    }

    /// <summary>Takes a message away from where it was kept.</summary>
    public static void Use(StoreConnection store, Message message)
    {
        switch (message.Source)
        {
            case MessageSource.Inbox:
                store.Statement("DELETE FROM durable_inbox WHERE id = ?").With(message.Key).Run();
                break;
            case MessageSource.Task:
                store.Statement("DELETE FROM durable_tasks WHERE id = ?").With(message.Key).Run();
                break;
            case MessageSource.Timer:
                var @event = message.Input.Kind == InputKind.Started ? Message.StartTimer : message.Input.Event;
                store.Statement("DELETE FROM durable_timers WHERE due = ? AND instance = ? AND event = ?")
                    .With(message.Key).With(message.Instance).With(@event)
                    .Run();
                break;
            case MessageSource.Parked:
                store.Statement("DELETE FROM durable_parked WHERE instance = ? AND id = ?")
                    .With(message.Instance).With(message.Key)
                    .Run();
                break;
        }
    }

    /// <summary>Keeps a message until its instance starts or is resumed.</summary>
    public void Park(StoreConnection store, Message message) =>
        store.Statement("INSERT INTO durable_parked(instance, id, execution, kind, event, name, data) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .With(message.Instance).With(++_lastInbox).With(message.Execution).With((long)message.Input.Kind)
            .With(message.Input.Event).With(message.Input.Name).With(message.Input.Data)
            .Run();

    public static void AddTurn(StoreConnection store, long instance, int turn, DateTime at, ReadOnlySpan<byte> data) =>
        store.Statement("INSERT INTO durable_history(instance, turn, at, data) VALUES (?, ?, ?, ?)")
            .With(instance).With(turn).With(at.Ticks).With(data)
            .Run();

    public static void RemoveHistory(StoreConnection store, long instance) =>
        store.Statement("DELETE FROM durable_history WHERE instance = ?").With(instance).Run();

    /// <summary>Removes an instance and its history.</summary>
    public static void Remove(StoreConnection store, long instance)
    {
        RemoveHistory(store, instance);
        store.Statement("DELETE FROM durable_parked WHERE instance = ?").With(instance).Run();
        store.Statement("DELETE FROM durable_instances WHERE seq = ?").With(instance).Run();
    }

    public static void SetParked(StoreConnection store, long instance, bool parked) =>
        store.Statement("UPDATE durable_instances SET parked = ? WHERE seq = ?").With(parked ? 1 : 0).With(instance).Run();

    public static void SetStatus(
        StoreConnection store, long instance, OrchestrationRuntimeStatus status, DateTime at, Failure? parkedBy = null) =>
        store.Statement("UPDATE durable_instances SET status = ?, failure = ?, updated = ? WHERE seq = ?")
            .With((long)status).With(parkedBy?.Write()).With(at.Ticks).With(instance)
            .Run();

    public static void SetCustomStatus(StoreConnection store, long instance, string? custom, DateTime at) =>
        store.Statement("UPDATE durable_instances SET custom = ?, updated = ? WHERE seq = ?")
            .With(custom).With(at.Ticks).With(instance)
            .Run();

    public static void BeginAnew(StoreConnection store, long instance, int execution, string? input, DateTime at) =>
        store.Statement("UPDATE durable_instances SET execution = ?, input = ?, updated = ? WHERE seq = ?")
            .With(execution).With(input).With(at.Ticks).With(instance)
            .Run();

    public static void End(
        StoreConnection store, long instance, OrchestrationRuntimeStatus status, string? output, Failure? failure, DateTime at)
    {
        store.Statement("UPDATE durable_instances SET status = ?, output = ?, failure = ?, updated = ? WHERE seq = ?")
            .With((long)status).With(output).With(failure?.Write()).With(at.Ticks).With(instance)
            .Run();
        store.Statement("DELETE FROM durable_parked WHERE instance = ?").With(instance).Run();
    }

    /// <summary>Whether the execution that called a sub-orchestration still waits.</summary>
    public static bool Waits(StoreConnection store, ParentLink parent)
    {
        using var row = store.Statement("SELECT status, execution FROM durable_instances WHERE seq = ?").With(parent.Seq);
        return row.Next() && !HasEnded((OrchestrationRuntimeStatus)row.Int(0)) && row.Int(1) == parent.Execution;
    }
}
