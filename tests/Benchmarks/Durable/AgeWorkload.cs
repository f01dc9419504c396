namespace LienThong.Benchmarks.Durable;

/// <summary>
/// A: W on a store that holds a million finished instances, against W on an empty one; the two take turns, so that what
/// else the machine does meets both. Then W while the runtime removes those instances by their age.
/// </summary>
internal static class AgeWorkload
{
    private const int Rounds = 5;
    private const int CopiedAtOnce = 10_000;
    private static readonly TimeSpan Age = TimeSpan.FromDays(60);

    public static async Task RunAsync(Settings settings)
    {
        using var emptyFolder = new DataFolder(settings);
        using var agedFolder = new DataFolder(settings);
        Measured usual;
        await using (var empty = await Site.StartAsync(emptyFolder.Path, settings.Synchronous))
        await using (var aged = await Site.StartAsync(agedFolder.Path, settings.Synchronous))
        {
            await FillAsync(aged, settings.Ended);
            await Measured.WarmUpAsync(() => AskingWorkload.RunAsync(empty));
            await Measured.WarmUpAsync(() => AskingWorkload.RunAsync(aged));
            List<Measured> onEmpty = [], onAged = [];
            for (var round = 0; round < Rounds; round++)
            {
                onEmpty.Add(await AskingWorkload.RunAsync(empty));
                onAged.Add(await AskingWorkload.RunAsync(aged));
            }

            usual = Median(onEmpty);
            new Line("A.empty", usual, settings.Synchronous, Environment.WorkingSet) { Ended = 0 }.Print();
            Print("A.stored", Median(onAged), null);
        }

        await using var purging = await Site.StartAsync(
            agedFolder.Path, settings.Synchronous, configure: options => options.KeepEnded = Age / 2);
        var before = Stored(purging);
        List<Measured> whilePurging = [];
        for (var round = 0; round < Rounds; round++)
        {
            whilePurging.Add(await AskingWorkload.RunAsync(purging));
        }

        var purged = before + whilePurging.Sum(run => run.Count) - Stored(purging);
        if (purged <= 0)
        {
            throw new InvalidOperationException("Nothing was purged meanwhile.");
        }

        Print("A.purging", Median(whilePurging), purged);

        void Print(string bench, Measured measured, long? gone) => new Line(bench, measured, settings.Synchronous, Environment.WorkingSet)
        {
            Ended = settings.Ended,
            ToEmpty = Math.Round(measured.PerSecond / usual.PerSecond, 2),
            Purged = gone,
        }.Print();
    }

    private static Measured Median(List<Measured> runs) => runs.OrderBy(run => run.PerSecond).ElementAt(Rounds / 2);

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
