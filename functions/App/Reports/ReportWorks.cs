using System.Collections.Concurrent;
using System.Text.Json;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Making;
using LienThong.Reports.Measurements;
using LienThong.Reports.Weekly;
using LienThong.Storage;

namespace LienThong.App.Reports;

/// <summary>Makes a week's reports of what stands in the store, and publishes them. Whatever is made twice of equal facts comes out equal and
/// is published once.</summary>
public sealed class ReportWorks(
    IFigureStore figures, IFactStore facts, ReportShelf shelf, ReportCatalogue catalogue, LawLibrary law, FigureReader reader)
{
    private const int AtOnce = 4;
    private const string FirstWeek = "2000-W01";

    private readonly ReportMaker maker = new(law, catalogue);

    /// <summary>The provinces that stood at any time since 1 January of the week's year.</summary>
    public IReadOnlyList<string> Provinces(WeekFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return
        [
            .. law.Units.Provinces
                .Where(province => province.ValidFrom <= frame.Week.Sunday && !(province.ValidTo < frame.From))
                .Select(province => province.Code.ToString())
                .Distinct(),
        ];
    }

    /// <summary>Makes the report of a province of what its communes count, and keeps its counts for the country's.</summary>
    public async Task MakeProvinceAsync(WeekFrame frame, string province, IReadOnlyDictionary<string, UnitTally> communes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(frame);
        await shelf.PublishAsync(maker.Province(frame, province, communes), cancellation);
        var counts = ReportMaker.Sum(frame, communes, withLate: false).ToBytes();
        await facts.UpdateAsync(FactDocuments.OfWeek(frame.Week), province, _ => Task.FromResult<byte[]?>(counts), cancellation);
    }

    /// <summary>Makes the reports of communes.</summary>
    public Task MakeCommunesAsync(WeekFrame frame, IReadOnlyDictionary<string, UnitTally> communes, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            communes,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (commune, ct) => await shelf.PublishAsync(maker.Commune(frame, commune.Key, commune.Value), ct));

    /// <summary>Makes the country's report of the counts of its provinces and of what was measured.</summary>
    public async Task<MadeReport> MakeCountryAsync(WeekFrame frame, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(frame);
        SortedDictionary<string, UnitTally> provinces = new(StringComparer.Ordinal);
        foreach (var province in Provinces(frame))
        {
            if (await facts.ReadAsync(FactDocuments.OfWeek(frame.Week), province, cancellation) is { } counts)
            {
                provinces.Add(province, UnitTally.Read(counts.Content.Span));
            }
        }

        var sources = catalogue.On(frame.Week.Sunday).ToList();
        var (measures, stated) = await MeasuresAsync(frame, sources, cancellation);
        var completeness = SourceCheck.Of(frame, sources, stated, await ContactsAsync(frame, sources, cancellation));
        var (edition, isNew) = await shelf.PublishAsync(maker.Country(frame, provinces, measures, completeness), cancellation);
        return new MadeReport(frame.Week.ToString(), edition, isNew, frame.IsProvisional, completeness.Wanting.Count);
    }

    /// <summary>Adds up what the dossiers of a province count for, by commune.</summary>
    public async Task<IReadOnlyDictionary<string, UnitTally>> SumAsync(WeekFrame frame, string province, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var sum = new FactSum(frame, law.Calendar);
        var days = facts.ReadRangeAsync(FactDocuments.OfProvince(province), FactDocuments.Key(frame.From), FactDocuments.Key(frame.Week.Sunday), cancellation);
        await foreach (var day in days)
        {
            sum.AddDay(FactDocuments.Day(day.Key), day.Content.Span);
        }

        var last = frame.IsProvisional ? VietnamTime.DayOf(frame.AsOf) : frame.Week.Sunday;
        await foreach (var open in figures.ReadOpenAsync(province, last, cancellation))
        {
            sum.AddOpen(open.Dossier.ToString(), await reader.ReadAsync(open, cancellation));
        }

        return sum.Communes();
    }

    private async Task<(IReadOnlyCollection<AgencyMeasures>, IReadOnlyDictionary<string, IReadOnlySet<DateOnly>>)> MeasuresAsync(
        WeekFrame frame, IReadOnlyList<MeasuringSource> sources, CancellationToken cancellation)
    {
        ConcurrentDictionary<string, (AgencyMeasures Measures, IReadOnlySet<DateOnly> Stated)> measured = [];
        await Parallel.ForEachAsync(
            sources,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (source, ct) =>
            {
                var agency = AgencyMeasures.Empty(source, frame);
                HashSet<DateOnly> stated = [];
                var (from, to) = (frame.Cumulative.From < frame.Week.Monday ? frame.Cumulative.From : frame.Week.Monday, frame.Week.Sunday);
                await foreach (var document in facts.ReadRangeAsync(FactDocuments.MeasuredOf(source.Agency), FactDocuments.Key(from), FactDocuments.Key(to), ct))
                {
                    var day = FactDocuments.Day(document.Key);
                    agency.Add(day, MeasuredDay.Read(document.Content), frame);
                    if (day >= frame.Week.Monday)
                    {
                        stated.Add(day);
                    }
                }

                measured[source.Agency] = (agency, stated);
            });
        return ([.. sources.Select(source => measured[source.Agency].Measures)], measured.ToDictionary(agency => agency.Key, agency => agency.Value.Stated));
    }

    private async Task<IReadOnlyDictionary<string, Contact>> ContactsAsync(WeekFrame frame, IEnumerable<MeasuringSource> sources, CancellationToken cancellation)
    {
        Dictionary<string, Contact> contacts = [];
        foreach (var source in sources.Select(source => source.Source).Distinct())
        {
            await foreach (var week in facts.ReadRangeAsync(FactDocuments.ContactsOf(source), FirstWeek, frame.Week.ToString(), cancellation))
            {
                contacts[source] = JsonSerializer.Deserialize<Contact>(week.Content.Span)!;
            }
        }

        return contacts;
    }
}
