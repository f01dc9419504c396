using LienThong.Procedures.Calendars;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Making;

/// <summary>What a report of a week covers, and by what rules it is made.</summary>
/// <param name="Week">The week.</param>
/// <param name="AsOf">The moment up to which things count, UTC.</param>
public sealed record WeekFrame(IsoWeek Week, DateTimeOffset AsOf, ReportRules Rules)
{
    /// <summary>The frame of a week as it is made at a moment: a week that is not over counts up to then.</summary>
    /// <exception cref="ArgumentException">The week has not begun.</exception>
    public static WeekFrame At(IsoWeek week, DateTimeOffset now, ReportCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return VietnamTime.DayOf(now) < week.Monday
            ? throw new ArgumentException($"Week {week} has not begun.", nameof(week))
            : new(week, now < week.End ? now.ToUniversalTime() : week.End, catalogue.RulesOn(week.Sunday));
    }

    /// <summary>The week is not over.</summary>
    public bool IsProvisional => AsOf < Week.End;

    /// <summary>Monday to Sunday.</summary>
    public ReportPeriod Period => new(Week.Monday, Week.Sunday);

    /// <summary>From 1 January of the year in which the week ends.</summary>
    public ReportPeriod Cumulative => new(new DateOnly(Week.Sunday.Year, 1, 1), Week.Sunday);

    /// <summary>The first day of which facts are needed.</summary>
    public DateOnly From => Min(Cumulative.From, Trend[0].Monday);

    /// <summary>The weeks of the trend, oldest first; the last is the week itself.</summary>
    public IReadOnlyList<IsoWeek> Trend => [.. Enumerable.Range(1 - Rules.TrendWeeks, Rules.TrendWeeks).Select(i => IsoWeek.Of(Week.Monday.AddDays(7 * i)))];

    private static DateOnly Min(DateOnly left, DateOnly right) => left < right ? left : right;
}
