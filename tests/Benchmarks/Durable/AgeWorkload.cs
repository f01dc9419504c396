namespace LienThong.Benchmarks.Durable;

/// <summary>
/// A: W on a store that holds a million finished instances, against W on an empty one; then W while the runtime removes those
/// instances by their age, against W on the empty one again. The two of a comparison take turns of a second, eleven each, so
/// that what else the machine does meets both; what is told is the median of the rounds' ratios.
/// </summary>
internal static class AgeWorkload
{
    private const int Rounds = 11;
    private const int CopiedAtOnce = 10_000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Age = TimeSpan.FromDays(60);

    public static async Task RunAsync(Settings settings)
    {
        using var emptyFolder = new DataFolder(settings);
        using var agedFolder = new DataFolder(settings);
        await using var empty = await Site.StartAsync(emptyFolder.Path, settings.Synchronous);
        await Measured.WarmUpAsync(() => AskingWorkload.RunAsync(empty));
        long before;
        await using (var aged = await Site.StartAsync(agedFolder.Path, settings.Synchronous))
        {
            await FillAsync(aged, settings.Ended);
            await Measured.WarmUpAsync(() => AskingWorkload.RunAsync(aged));
            var (onEmpty, onAged, ratio) = await CompareAsync(empty, () => RoundAsync(aged));
            Print("A.empty", onEmpty, 0, null, null);
            Print("A.stored", onAged, settings.Ended, ratio, null);
            before = Stored(aged);
        }

        // It stops between its rounds, so that nothing is purged while the empty store has its turn.
        var (_, whilePurging, ratioPurging) = await CompareAsync(empty, async () =>
        {
            await using var purging = await Site.StartAsync(
                agedFolder.Path, settings.Synchronous, configure: options => options.KeepEnded = Age / 2);
            return await RoundAsync(purging);
        });
        await using var after = await Site.StartAsync(agedFolder.Path, settings.Synchronous);
        var purged = before + whilePurging.Count - Stored(after);
        if (purged <= 0)
        {
            throw new InvalidOperationException("Nothing was purged meanwhile.");
        }

        Print("A.purging", whilePurging, settings.Ended, ratioPurging, purged);

        void Print(string bench, Measured measured, int ended, double? toEmpty, long? gone) =>
            new Line(bench, measured, settings.Synchronous, Environment.WorkingSet) { Ended = ended, ToEmpty = toEmpty, Purged = gone }.Print();
    }

    private static async Task<(Measured OnEmpty, Measured OnOther, double Ratio)> CompareAsync(Site empty, Func<Task<Measured>> other)
    {
        List<Measured> onEmpty = [], onOther = [];
        for (var round = 0; round < Rounds; round++)
        {
            onEmpty.Add(await RoundAsync(empty));
            onOther.Add(await other());
        }

        var ratios = onOther.Zip(onEmpty, (some, usual) => some.PerSecond / usual.PerSecond).Order();
        return (Measured.Together(onEmpty), Measured.Together(onOther), Math.Round(ratios.ElementAt(Rounds / 2), 2));
    }

    private static Task<Measured> RoundAsync(Site site) => Measured.RepeatAsync(Round, () => AskingWorkload.RunAsync(site));

    /// <summary>Copies what the engine stored of one finished workflow, under other ids and with an older date.</summary>
    private static async Task FillAsync(Site site, int count)
    {
        await AskingWorkload.RunAsync(site, count: 1, concurrency: 1);
        for (var from = 0; from < count; from += CopiedAtOnce)
        {
            var (first, last) = (from + 1, Math.Min(from + CopiedAtOnce, count));
            await site.Store.WriteAsync(store =>
            {
                store.Statement(
                        """
                        WITH RECURSIVE copy(n) AS (VALUES (?1) UNION ALL SELECT n + 1 FROM copy WHERE n < ?2)
                        INSERT INTO durable_instances(seq, id, execution, name, version, status, created, updated, input, output)
                        SELECT seq + n, printf('%032d', n), execution, name, version, status, created - ?3 + n, updated - ?3 + n, input, output
                        FROM copy CROSS JOIN (SELECT * FROM durable_instances ORDER BY seq LIMIT 1)
                        """)
                    .With(first).With(last).With(Age.Ticks)
                    .Run();
                store.Statement(
                        """
                        WITH RECURSIVE copy(n) AS (VALUES (?1) UNION ALL SELECT n + 1 FROM copy WHERE n < ?2)
                        INSERT INTO durable_history(instance, turn, at, data)
                        SELECT instance + n, turn, at - ?3 + n, data
                        FROM copy CROSS JOIN (SELECT * FROM durable_history WHERE instance = (SELECT min(seq) FROM durable_instances) ORDER BY turn)
                        """)
                    .With(first).With(last).With(Age.Ticks)
                    .Run();
            });
        }
    }

    private static long Stored(Site site) => site.Store.Read(store =>
    {
        using var row = store.Statement("SELECT count(*) FROM durable_instances");
        return row.Next() ? row.Long(0) : 0;
    });
}
