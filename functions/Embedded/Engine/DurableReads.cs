using LienThong.Embedded.Store;

namespace LienThong.Embedded.Engine;

/// <summary>What the engine reads back from its tables.</summary>
internal static class DurableReads
{
    /// <summary>An instance; null if it is gone.</summary>
    public static InstanceHeader? Header(StoreConnection store, long seq)
    {
        using var row = store.Statement(
                """
                SELECT seq, id, name, version, execution, status, input, trace,
                  parent_seq, parent_execution, parent_event, parent_name, parent_id, parked
                FROM durable_instances WHERE seq = ?
                """)
            .With(seq);
        return !row.Next() ? null : new InstanceHeader
        {
            Seq = row.Long(0),
            Id = row.Text(1)!,
            Name = row.Text(2)!,
            Version = row.Text(3),
            Execution = row.Int(4),
            Status = (OrchestrationRuntimeStatus)row.Int(5),
            Input = row.Text(6),
            Trace = row.Text(7),
            Parent = row.IsNull(8) ? null : new ParentLink(row.Long(8), row.Int(9), row.Int(10), row.Text(11)!, row.Text(12)!),
            HasParked = row.Int(13) != 0,
        };
    }

    /// <summary>The turns of an instance's execution, oldest first.</summary>
    public static List<HistoryTurn> History(StoreConnection store, long instance)
    {
        var turns = new List<HistoryTurn>();
        using var row = store.Statement("SELECT data FROM durable_history WHERE instance = ? ORDER BY turn").With(instance);
        while (row.Next())
        {
            turns.Add(HistoryTurn.Decode(row.Bytes(0)));
        }

        return turns;
    }

    /// <summary>What came before an instance started or while it was suspended, oldest first.</summary>
    public static List<Message> Parked(StoreConnection store, long instance)
    {
        var messages = new List<Message>();
        using var row = store.Statement(
                "SELECT id, instance, execution, kind, event, name, data FROM durable_parked WHERE instance = ? ORDER BY id")
            .With(instance);
        while (row.Next())
        {
            messages.Add(Message(row, MessageSource.Parked));
        }

        return messages;
    }

    public static List<(long Id, Message Item)> Inbox(StoreConnection store, long after, int limit)
    {
        var page = new List<(long, Message)>();
        using var row = store.Statement(
                "SELECT id, instance, execution, kind, event, name, data FROM durable_inbox WHERE id > ? ORDER BY id LIMIT ?")
            .With(after).With(limit);
        while (row.Next())
        {
            page.Add((row.Long(0), Message(row, MessageSource.Inbox)));
        }

        return page;
    }

    public static List<(long Id, ScheduledTask Item)> Tasks(StoreConnection store, long after, int limit)
    {
        var page = new List<(long, ScheduledTask)>();
        using var row = store.Statement(
                "SELECT id, instance, execution, event, instance_id, name, input, trace FROM durable_tasks WHERE id > ? ORDER BY id LIMIT ?")
            .With(after).With(limit);
        while (row.Next())
        {
            page.Add((row.Long(0), new ScheduledTask(
                row.Long(0), row.Long(1), row.Int(2), row.Int(3), row.Text(4)!, row.Text(5)!, row.Text(6), row.Text(7))));
        }

        return page;
    }

    public static List<DueTimer> Timers(StoreConnection store, DueTimer after, int limit)
    {
        var page = new List<DueTimer>();
        using var row = store.Statement(
                "SELECT due, instance, event, execution FROM durable_timers WHERE (due, instance, event) > (?, ?, ?) ORDER BY due, instance, event LIMIT ?")
            .With(after.Due).With(after.Instance).With(after.Event).With(limit);
        while (row.Next())
        {
            page.Add(new DueTimer(row.Long(0), row.Long(1), row.Int(2), row.Int(3)));
        }

        return page;
    }

    /// <summary>Some instances in the order of their creation, and where to go on; null after the last.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="endedBefore">When those that are named had ended, in UTC ticks; the page passes over all others.</param>
    /// <param name="limit">How many are looked at.</param>
    public static (List<long> Ended, (long Created, long Seq)? Next) Ended(
        StoreConnection store, (long Created, long Seq) after, long endedBefore, int limit)
    {
        var ended = new List<long>();
        var last = after;
        var looked = 0;
        using var row = store.Statement(
                """
                SELECT created, seq, status, updated FROM durable_instances INDEXED BY durable_instances_created
                WHERE created < ? AND (created, seq) > (?, ?) ORDER BY created, seq LIMIT ?
                """)
            .With(endedBefore).With(after.Created).With(after.Seq).With(limit);
        while (row.Next())
        {
            looked++;
            last = (row.Long(0), row.Long(1));
            if (DurableTables.HasEnded((OrchestrationRuntimeStatus)row.Int(2)) && row.Long(3) < endedBefore)
            {
                ended.Add(last.Seq);
            }
        }

        return (ended, looked < limit ? null : last);
    }

    /// <summary>What starts an instance a second time.</summary>
    public static NewInstance Again(StoreConnection store, long seq)
    {
        using var row = store.Statement("SELECT id, name, version, input, tags FROM durable_instances WHERE seq = ?").With(seq);
        row.Next();
        return new NewInstance(row.Text(0)!, row.Text(1)!) { Version = row.Text(2), Input = row.Text(3), Tags = row.Text(4) };
    }

    /// <summary>When an instance that has not begun is to begin; nothing if it is to begin at once.</summary>
    /// <remarks>Goes through the whole table: for rare occasions.</remarks>
    public static IReadOnlyList<(int Event, DateTime Due)> StartTimers(StoreConnection store, long instance)
    {
        using var row = store.Statement("SELECT due FROM durable_timers WHERE instance = ? AND event = ?")
            .With(instance).With(Engine.Message.StartTimer);
        return row.Next() ? [(Engine.Message.StartTimer, new DateTime(row.Long(0), DateTimeKind.Utc))] : [];
    }

    private static Message Message(Statement row, MessageSource source) => new(
        row.Long(1),
        row.Int(2),
        new TurnInput((InputKind)row.Int(3), row.Int(4), row.Text(5), row.Text(6)),
        source,
        row.Long(0));
}
