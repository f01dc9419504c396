using LienThong.Procedures.Calendars;
using LienThong.Reports.Figures;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Making;

/// <summary>Adds up the facts of a province for a report: day by day, and what stood open at the end. The order does not matter.</summary>
/// <param name="frame">What the report covers.</param>
/// <param name="calendar">The calendar in which waits are measured.</param>
public sealed class FactSum(WeekFrame frame, WorkingCalendar calendar)
{
    private readonly DayFactsReader reader = new();
    private readonly SortedDictionary<string, UnitTally> communes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Commune, LateDossier Late)> late = [];
    private readonly IReadOnlyList<IsoWeek> trend = frame.Trend;
    private readonly ReportPeriod week = frame.Period;
    private readonly ReportPeriod cumulative = frame.Cumulative;
    private string lastCommune = "";
    private UnitTally? last;

    /// <summary>Adds the stored facts of a day; a day outside the report's time adds nothing.</summary>
    public void AddDay(DateOnly day, ReadOnlySpan<byte> facts)
    {
        var (inWeek, inCumulative) = (Covers(week, day), Covers(cumulative, day));
        var point = TrendOf(day);
        foreach (var fact in reader.Read(facts, Add))
        {
            if (inWeek)
            {
                Note(fact.Commune, new LateDossier(
                    fact.Dossier, fact.Procedure, fact.Commune, fact.Part == FactKey.Whole ? null : fact.Part, fact.End.Due, fact.End.EndedAt, fact.End.Hours));
            }
        }

        void Add(FactKey key, Tally tally)
        {
            var unit = Of(key.Commune);
            if (inWeek || inCumulative)
            {
                var part = unit.Of(key.Procedure, key.Part);
                if (inWeek)
                {
                    part.Week.Add(tally);
                }

                if (inCumulative)
                {
                    part.Cumulative.Add(tally);
                }
            }

            if (point is { } index && key.Part == FactKey.Whole)
            {
                unit.Trend[index].Add(tally);
            }
        }
    }

    /// <summary>Adds a dossier that stood open at the end of the period.</summary>
    public void AddOpen(string dossier, DossierFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        foreach (var one in figures.Cases.Where(one => one.IsOpenAt(frame.AsOf)))
        {
            var tally = Of(figures.Commune).Of(figures.Procedure, one.Part);
            tally.Open++;
            if (one.In(frame.Week) is not { } stood)
            {
                continue;
            }

            tally.OpenStuck += stood.WaitsSince is { } since && calendar.WorkingHoursBetween(since, frame.AsOf) > (double)frame.Rules.StuckHours ? 1 : 0;
            var until = stood.CountsUntil(frame.AsOf);
            if (one.SecondSupplementAt <= frame.AsOf || stood.Due < until)
            {
                tally.OpenLate++;
                var hours = stood.Due < until ? calendar.WorkingHoursBetween(stood.Due, until) : 0;
                Note(figures.Commune, new LateDossier(
                    dossier, figures.Procedure, figures.Commune, one.Part == FactKey.Whole ? null : one.Part, stood.Due, null,
                    Math.Round((decimal)hours, 1, MidpointRounding.AwayFromZero)));
            }
        }
    }

    /// <summary>What was added up, by commune; each lists its late dossiers by limit and code.</summary>
    public IReadOnlyDictionary<string, UnitTally> Communes()
    {
        foreach (var unit in communes.Values)
        {
            unit.Late.Clear();
        }

        foreach (var (commune, one) in late.Values.OrderBy(entry => entry.Late.Due).ThenBy(entry => entry.Late.Code, StringComparer.Ordinal))
        {
            Of(commune).Late.Add(one);
        }

        return communes;
    }

    // A dossier is listed once: by what still stands open before what ended, by a step before the whole, by the earliest limit.
    private void Note(string commune, LateDossier one)
    {
        if (!late.TryGetValue(one.Code, out var known) || Order(one).CompareTo(Order(known.Late)) < 0)
        {
            late[one.Code] = (commune, one);
        }

        static (bool, bool, DateTimeOffset, string) Order(LateDossier of) => (of.EndedAt is not null, of.Step is null, of.Due, of.Step ?? "");
    }

    // Facts of one commune stand together.
    private UnitTally Of(string commune)
    {
        if (last is not null && lastCommune == commune)
        {
            return last;
        }

        if (!communes.TryGetValue(commune, out var unit))
        {
            communes.Add(commune, unit = new UnitTally(trend.Count));
        }

        (lastCommune, last) = (commune, unit);
        return unit;
    }

    private int? TrendOf(DateOnly day) => day < trend[0].Monday || day > week.To ? null : (day.DayNumber - trend[0].Monday.DayNumber) / 7;

    private static bool Covers(ReportPeriod period, DateOnly day) => period.From <= day && day <= period.To;
}
