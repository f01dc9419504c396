using System.Text.Json;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Queues;

/// <summary>Messages in the runtime's store. Methods that take a connection are called inside a write of the store.</summary>
/// <remarks>
/// A message is visible when its due moment has come. A lock is a due moment that never comes: taking moves the message
/// there, giving back moves it to the present, and a restart, after which nobody holds a lock, gives all of them back.
/// Of a session at most one message has been delivered and has not ended: as long as it is there, the others wait.
/// </remarks>
internal sealed class MessageStore(RuntimeStore store)
{
    private const long Locked = long.MaxValue;
    private const int PurgeEvery = 256;

    private const string Content = "message_id, subject, content_type, properties, trace_parent, body, session_id";

    private const string Visible = "queue = ? AND due <= ?";
    private const string FirstOfItsSession = $"""
        {Visible} AND (deliveries > 0 OR NOT EXISTS (
            SELECT 1 FROM message AS other WHERE other.queue = message.queue AND other.session_id = message.session_id
            AND (other.deliveries > 0 OR (other.due, other.sequence) < (message.due, message.sequence))))
        """;

    private long _sequence;
    private int _untilPurge = PurgeEvery;

    public Threads Threads => store.Threads;

    public static StoreSchema Schema { get; } = new("queues",
    [
        """
        CREATE TABLE message (
            sequence INTEGER PRIMARY KEY,
            queue TEXT NOT NULL,
            due INTEGER NOT NULL,
            deliveries INTEGER NOT NULL,
            enqueued INTEGER NOT NULL,
            message_id TEXT NOT NULL,
            subject TEXT,
            content_type TEXT,
            properties TEXT,
            trace_parent TEXT,
            body BLOB);
        CREATE INDEX message_by_due ON message (queue, due, sequence);
        CREATE TABLE message_seen (
            entity TEXT NOT NULL,
            message_id TEXT NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (entity, message_id)) WITHOUT ROWID;
        CREATE INDEX message_seen_by_end ON message_seen (until);
        CREATE TABLE dead_letter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            queue TEXT NOT NULL,
            deliveries INTEGER NOT NULL,
            enqueued INTEGER NOT NULL,
            dead_lettered INTEGER NOT NULL,
            reason TEXT NOT NULL,
            description TEXT,
            message_id TEXT NOT NULL,
            subject TEXT,
            content_type TEXT,
            properties TEXT,
            trace_parent TEXT,
            body BLOB);
        """,
        """
        ALTER TABLE message ADD COLUMN session_id TEXT;
        ALTER TABLE dead_letter ADD COLUMN session_id TEXT;
        CREATE INDEX message_by_session ON message (queue, session_id) WHERE session_id IS NOT NULL;
        """,
    ]);

    /// <summary>Gives back what was locked before a restart, and says how many messages each queue holds.</summary>
    public Task<IReadOnlyDictionary<string, long>> OpenAsync(DateTimeOffset now) => store.WriteAsync<IReadOnlyDictionary<string, long>>(connection =>
    {
        connection.Statement("UPDATE message SET due = ? WHERE due = ?").With(now.UtcTicks).With(Locked).Run();
        using (var last = connection.Statement("SELECT max(sequence) FROM message"))
        {
            _sequence = last.Next() ? last.Long(0) : 0;
        }

        var depths = new Dictionary<string, long>();
        using var rows = connection.Statement("SELECT queue, count(*) FROM message GROUP BY queue");
        while (rows.Next())
        {
            depths.Add(rows.Text(0)!, rows.Long(1));
        }

        return depths;
    });

