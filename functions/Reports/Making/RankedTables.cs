using LienThong.Procedures.Faults;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Making;

/// <summary>Tables 1 to 6 of the printed report, and the two of the full-online indicator.</summary>
public static class RankedTables
{
    private static readonly (Indicator Indicator, int? Number, Localized Title, Localized Note)[] Kinds =
    [
        (Indicator.Visits, 1,
            new("Tổng số lượt truy cập Cổng Thông tin điện tử", "Visits to the electronic portals"),
            new("Tổng số lượt truy cập, gồm cả các trang của đơn vị trực thuộc.", "All visits, those to the pages of subordinate units included.")),
        (Indicator.ServicesUsed, 3,
            new("Tỷ lệ DVCTT phát sinh hồ sơ trực tuyến", "Share of online services with online dossiers"),
            new("Số DVCTT (toàn trình và một phần) có ít nhất một hồ sơ trực tuyến ÷ số DVCTT.",
                "Online services (full and partial) with at least one online dossier ÷ online services.")),
        (Indicator.HandledOnline, 5,
            new("Tỷ lệ hồ sơ xử lý trực tuyến", "Share of dossiers handled online"),
            new("Số hồ sơ xử lý trực tuyến của các DVCTT ÷ tổng số hồ sơ TTHC đã giải quyết.",
                "Dossiers handled online of online services ÷ all dossiers resolved.")),
        (Indicator.FullOnline, null,
            new("Tỷ lệ hồ sơ trực tuyến toàn trình", "Share of full-online dossiers"),
            new("Số hồ sơ nộp trực tuyến của các dịch vụ công toàn trình ÷ tổng số hồ sơ của các thủ tục đó.",
                "Dossiers filed online for services that are wholly online ÷ all dossiers of these procedures.")),
    ];

    /// <summary>The tables, in the order of the printed report.</summary>
    public static IReadOnlyList<RankedTable> Of(IReadOnlyCollection<AgencyMeasures> agencies, WeekFrame frame, ReportCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(agencies);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(catalogue);
        return
        [
            .. from kind in Kinds
               from @group in new[] { AgencyGroup.Ministries, AgencyGroup.Localities }
               select Table(kind, @group, [.. agencies.Where(agency => agency.Source.Group == @group)], frame, catalogue),
        ];
    }

    /// <summary>The indicators of the tables for all agencies together.</summary>
    public static IReadOnlyList<NationalFigure> National(IReadOnlyCollection<AgencyMeasures> agencies, WeekFrame frame, ReportCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(agencies);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(catalogue);
        return
        [
            .. from kind in Kinds
               let total = Total(Values(agencies.Select(agency => agency.Now), kind.Indicator), kind.Indicator)
               select new NationalFigure(
                   kind.Indicator,
                   new(kind.Title.Vi + " của cả nước", kind.Title.En + ", whole country"),
                   total,
                   ChangeOf(total, agencies, kind.Indicator),
                   catalogue.Target(frame.Week.Sunday.Year, kind.Indicator)),
        ];
    }

    private static RankedTable Table(
        (Indicator Indicator, int? Number, Localized Title, Localized Note) kind,
        AgencyGroup group,
        IReadOnlyList<AgencyMeasures> agencies,
        WeekFrame frame,
        ReportCatalogue catalogue)
    {
        var ranked = agencies
            .Select(agency => (Agency: agency, Value: agency.Now.Value(kind.Indicator)))
            .Where(measured => measured.Value is not null)
            .Select(measured => (measured.Agency, Value: measured.Value!))
            .OrderByDescending(measured => measured.Value.Count ?? 0)
            .ThenByDescending(measured => measured.Value.Share ?? default)
            .ThenByDescending(measured => measured.Value.Share?.Whole ?? 0)
            .ThenBy(measured => measured.Agency.Source.Agency, StringComparer.Ordinal)
            .ToList();
        var rows = frame.Rules.Rows(group);
        var highest = ranked.Take(rows).ToList();
        var lowest = ranked.Skip(Math.Max(rows, ranked.Count - rows)).ToList();
        var total = Total([.. ranked.Select(measured => measured.Value)], kind.Indicator);
        var localities = group == AgencyGroup.Localities;
        return new RankedTable
        {
            Indicator = kind.Indicator,
            Of = group,
            Number = kind.Number + (localities ? 1 : 0),
            Title = new(kind.Title.Vi + (localities ? " của các địa phương" : " của các bộ"), kind.Title.En + (localities ? ", localities" : ", ministries")),
            Note = kind.Note,
            Highest = Rows(highest, kind.Indicator),
            Lowest = Rows(lowest, kind.Indicator),
            NotMeasured = [.. agencies.Where(agency => agency.Now.Value(kind.Indicator) is null).Select(Named)],
            Total = total ?? (kind.Indicator == Indicator.Visits ? Measure.Of(0) : Measure.Of(default(Share))),
            Target = catalogue.Target(frame.Week.Sunday.Year, kind.Indicator),
            TotalChange = ChangeOf(total, agencies, kind.Indicator),
        };
    }

    private static IReadOnlyList<RankedRow> Rows(List<(AgencyMeasures Agency, Measure Value)> side, Indicator indicator) =>
    [
        .. side.Select((measured, i) => new RankedRow(
            i + 1, Named(measured.Agency), measured.Value, measured.Agency.Before?.Value(indicator) is { } before ? Change(measured.Value, before) : null)),
    ];

    private static IReadOnlyList<Measure> Values(IEnumerable<MeasuredSum> sums, Indicator indicator) => [.. sums.Select(sum => sum.Value(indicator)).OfType<Measure>()];

    private static Measure? Total(IReadOnlyList<Measure> values, Indicator indicator) => values.Count == 0
        ? null
        : indicator == Indicator.Visits
            ? Measure.Of(values.Sum(value => value.Count ?? 0))
            : Measure.Of(values.Aggregate(default(Share), (sum, value) => sum + (value.Share ?? default)));

    private static decimal? ChangeOf(Measure? total, IReadOnlyCollection<AgencyMeasures> agencies, Indicator indicator) =>
        total is not null && Total(Values(agencies.Select(agency => agency.Before).OfType<MeasuredSum>(), indicator), indicator) is { } before
            ? Change(total, before)
            : null;

    // Between two percentages as they are printed, so that a reader can subtract them.
    private static decimal? Change(Measure now, Measure before) => now.Share is { } share
        ? share.Percent - before.Share?.Percent
        : now.Count - before.Count;

    private static MeasuredAgency Named(AgencyMeasures agency) => new(agency.Source.Agency, agency.Source.Name);
}
