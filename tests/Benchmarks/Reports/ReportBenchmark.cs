using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Dossiers;
using LienThong.App.Projections;
using LienThong.App.Reports;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Reports.Documents;
using LienThong.Reports.Making;
using LienThong.Reports.Weekly;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Benchmarks.Reports;

/// <summary>The weekly report on a year of the country, and the folding of changes into facts.</summary>
internal static class ReportBenchmark
{
    private const double MostSeconds = 10;
    private const double MostMegabytes = 400;
    private const double LeastChanges = 20_000;
    private const int Changes = 100_000;
    private const int Versions = 10;
    private const int Batch = 100;

    private static readonly IsoWeek Week = ReportFacts.Week;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("lien-thong-report-").FullName;
        try
        {
            await MakeFactsAsync(folder);
            var report = await MeasureReportAsync(folder);
            var fold = await MeasureFoldAsync(Path.Combine(folder, "fold"));
            report.Add("changesPerSecond", Math.Round(fold.PerSecond));
            report.Add("processorMicrosecondsPerChange", Math.Round(fold.ProcessorMicroseconds, 1));
            report.Add("targets", new JsonObject { ["seconds"] = MostSeconds, ["megabytes"] = MostMegabytes, ["changesPerSecond"] = LeastChanges });
            Console.WriteLine(report.ToJsonString());
            return (double)report["seconds"]! <= MostSeconds && (double)report["megabytes"]! <= MostMegabytes && fold.PerSecond >= LeastChanges ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // In a process of its own, so that its memory is not taken for the report's.
    private static async Task MakeFactsAsync(string folder)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ReportBenchmark).Assembly.Location);
        }

        start.ArgumentList.Add("report-facts");
        start.ArgumentList.Add(folder);
        using var making = Process.Start(start)!;
        await making.WaitForExitAsync();
        if (making.ExitCode != 0)
        {
            throw new InvalidOperationException($"The facts could not be made: exit code {making.ExitCode}.");
        }
    }

    private static async Task<JsonObject> MeasureReportAsync(string folder)
    {
        await using var storage = SqliteStorage.Open(folder);
        var (law, catalogue) = (LawLibrary.Load(), ReportFacts.CatalogueOf(folder));
        var shelf = new ReportShelf(storage.Reports, catalogue, law);
        var reader = new FigureReader(storage.Figures, new DossierDesk(storage.Dossiers, law, TimeProvider.System), NullLogger<FigureReader>.Instance);
        var works = new ReportWorks(storage.Figures, storage.Facts, shelf, catalogue, law, reader);
        var frame = WeekFrame.At(Week, Week.End, catalogue);
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await ForEachProvinceAsync((province, communes, cancellation) => works.MakeProvinceAsync(frame, province, communes, cancellation));
        await works.MakeCountryAsync(frame, CancellationToken.None);
        var made = watch.Elapsed;
        ReportScope[] scopes = [ReportScope.National, .. works.Provinces(frame).Select(province => ReportScope.Of(ProvinceCode.Parse(province)))];
        await Parallel.ForEachAsync(
            scopes.SelectMany(scope => ReportForms.All.Select(form => (scope, form))), new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (of, cancellation) => await shelf.ReadAsync(of.scope, Week, 1, of.form, ReportLanguage.Vietnamese, null, cancellation));
        var seconds = watch.Elapsed.TotalSeconds;
        self.Refresh();
        var processor = (self.TotalProcessorTime - before).TotalSeconds;
        await ForEachProvinceAsync((_, communes, cancellation) => works.MakeCommunesAsync(frame, communes, cancellation));
        var communesToo = watch.Elapsed.TotalSeconds - seconds;
        self.Refresh();
        var country = WeeklyReportJson.Read((await shelf.ReadAsync(ReportScope.National, Week, 1, ReportForm.Json, ReportLanguage.Vietnamese, null, CancellationToken.None))!.Value.Span);
        return new JsonObject
        {
            ["benchmark"] = "report",
            ["dossiers"] = country.Groups.Sum(group => group.Dossiers.Cumulative.Filed),
            ["sources"] = country.Sources.Expected,
            ["days"] = country.Cumulative.To.DayNumber - country.Cumulative.From.DayNumber + 1,
            ["communes"] = await CountCommunesAsync(storage.Reports),
            ["seconds"] = Math.Round(seconds, 2),
            ["ofWhichPrinting"] = Math.Round(seconds - made.TotalSeconds, 2),
            ["processorSeconds"] = Math.Round(processor, 2),
            ["communesSeconds"] = Math.Round(communesToo, 2),
            ["megabytes"] = Math.Round(self.PeakWorkingSet64 / 1e6),
        };

        Task ForEachProvinceAsync(Func<string, IReadOnlyDictionary<string, UnitTally>, CancellationToken, Task> make) => Parallel.ForEachAsync(
            works.Provinces(frame), new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (province, cancellation) => await make(province, await works.SumAsync(frame, province, cancellation), cancellation));
    }

    private static async Task<int> CountCommunesAsync(IReportStore store)
    {
        var count = 0;
        await foreach (var name in store.NamesAsync("", CancellationToken.None))
        {
            count += name.IndexOf('/', StringComparison.Ordinal) == 5 && name.EndsWith(".json", StringComparison.Ordinal) ? 1 : 0;
        }

        return count;
    }

    private static async Task<(double PerSecond, double ProcessorMicroseconds)> MeasureFoldAsync(string folder)
    {
        await using var storage = SqliteStorage.Open(folder);
        var law = LawLibrary.Load();
        using var self = Process.GetCurrentProcess();
        var processor = TimeSpan.Zero;
        var watch = new Stopwatch();
        for (var first = 0; first < Changes; first += Batch)
        {
            // As they come from the change feed: read from JSON, which the other projections need too.
            var changes = Enumerable.Range(first, Batch).Select(i => Chain(law, i % (Changes / Versions), 4 + (2 * (i / (Changes / Versions))))).ToList();
            var before = self.TotalProcessorTime;
            watch.Start();
            await storage.Figures.PutAsync(
                [.. changes.AsParallel().WithDegreeOfParallelism(2).Select(change => FigureProjection.Of(change, DossierRules.For(change, law)))], CancellationToken.None);
            watch.Stop();
            self.Refresh();
            processor += self.TotalProcessorTime - before;
        }

        watch.Start();
        await new FactKeeper(storage.Figures, storage.Facts).CollectAsync(CancellationToken.None);
        return (Changes / watch.Elapsed.TotalSeconds, processor.TotalMicroseconds / Changes);
    }

    // A four-step birth chain, as far as its first events.
    private static Dossier Chain(LawLibrary law, int number, int events)
    {
        var filed = new DateTimeOffset(2026, 9, 7, 1, 0, 0, TimeSpan.Zero).AddDays(number % 5).AddMinutes(number % 60);
        var version = law.InForce("3.000722", VietnamTime.DayOf(filed));
        var commune = law.Units.Communes[number % law.Units.Communes.Count].Code.ToString();
        string[] steps = ["birth", "residence", "insurance", "identity"];
        List<DossierEvent> all =
        [
            new DossierFiled(filed, "portal", "portal", [.. steps.Select(step => new PlannedStep(step, AgencyCode.For("civil-status", commune), step == "birth" ? [] : ["birth"]))], filed.AddDays(9)),
            .. steps.SelectMany((step, i) => (DossierEvent[])
            [
                new StepBegun(filed.AddHours(i), DossierEvent.System, step, filed.AddDays(i + 1)),
                new RequestSent(filed.AddHours(i), DossierEvent.System, step, 1),
                new StepAccepted(filed.AddHours(i).AddMinutes(20), "agency", step, 1),
                new StepReminded(filed.AddHours(i).AddMinutes(30), DossierEvent.System, step),
                new StepDone(filed.AddHours(i).AddMinutes(50), "agency", step, 1, new Dictionary<string, string>(), []),
            ]),
            new DossierClosed(filed.AddHours(4), DossierEvent.System, DossierOutcome.Completed),
        ];
        var declaration = Declarations.Filing(number, commune)["declaration"]!;
        var dossier = new Dossier
        {
            Code = DossierCode.For(AgencyIdentifier.Parse("G22.99.08"), VietnamTime.DayOf(filed), number),
            Procedure = version.Code, LawVersion = version.Version, Declaration = JsonSerializer.SerializeToElement(declaration), Events = [.. all.Take(events)],
        };
        return JsonSerializer.Deserialize<Dossier>(JsonSerializer.SerializeToUtf8Bytes(dossier, DossierJson.Options), DossierJson.Options)!;
    }
}
