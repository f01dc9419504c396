using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Figures;
using LienThong.Reports.Measurements;
using LienThong.Reports.Weekly;
using LienThong.Storage;
using LienThong.Storage.Sqlite;

namespace LienThong.Benchmarks.Reports;

/// <summary>Made-up facts of a year of the country, always the same: what the app would have stored of 2.1 million dossiers.</summary>
internal static class ReportFacts
{
    public const int Dossiers = 2_100_000;
    private const int Communes = 3_321;
    private const int Open = 33_000;
    private const int Services = 20;

    // A week's report covers a whole year of 365 days only where a year ends on a Sunday: the next to do so is 2034.
    public static readonly IsoWeek Week = IsoWeek.Parse("2034-W52");

    private const int Ministries = 29;
    private static readonly DateOnly First = new(Week.Year, 1, 1);
    private static readonly DateOnly Last = Week.Sunday;
    private static readonly LawLibrary Law = LawLibrary.Load();
    private static readonly string[] Provinces = [.. Law.Units.Provinces.Select(province => province.Code.ToString())];

    private static readonly (string Procedure, string[] Steps, double Share)[] Groups =
    [
        ("3.000722", ["birth", "residence", "insurance", "identity"], 0.68),
        ("2.002913", ["death", "deletion", "funeral"], 0.32),
    ];

    /// <summary>The catalogue of the sources whose measurements a folder was filled with.</summary>
    public static ReportCatalogue CatalogueOf(string folder) => ReportCatalogue.Load(Path.Combine(folder, "catalogue"));

    /// <summary>Fills a data folder.</summary>
    public static async Task<int> MakeAsync(string folder)
    {
        await using var storage = SqliteStorage.Open(new SqliteStorageOptions { Folder = folder, WaitForDisk = false });
        await Parallel.ForEachAsync(Provinces.Index(), async (province, cancellation) =>
        {
            await MakeProvinceAsync(storage.Facts, province.Index, province.Item, cancellation);
            await MakeOpenAsync(storage.Figures, province.Index, province.Item, cancellation);
        });
        MakeCatalogue(folder);
        await Parallel.ForEachAsync(CatalogueOf(folder).On(Last), (source, cancellation) => MakeMeasuredAsync(storage.Facts, source.Agency, cancellation));
        return 0;
    }

    private static void MakeCatalogue(string folder)
    {
        var sources = Enumerable.Range(1, Ministries).Select(i => (Agency: string.Create(CultureInfo.InvariantCulture, $"B{i:00}"), Kind: "ministry"))
            .Concat(Provinces.Select(province => (Agency: province, Kind: "locality")))
            .Select(of => new { of.Agency, of.Kind, Vi = of.Agency, En = of.Agency, ValidFrom = First, Certainty = "unconfirmed", Basis = "made up" });
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "catalogue")).FullName, "sources.json");
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(new { About = "Made up", Sources = sources }, JsonSerializerOptions.Web));
    }

    private static async Task MakeProvinceAsync(IFactStore facts, int number, string province, CancellationToken cancellation)
    {
        var draws = new Random(number);
        var communes = CommunesOf(number, province);
        var working = Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays).Where(Law.Calendar.IsWorkingDay).ToList();
        var each = Dossiers / (double)Communes / working.Count;
        foreach (var day in working)
        {
            var sum = new DayFacts();
            foreach (var commune in communes)
            {
                for (var left = each; left > 0; left--)
                {
                    if (draws.NextDouble() < left)
                    {
                        Add(sum, commune, draws);
                    }
                }
            }

            await facts.TryCreateAsync($"facts:{province}", Key(day), sum.ToBytes(), cancellation);
        }
    }

    // A dossier adds to the facts of several days; here all of it stands on one.
    private static void Add(DayFacts sum, string commune, Random draws)
    {
        var (procedure, steps, _) = draws.NextDouble() < Groups[0].Share ? Groups[0] : Groups[1];
        foreach (var part in steps.Prepend(FactKey.Whole))
        {
            var tally = sum.Of(new FactKey(commune, procedure, part));
            tally[Counted.Filed]++;
            tally[Counted.Accepted]++;
            tally[draws.Next(100) < 2 ? Counted.Refused : Counted.Done]++;
            tally[draws.Next(100) switch { < 70 => Counted.BeforeTime, < 96 => Counted.OnTime, _ => Counted.Late }]++;
            tally[Counted.Supplemented] += draws.Next(100) < 6 ? 1 : 0;
            tally.Durations.Add(draws.Next(30, 2_400));
            if (part == FactKey.Whole)
            {
                tally[Counted.FiledOnline]++;
                tally[Counted.PrefillFields] += 12;
                tally[Counted.PrefillForm] += 40;
                tally[Counted.PrefillFilled] += draws.Next(12);
                tally[Counted.Records] += 2;
            }
            else
            {
                tally.Waits.Add(draws.Next(1, 600));
            }
        }
    }

    private static async Task MakeOpenAsync(IFigureStore figures, int number, string province, CancellationToken cancellation)
    {
        var communes = CommunesOf(number, province);
        var filed = new DateTimeOffset(Last.AddDays(-3), new TimeOnly(2, 0), TimeSpan.Zero);
        var open = Enumerable.Range(0, Open / Provinces.Length).Select(i =>
        {
            var code = DossierCode.For(AgencyIdentifier.Parse("G22.99.08"), VietnamTime.DayOf(filed), (number * 1_000) + i);
            var due = filed.AddDays(i % 10 == 0 ? 1 : 5);
            var stood = new Standing(IsoWeek.Of(VietnamTime.DayOf(filed)), due);
            var cases = new[]
            {
                new CaseTimes(FactKey.Whole, filed) { Standings = [stood] },
                new CaseTimes("birth", filed) { Standings = [stood with { WaitsSince = filed }] },
            };
            var counts = new DossierFigures(Groups[0].Procedure, communes[i % communes.Count], cases, []) { Format = DossierFigures.CurrentFormat };
            return new StoredFigures(code, 3, province, VietnamTime.DayOf(filed), null, [VietnamTime.DayOf(filed)], counts.ToBytes());
        });
        foreach (var some in open.Chunk(IFigureStore.MaxFigures))
        {
            await figures.PutAsync(some, cancellation);
        }
    }

    private static async ValueTask MakeMeasuredAsync(IFactStore facts, string agency, CancellationToken cancellation)
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var measured = new MeasuredDay();
            measured.Put(new Measurement(agency, day) { Visits = 10_000 + day.DayNumber }, DateTimeOffset.UnixEpoch, "b");
            for (var service = 0; service < Services; service++)
            {
                measured.Put(
                    new Measurement(agency, day)
                    {
                        Service = string.Create(CultureInfo.InvariantCulture, $"1.{service:000000}"), Level = ServiceLevel.Full,
                        Online = 40 + service, Counter = 20, Resolved = 50, HandledOnline = 30, FeeDue = 10, FeePaidOnline = 5,
                    },
                    DateTimeOffset.UnixEpoch, "b");
            }

            await facts.TryCreateAsync($"measured:{agency}", Key(day), measured.ToBytes(), cancellation);
        }
    }

    private static List<string> CommunesOf(int number, string province) =>
        [.. Enumerable.Range(0, (Communes / Provinces.Length) + (number < Communes % Provinces.Length ? 1 : 0)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{province}{i:000}"))];

    private static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
