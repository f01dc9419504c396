using LienThong.Embedded.Clock;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Timers;

/// <summary>Where timers stand, in the runtime's store.</summary>
internal sealed class TimerStore(RuntimeStore store)
{
    public Threads Threads => store.Threads;

    public static StoreSchema Schema { get; } = new("timers",
    [
        "CREATE TABLE timer (function TEXT PRIMARY KEY, last INTEGER, checked INTEGER NOT NULL) WITHOUT ROWID",
    ]);

    /// <summary>What is kept of a timer; null if it is new.</summary>
    public TimerRecord? Find(string function) => store.Read(connection =>
    {
        using var row = connection.Statement("SELECT last, checked FROM timer WHERE function = ?").With(function);
        return row.Next() ? new TimerRecord(row.IsNull(0) ? null : Instant(row.Long(0)), Instant(row.Long(1))) : null;
    });

    public Task SaveAsync(string function, TimerRecord record) => store.WriteAsync(connection => connection.Statement("""
        INSERT INTO timer (function, last, checked) VALUES (?, ?, ?)
        ON CONFLICT (function) DO UPDATE SET last = excluded.last, checked = excluded.checked
        """).With(function).With(record.Last?.UtcTicks).With(record.Checked.UtcTicks).Run());

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