    /// <summary>Puts a message into queues, unless its id was seen lately under the same entity.</summary>
    /// <returns>False if it was seen.</returns>
    public bool Insert(
        StoreConnection connection, string entity, IReadOnlyList<QueueState> queues, OutgoingMessage message, DateTimeOffset now, TimeSpan duplicateWindow)
    {
        if (duplicateWindow > TimeSpan.Zero && !Remember(connection, entity, message.MessageId, now, now + duplicateWindow))
        {
            return false;
        }

        var due = message.ScheduledAt is { } scheduled && scheduled > now ? scheduled : now;
        var properties = message.ApplicationProperties.Count == 0 ? null : JsonSerializer.Serialize(message.ApplicationProperties);
        foreach (var queue in queues)
        {
            connection.Statement($"INSERT INTO message (sequence, queue, due, deliveries, enqueued, {Content}) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)")
                .With(++_sequence)
                .With(queue.Name)
                .With(due.UtcTicks)
                .With(now.UtcTicks)
                .With(message.MessageId)
                .With(message.Subject)
                .With(message.ContentType)
                .With(properties)
                .With(message.TraceParent)
                .With(message.Body.Span)
                .With(message.SessionId)
                .Run();
        }

        return true;
    }

    /// <summary>Takes visible messages, oldest due first, and locks them; says when the next one becomes visible, and whether
    /// messages are visible that wait for the one before them in their session.</summary>
    public Task<(IReadOnlyList<StoredMessage> Messages, DateTimeOffset? Next, bool Behind)> TakeAsync(QueueState queue, int max, DateTimeOffset now) =>
        store.WriteAsync<(IReadOnlyList<StoredMessage>, DateTimeOffset?, bool)>(connection =>
        {
            var messages = new List<StoredMessage>();
            using (var rows = connection.Statement($"""
                UPDATE message SET due = ?, deliveries = deliveries + 1
                WHERE sequence IN (SELECT sequence FROM message WHERE {(queue.HasSessions ? FirstOfItsSession : Visible)} ORDER BY due, sequence LIMIT ?)
                RETURNING sequence, deliveries, enqueued, {Content}
                """).With(Locked).With(queue.Name).With(now.UtcTicks).With(max))
            {
                while (rows.Next())
                {
                    messages.Add(new StoredMessage(rows.Long(0), rows.Int(1), Instant(rows.Long(2)), ReadContent(rows, 3)));
                }
            }

            messages.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
            using var next = connection.Statement("SELECT min(due) FROM message WHERE queue = ? AND due > ? AND due < ?")
                .With(queue.Name).With(now.UtcTicks).With(Locked);
            return (messages, next.Next() && !next.IsNull(0) ? Instant(next.Long(0)) : null, queue.HasSessions && IsAnyVisible(connection, queue, now));
        });

    /// <summary>Removes a message that was handled.</summary>
    /// <returns>False if its lock was lost.</returns>
    public static bool Complete(StoreConnection connection, StoredMessage message) => connection
        .Statement("DELETE FROM message WHERE sequence = ? AND deliveries = ?")
        .With(message.Sequence).With(message.Deliveries).Run() > 0;

    /// <summary>Gives a message back, visible from <paramref name="due"/>.</summary>
    /// <returns>False if its lock was lost.</returns>
    public Task<bool> GiveBackAsync(StoredMessage message, DateTimeOffset due) => store.WriteAsync(connection => connection
        .Statement("UPDATE message SET due = ? WHERE sequence = ? AND deliveries = ?")
        .With(due.UtcTicks).With(message.Sequence).With(message.Deliveries).Run() > 0);

    /// <summary>Moves a message to the dead letters.</summary>
    /// <returns>False if its lock was lost.</returns>
    public Task<bool> BuryAsync(StoredMessage message, string reason, string? description, DateTimeOffset now) => store.WriteAsync(connection =>
        connection.Statement($"""
            INSERT INTO dead_letter (queue, deliveries, enqueued, dead_lettered, reason, description, {Content})
            SELECT queue, deliveries, enqueued, ?, ?, ?, {Content} FROM message WHERE sequence = ? AND deliveries = ?
            """)
            .With(now.UtcTicks).With(reason).With(description).With(message.Sequence).With(message.Deliveries).Run() > 0
        && Complete(connection, message));

