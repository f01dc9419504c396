using LienThong.Embedded.Clock;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.ChangeFeed;

/// <summary>How far each function has read its feed, in the runtime's store.</summary>
internal sealed class LeaseStore(RuntimeStore store)
{
    public Threads Threads => store.Threads;

    public static StoreSchema Schema { get; } = new("changes",
    [
        "CREATE TABLE feed_lease (function TEXT PRIMARY KEY, feed TEXT NOT NULL, continuation TEXT) WITHOUT ROWID",
    ]);

    /// <summary>The lease of a function on a feed; null if it has none, or had one on another feed.</summary>
    public Lease? Find(string function, string feed) => store.Read(connection =>
    {
        using var row = connection.Statement("SELECT continuation FROM feed_lease WHERE function = ? AND feed = ?").With(function).With(feed);
        return row.Next() ? new Lease(row.Text(0)) : null;
    });

    public Task SaveAsync(string function, string feed, Lease lease) => store.WriteAsync(connection => connection.Statement("""
        INSERT INTO feed_lease (function, feed, continuation) VALUES (?, ?, ?)
        ON CONFLICT (function) DO UPDATE SET feed = excluded.feed, continuation = excluded.continuation
        """).With(function).With(feed).With(lease.Continuation).Run());
}
