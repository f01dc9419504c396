using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Documents;
using LienThong.Reports.Making;
using LienThong.Reports.Weekly;
using LienThong.Storage;

namespace LienThong.App.Reports;

/// <summary>
/// Where published reports are read. A report is kept as data; a document of it is printed when somebody first wants it, and kept: what was
/// given out once stays the same to the byte, whatever later releases print. A commune of which nothing has been counted has none of its
/// own: the report that says so follows from its province's, edition by edition, and is not kept.
/// </summary>
public sealed class ReportShelf(IReportStore store, ReportCatalogue catalogue, LawLibrary law)
{
    private readonly ReportMaker maker = new(law, catalogue);

    /// <summary>All reports of a scope, the newest week first, each with its editions in order.</summary>
    public async Task<IReadOnlyList<(IsoWeek Week, IReadOnlyList<int> Editions)>> ListAsync(ReportScope scope, CancellationToken cancellation) =>
    [
        .. from report in await EditionsAsync(scope, null, cancellation)
           group report.Edition by report.Week into week
           orderby week.Key descending
           select (week.Key, (IReadOnlyList<int>)[.. week.Order()]),
    ];

    /// <summary>The last edition of a week's report; null when there is none.</summary>
    public async Task<int?> LastEditionAsync(ReportScope scope, IsoWeek week, CancellationToken cancellation) =>
        (await EditionsAsync(scope, week, cancellation)).Select(report => (int?)report.Edition).Max();

    /// <summary>A document of a report; null when there is no such report.</summary>
    /// <param name="reader">The kind of agency that reads it, which sees the late dossiers of procedures in which it decides a step; null
    /// for who sees all.</param>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(
        ReportScope scope, IsoWeek week, int edition, ReportForm form, ReportLanguage language, string? reader, CancellationToken cancellation)
    {
        var name = ReportNames.Of(scope, week, edition, form, language, reader);
        if (await store.ReadAsync(name, cancellation) is { } kept)
        {
            return kept;
        }

        if (await store.ReadAsync(ReportNames.Of(scope, week, edition), cancellation) is not { } data)
        {
            return await NothingAsync(scope, week, edition, cancellation) is { } nothing
                ? ReportRenderer.Render(nothing, form, language)
                : default(ReadOnlyMemory<byte>?);
        }

        ReadOnlyMemory<byte> printed = ReportRenderer.Render(AsSeenBy(reader, WeeklyReportJson.Read(data.Span)), form, language);

        // Whoever was faster has given out theirs; another release may have printed it otherwise.
        return await store.TryAddAsync(name, printed, cancellation) ? printed : await store.ReadAsync(name, cancellation);
    }

    /// <summary>Whether the last edition of the country's report was made before the week was over.</summary>
    public async Task<bool> IsProvisionalAsync(IsoWeek week, CancellationToken cancellation) =>
        await LastEditionAsync(ReportScope.National, week, cancellation) is { } edition
        && await store.ReadAsync(ReportNames.Of(ReportScope.National, week, edition), cancellation) is { } data
        && WeeklyReportJson.Read(data.Span).Provisional;

    /// <summary>Publishes a report as the next edition of its scope and week, unless it is the one that stands.</summary>
    /// <returns>The edition under which it stands, and whether it is new.</returns>
    public async Task<(int Edition, bool IsNew)> PublishAsync(WeeklyReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        while (true)
        {
            var last = await LastEditionAsync(report.Scope, report.Week, cancellation) ?? 0;
            if (await store.ReadAsync(ReportNames.Of(report.Scope, report.Week, last), cancellation) is { } stands
                && stands.Span.SequenceEqual(WeeklyReportJson.Write(report with { Edition = last })))
            {
                return (last, false);
            }

            var next = last + 1;
            if (await store.TryAddAsync(ReportNames.Of(report.Scope, report.Week, next), WeeklyReportJson.Write(report with { Edition = next }), cancellation))
            {
                return (next, true);
            }
        }
    }

    private WeeklyReport AsSeenBy(string? reader, WeeklyReport report)
    {
        if (reader is null)
        {
            return report;
        }

        var seen = report.Late.Where(late => law.Versions.Any(version => version.Code == late.Procedure && version.Steps.Any(step => step.Agency.Kind == reader))).ToList();
        return report with { Late = seen, LateWithheld = report.Late.Count - seen.Count };
    }

    private async Task<WeeklyReport?> NothingAsync(ReportScope scope, IsoWeek week, int edition, CancellationToken cancellation) =>
        ProvinceOf(scope) is { } province
        && (await EditionsAsync(scope, week, cancellation)).Any(report => report.Edition == edition)
        && await store.ReadAsync(ReportNames.Of(province, week, edition), cancellation) is { } data
            ? maker.Nothing(WeekFrame.At(week, WeeklyReportJson.Read(data.Span).AsOf, catalogue), scope.Unit!) with { Edition = edition }
            : null;

    // A commune's own editions go on from those of its province in which nothing of it was counted.
    private async Task<IReadOnlyList<(IsoWeek Week, int Edition)>> EditionsAsync(ReportScope scope, IsoWeek? week, CancellationToken cancellation)
    {
        var own = await NamesAsync(ReportNames.Prefix(scope, week), cancellation);
        if (ProvinceOf(scope) is not { } province)
        {
            return own;
        }

        var first = own.GroupBy(report => report.Week).ToDictionary(report => report.Key, report => report.Min(of => of.Edition));
        return
        [
            .. (await NamesAsync(ReportNames.Prefix(province, week), cancellation)).Where(report =>
                report.Edition < first.GetValueOrDefault(report.Week, int.MaxValue) && law.Units.TryGetCommune(CommuneCode.Parse(scope.Unit!), report.Week.Sunday, out _)),
            .. own,
        ];
    }

    private ReportScope? ProvinceOf(ReportScope scope) =>
        scope.IsCommune && law.Units.TryGetProvinceOf(CommuneCode.Parse(scope.Unit!), out var province) ? ReportScope.Of(province) : null;

    private async Task<IReadOnlyList<(IsoWeek Week, int Edition)>> NamesAsync(string prefix, CancellationToken cancellation)
    {
        List<(IsoWeek, int)> reports = [];
        await foreach (var name in store.NamesAsync(prefix, cancellation))
        {
            if (ReportNames.TryParse(name, out var week, out var edition))
            {
                reports.Add((week, edition));
            }
        }

        return reports;
    }
}