    public IReadOnlyList<DeadLetter> ListDead(string? queue, long after, int max) => store.Read(connection =>
    {
        var letters = new List<DeadLetter>();
        using var rows = connection.Statement("""
            SELECT id, queue, message_id, subject, enqueued, dead_lettered, deliveries, reason, description
            FROM dead_letter WHERE id > ? AND queue = coalesce(?, queue) ORDER BY id LIMIT ?
            """).With(after).With(queue).With(max);
        while (rows.Next())
        {
            letters.Add(ReadDead(rows));
        }

        return letters;
    });

    public DeadLetter? FindDead(long id) => store.Read(connection =>
    {
        using var rows = connection.Statement($"""
            SELECT id, queue, message_id, subject, enqueued, dead_lettered, deliveries, reason, description, {Content}
            FROM dead_letter WHERE id = ?
            """).With(id);
        if (!rows.Next())
        {
            return null;
        }

        var content = ReadContent(rows, 9);
        return ReadDead(rows) with
        {
            Body = content.Body,
            ContentType = content.ContentType,
            ApplicationProperties = content.ApplicationProperties,
        };
    });

    /// <summary>Puts a dead letter back into its queue.</summary>
    /// <returns>The queue; null if there is none of that id.</returns>
    public Task<string?> PutBackAsync(long id, DateTimeOffset now) => store.WriteAsync(connection =>
    {
        string? queue;
        using (var rows = connection.Statement($"""
            INSERT INTO message (sequence, queue, due, deliveries, enqueued, {Content})
            SELECT ?, queue, ?, 0, enqueued, {Content} FROM dead_letter WHERE id = ?
            RETURNING queue
            """).With(++_sequence).With(now.UtcTicks).With(id))
        {
            queue = rows.Next() ? rows.Text(0) : null;
        }

        connection.Statement("DELETE FROM dead_letter WHERE id = ?").With(id).Run();
        return queue;
    });

    public Task<bool> RemoveDeadAsync(long id) =>
        store.WriteAsync(connection => connection.Statement("DELETE FROM dead_letter WHERE id = ?").With(id).Run() > 0);

    public Task<T> WriteAsync<T>(Func<StoreConnection, T> write) => store.WriteAsync(write);

    private static bool IsAnyVisible(StoreConnection connection, QueueState queue, DateTimeOffset now)
    {
        using var row = connection.Statement($"SELECT 1 FROM message WHERE {Visible} LIMIT 1").With(queue.Name).With(now.UtcTicks);
        return row.Next();
    }

    private bool Remember(StoreConnection connection, string entity, string id, DateTimeOffset now, DateTimeOffset until)
    {
        if (--_untilPurge == 0)
        {
            _untilPurge = PurgeEvery;
            connection.Statement("""
                DELETE FROM message_seen WHERE (entity, message_id) IN
                    (SELECT entity, message_id FROM message_seen WHERE until <= ? LIMIT ?)
                """).With(now.UtcTicks).With(4 * PurgeEvery).Run();
        }

        return connection.Statement("""
            INSERT INTO message_seen (entity, message_id, until) VALUES (?, ?, ?)
            ON CONFLICT (entity, message_id) DO UPDATE SET until = excluded.until WHERE until <= ?
            """).With(entity).With(id).With(until.UtcTicks).With(now.UtcTicks).Run() > 0;
    }

    private static DeadLetter ReadDead(Statement row) => new(
        row.Long(0),
        row.Text(1)!,
        row.Text(2)!,
        row.Text(3),
        Instant(row.Long(4)),
        Instant(row.Long(5)),
        row.Int(6),
        row.Text(7)!,
        row.Text(8));

    private static OutgoingMessage ReadContent(Statement row, int first) => new()
    {
        MessageId = row.Text(first)!,
        Subject = row.Text(first + 1),
        ContentType = row.Text(first + 2),
        ApplicationProperties = row.Text(first + 3) is { } properties
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(properties)!
            : OutgoingMessage.NoProperties,
        TraceParent = row.Text(first + 4),
        Body = row.Bytes(first + 5).ToArray(),
        SessionId = row.Text(first + 6),
    };

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
