using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Architecture;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Documents;
using LienThong.Reports.Weekly;

namespace LienThong.App.Tests.Reports;

/// <summary>Tables 1, 3 and 5 of the report of week 22/2022 as they were printed, and counts of all ministries that give them.</summary>
internal static class OfficialReport
{
    /// <summary>The week of the report; it counts up to 31 May.</summary>
    public static IsoWeek Week { get; } = new(2022, 22);

    /// <summary>Its tables that are known.</summary>
    public static IReadOnlyList<int> Tables { get; } = [1, 3, 5];

    private static readonly DateOnly LastDay = new(2022, 5, 31);

    /// <summary>A table's rows: the highest first, then the lowest.</summary>
    public static IReadOnlyList<Row> Table(int number) =>
    [
        .. from line in File.ReadLines(Path.Combine(Repository.Root, "samples", "report-22-2022", $"table-{number}.csv")).Skip(1)
           let end = line.LastIndexOf(',')
           let fields = line[..end].Split(',', 3)
           select new Row(int.Parse(fields[1], CultureInfo.InvariantCulture), fields[2].Trim('"'), decimal.Parse(line[(end + 1)..], CultureInfo.InvariantCulture), number),
    ];

    /// <summary>One batch for each ministry of that time, as <c>POST measurements</c> wants it.</summary>
    public static IEnumerable<JsonObject> Batches(DateTimeOffset now)
    {
        var (visits, used, handled) = (Table(1).ToDictionary(r => r.Agency), Table(3).ToDictionary(r => r.Agency), Table(5).ToDictionary(r => r.Agency));
        var ministries = ReportCatalogue.Load().On(LastDay).Where(source => source.Group == AgencyGroup.Ministries).ToList();
        for (var i = 0; i < ministries.Count; i++)
        {
            var name = ministries[i].Name.Vi;

            // Whoever is in no table lies between its two sides.
            var (online, services) = used.TryGetValue(name, out var share) ? Services(share) : (60 + i, 100);
            var handledOnline = handled.TryGetValue(name, out var percent) ? (int)(percent.Value * 100) : 6_000 + i;
            var rows = new JsonArray(Visits(visits.TryGetValue(name, out var count) ? (long)count.Value : 1_000_000 + i));
            for (var service = 0; service < services; service++)
            {
                rows.Add(Service(service, service < online, handledOnline: service == 0 ? handledOnline : 0));
            }

            yield return new JsonObject
            {
                ["source"] = ministries[i].Source,
                ["batch"] = "week-22",
                ["measuredAt"] = now,
                ["sentAt"] = now,
                ["rows"] = rows,
            };

            JsonObject Visits(long all) => new() { ["agency"] = ministries[i].Agency, ["day"] = LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["visits"] = all };

            // All resolved dossiers are of the first service: of ten thousand, as many handled online as the share says.
            JsonObject Service(int number, bool isUsed, int handledOnline) => new()
            {
                ["agency"] = ministries[i].Agency,
                ["day"] = LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["service"] = $"1.{number:000000}",
                ["level"] = "partial",
                ["online"] = number == 0 ? 10_000 : isUsed ? 1 : 0,
                ["counter"] = 1,
                ["resolved"] = number == 0 ? 10_000 : 0,
                ["handledOnline"] = handledOnline,
            };
        }
    }

    // Whole numbers of services with this share; of two that have all of them in use, the one with more services is printed first.
    private static (int Online, int Services) Services(Row share) => share.Value switch
    {
        100 => (90 - share.Rank, 90 - share.Rank),
        _ => Enumerable.Range(20, 80).SelectMany(whole => Enumerable.Range(1, whole).Select(part => (part, whole)))
            .First(pair => Math.Round(100m * pair.part / pair.whole, 2, MidpointRounding.AwayFromZero) == share.Value),
    };

    /// <summary>A row of a table.</summary>
    /// <param name="Value">Visits, or a percentage.</param>
    internal sealed record Row(int Rank, string Agency, decimal Value, int Table)
    {
        /// <summary>The figure as it is printed in Vietnamese.</summary>
        public string Printed => Table == 1 ? ReportNumbers.Count(Value, ReportLanguage.Vietnamese) : ReportNumbers.Percent(Value, ReportLanguage.Vietnamese);
    }
}
