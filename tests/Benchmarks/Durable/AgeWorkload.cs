namespace LienThong.Benchmarks.Durable;

/// <summary>
/// A: W on a store that holds a million finished instances, and while the runtime removes those by their age, against W on an
/// empty store. The three take turns of a second, eleven each, so that what else the machine does meets all of them; what is told
/// is the median of the rounds' ratios. Each turn starts the runtime anew, the empty one in a folder of its own.
/// </summary>
internal static class AgeWorkload
{
    private const int Rounds = 11;
    private const int CopiedAtOnce = 10_000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Age = TimeSpan.FromDays(60);

    public static async Task RunAsync(Settings settings)
    {
        using var aged = new DataFolder(settings);
        await using (var site = await Site.StartAsync(aged.Path, settings.Synchronous))
        {
            await FillAsync(site, settings.Ended);
            await Measured.WarmUpAsync(() => AskingWorkload.RunAsync(site));
        }

        List<Measured> onEmpty = [], onAged = [], whilePurging = [];
        for (var round = 0; round < Rounds; round++)
        {
            using var empty = new DataFolder(settings);
            onEmpty.Add(await RoundAsync(empty));
            onAged.Add(await RoundAsync(aged));
            whilePurging.Add(await RoundAsync(aged, keepEnded: Age / 2));
        }

        await using var after = await Site.StartAsync(aged.Path, settings.Synchronous);
        var purged = settings.Ended - Old(after);
        if (purged <= 0)
        {
            throw new InvalidOperationException("Nothing was purged meanwhile.");
        }

        Print("A.empty", onEmpty, 0);
        Print("A.stored", onAged, settings.Ended);
        Print("A.purging", whilePurging, settings.Ended, purged);

        async Task<Measured> RoundAsync(DataFolder folder, TimeSpan? keepEnded = null)
        {
            await using var site = await Site.StartAsync(folder.Path, settings.Synchronous, configure: options => options.KeepEnded = keepEnded);
            await AskingWorkload.RunAsync(site);
            return await Measured.RepeatAsync(Round, () => AskingWorkload.RunAsync(site));
        }

        void Print(string bench, List<Measured> rounds, int ended, long? gone = null) =>
            new Line(bench, Measured.Together(rounds), settings.Synchronous, Environment.WorkingSet)
            {
                Ended = ended,
                ToEmpty = rounds == onEmpty ? null : MedianRatio(rounds, onEmpty),
                Purged = gone,
            }.Print();
    }

    private static double MedianRatio(List<Measured> rounds, List<Measured> usual) =>
        Math.Round(rounds.Zip(usual, (one, other) => one.PerSecond / other.PerSecond).Order().ElementAt(Rounds / 2), 2);

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

    /// <summary>How many of the copies are left.</summary>
    private static long Old(Site site) => site.Store.Read(store =>
    {
        using var row = store.Statement("SELECT count(*) FROM durable_instances WHERE updated < ?").With((TimeProvider.System.GetUtcNow() - (Age / 2)).UtcTicks);
        return row.Next() ? row.Long(0) : 0;
    });
}
