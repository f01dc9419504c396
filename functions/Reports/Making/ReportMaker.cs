using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Figures;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Making;

/// <summary>Makes weekly reports of what was added up: pure, so that equal facts give equal reports.</summary>
/// <param name="law">Names of procedures, steps and communes.</param>
/// <param name="catalogue">Names of agencies, provinces among them, and the targets of years.</param>
public sealed class ReportMaker(LawLibrary law, ReportCatalogue catalogue)
{
    private static readonly SourceCompleteness NoSources = new(0, 0, []);
    private static readonly Dictionary<string, UnitTally> NoUnits = [];

    /// <summary>A commune's report. Edition 1; who publishes it numbers it.</summary>
    public WeeklyReport Commune(WeekFrame frame, string commune, UnitTally tally) =>
        Of(frame, ReportScope.Of(CommuneCode.Parse(commune)), CommuneName(commune, frame), tally, NoUnits, CommuneName);

    /// <summary>The report of a commune of which nothing was counted.</summary>
    public WeeklyReport Nothing(WeekFrame frame, string commune)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Commune(frame, commune, new UnitTally(frame.Rules.TrendWeeks));
    }

    /// <summary>A province's report, from its communes.</summary>
    public WeeklyReport Province(WeekFrame frame, string province, IReadOnlyDictionary<string, UnitTally> communes) =>
        Of(frame, ReportScope.Of(ProvinceCode.Parse(province)), ProvinceName(province, frame), Sum(frame, communes, withLate: true), communes, CommuneName);

    /// <summary>The country's report, from the provinces' counts and what was measured.</summary>
    public WeeklyReport Country(
        WeekFrame frame,
        IReadOnlyDictionary<string, UnitTally> provinces,
        IReadOnlyCollection<AgencyMeasures> measures,
        SourceCompleteness sources)
    {
        var tables = RankedTables.Of(measures, frame, catalogue);
        var report = Of(frame, ReportScope.National, new("Việt Nam", "Viet Nam"), Sum(frame, provinces, withLate: false), provinces, ProvinceName, measures);
        return report with
        {
            Sources = sources,
            Tables = tables,
            National = RankedTables.National(measures, frame, catalogue),
            Empty = report.Empty && tables.All(table => table is { Highest.Count: 0, Lowest.Count: 0 }),
        };
    }

    /// <summary>The counts of units added up.</summary>
    public static UnitTally Sum(WeekFrame frame, IReadOnlyDictionary<string, UnitTally> units, bool withLate)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(units);
        var sum = new UnitTally(frame.Rules.TrendWeeks);
        foreach (var unit in units.Values)
        {
            sum.Add(unit);
            sum.Late.AddRange(withLate ? unit.Late : []);
        }

        sum.Late.Sort((left, right) => left.Due.CompareTo(right.Due) is not 0 and var due ? due : string.CompareOrdinal(left.Code, right.Code));
        return sum;
    }

    private WeeklyReport Of(
        WeekFrame frame,
        ReportScope scope,
        Localized name,
        UnitTally tally,
        IReadOnlyDictionary<string, UnitTally> units,
        Func<string, WeekFrame, Localized> unitName,
        IReadOnlyCollection<AgencyMeasures>? measures = null)
    {
        var groups = tally.Procedures.Where(procedure => IsCounted(tally, procedure)).ToList();
        return new WeeklyReport
        {
            Week = frame.Week,
            Period = frame.Period,
            Cumulative = frame.Cumulative,
            Scope = scope,
            ScopeName = name,
            Edition = 1,
            Provisional = frame.IsProvisional,
            Empty = groups.Count == 0,
            AsOf = frame.AsOf,
            Sources = NoSources,
            Tables = [],
            Groups = [.. groups.Select(procedure => Group(frame, procedure, tally, units, unitName))],
            Common = Common(frame, tally),
            Index = IndexFigures.Of(tally, procedure => ProcedureOf(procedure, frame).Name, measures ?? []),
            Trend = [.. frame.Trend.Select((week, i) => Point(week, tally.Trend[i]))],
            Late = [.. tally.Late],
        };
    }

    private LinkedGroup Group(
        WeekFrame frame, string procedure, UnitTally tally, IReadOnlyDictionary<string, UnitTally> units, Func<string, WeekFrame, Localized> unitName) => new()
    {
        Procedure = procedure,
        Name = ProcedureOf(procedure, frame).Name,
        Dossiers = Pair(frame, tally.Parts(procedure).GetValueOrDefault(FactKey.Whole)),
        Steps = Steps(frame, procedure, tally),
        Units =
        [
            .. from unit in units
               where IsCounted(unit.Value, procedure)
               select new UnitOfGroup(
                   unit.Key, unitName(unit.Key, frame), Pair(frame, unit.Value.Parts(procedure).GetValueOrDefault(FactKey.Whole)), Steps(frame, procedure, unit.Value)),
        ],
    };

    // In the law's order; steps that only earlier versions have come last.
    private IReadOnlyList<StepOfGroup> Steps(WeekFrame frame, string procedure, UnitTally tally)
    {
        var parts = tally.Parts(procedure);
        return
        [
            .. from step in law.Versions.Where(version => version.Code == procedure).Reverse().SelectMany(version => version.Steps).DistinctBy(step => step.Code)
               where parts.ContainsKey(step.Code)
               select new StepOfGroup(step.Code, step.Name, Pair(frame, parts[step.Code])),
        ];
    }

    private static bool IsCounted(UnitTally tally, string procedure) =>
        tally.Parts(procedure).Values.Any(part => part.Open > 0 || part.Cumulative.Counts.ContainsAnyExcept(0) || part.Week.Counts.ContainsAnyExcept(0));

    private static CommonFigures Common(WeekFrame frame, UnitTally tally)
    {
        var parts = tally.Procedures.SelectMany(tally.Parts).ToList();
        var whole = parts.Where(part => part.Key == FactKey.Whole).Select(part => part.Value).ToList();
        return new(
            Shares(t => new(t[Counted.NoticesInTime], t[Counted.NoticesInTime] + t[Counted.NoticesLate])),
            Shares(t => new(t[Counted.PrefillFilled], t[Counted.PrefillFields])),
            Shares(t => new(t[Counted.RecordsReused], t[Counted.Records])),
            [
                .. from part in parts
                   where part.Key.StartsWith(FactKey.Fault, StringComparison.Ordinal)
                   group part.Value by part.Key[FactKey.Fault.Length..] into fault
                   let count = new Paired<long>(fault.Sum(t => t.Week[Counted.Faults]), fault.Sum(t => t.Cumulative[Counted.Faults]))
                   orderby count.Cumulative descending, fault.Key
                   select new FaultCount(fault.Key, count),
            ],
            frame.Rules.StuckHours)
        {
            FormsPrefilled = Shares(t => new(t[Counted.PrefillFilled], t[Counted.PrefillForm])),
        };

        Paired<Share> Shares(Func<Tally, Share> of) => new(
            whole.Aggregate(default(Share), (sum, part) => sum + of(part.Week)),
            whole.Aggregate(default(Share), (sum, part) => sum + of(part.Cumulative)));
    }

    private static Paired<CaseFigures> Pair(WeekFrame frame, CaseTally? tally)
    {
        var known = tally ?? new CaseTally();
        return new(Figures(frame, known.Week, known), Figures(frame, known.Cumulative, known));
    }

    private static CaseFigures Figures(WeekFrame frame, Tally tally, CaseTally stands)
    {
        var inTime = tally[Counted.BeforeTime] + tally[Counted.OnTime];
        return new CaseFigures
        {
            Filed = tally[Counted.Filed],
            Accepted = tally[Counted.Accepted],
            Supplemented = tally[Counted.Supplemented],
            Refused = tally[Counted.Refused],
            Rejected = tally[Counted.Rejected],
            Withdrawn = tally[Counted.Withdrawn],
            Done = tally[Counted.Done],
            BeforeTime = tally[Counted.BeforeTime],
            OnTime = tally[Counted.OnTime],
            Late = tally[Counted.Late],
            Open = stands.Open,
            OpenLate = stands.OpenLate,
            InTime = new(inTime, inTime + tally[Counted.Late]),
            Duration = SpreadOf(tally.Durations),
            Waiting = SpreadOf(tally.Waits),
            Stuck = tally.Waits.LongerThan((int)(frame.Rules.StuckHours * 60)) + stands.OpenStuck,
        };
    }

    private static Spread SpreadOf(Histogram minutes) => new(
        minutes.Count,
        minutes.Median() is { } median ? Hours.Of(median) : null,
        minutes.Percentile(90) is { } percentile ? Hours.Of(percentile) : null);

    private static TrendPoint Point(IsoWeek week, Tally tally)
    {
        var inTime = tally[Counted.BeforeTime] + tally[Counted.OnTime];
        return new(
            week,
            tally[Counted.Filed],
            tally[Counted.Done] + tally[Counted.Refused] + tally[Counted.Rejected] + tally[Counted.Withdrawn],
            new(inTime, inTime + tally[Counted.Late]),
            SpreadOf(tally.Durations).Median);
    }

    private ProcedureVersion ProcedureOf(string procedure, WeekFrame frame) => law.TryInForce(procedure, frame.Week.Sunday, out var version)
        ? version
        : law.Versions.Last(known => known.Code == procedure);

    // As in the tables of measurements; the law's units have no English names.
    private Localized ProvinceName(string province, WeekFrame frame)
    {
        var name = law.Units.Provinces.LastOrDefault(known => known.Code.ToString() == province && known.ValidFrom <= frame.Week.Sunday)?.Name ?? province;
        return catalogue.SourceOf(province, frame.Week.Sunday)?.Name ?? new(name, name);
    }

    private Localized CommuneName(string commune, WeekFrame frame) =>
        law.Units.TryGetCommune(CommuneCode.Parse(commune), frame.Week.Sunday, out var known) ? new(known.Name, known.Name) : new(commune, commune);
}
