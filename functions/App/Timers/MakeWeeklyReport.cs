using LienThong.App.Reports;
using LienThong.Procedures.Calendars;
using LienThong.Reports.Weekly;

namespace LienThong.App.Timers;

/// <summary>
/// Has last week's reports made on Monday at seven in Vietnam, and those of weeks before that an outage left out. The schedule says
/// midnight and seven, because some plans run timers in UTC and others in WEBSITE_TIME_ZONE: one of the two is seven in Vietnam
/// either way, and what is made already is left as it is.
/// </summary>
public sealed class MakeWeeklyReport(ReportShelf shelf, TimeProvider time)
{
    private static readonly TimeSpan Ready = TimeSpan.FromHours(7);
    private const int MostMadeUp = 8;

    [Function(nameof(MakeWeeklyReport))]
    public async Task Run([TimerTrigger("0 0 0,7 * * MON")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var now = time.GetUtcNow();
        var last = IsoWeek.Of(VietnamTime.DayOf(now)).Previous;
        if (now < last.End + Ready)
        {
            return;
        }

        var made = (await shelf.ListAsync(ReportScope.National, cancellation)).Select(report => report.Week).ToHashSet();
        foreach (var week in Due(last, made))
        {
            if (!made.Contains(week) || await shelf.IsProvisionalAsync(week, cancellation))
            {
                await ReportTeller.StartAsync(client, week, cancellation);
            }
        }
    }

    // Before the first report there was nothing to make up.
    private static IEnumerable<IsoWeek> Due(IsoWeek last, HashSet<IsoWeek> made)
    {
        var first = made.Count == 0 ? last : made.Min();
        for (var (week, i) = (last, 0); week >= first && i < MostMadeUp; week = week.Previous, i++)
        {
            yield return week;
        }
    }
}
