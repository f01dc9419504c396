using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Errands;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;

namespace LienThong.App;

/// <summary>Reads what the app cannot do without when it starts, and not at somebody's first request: a bad file of the law or of
/// the report's catalogue, a bad registry or a missing key stops start-up, with everything that is wrong named. Working days that are
/// not known yet are only warned of.</summary>
internal sealed class StartupChecks(IServiceProvider services, TimeProvider time, ILogger<StartupChecks> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        WarnOfCalendar(services.GetRequiredService<LawLibrary>().CalendarDoubtsOn(VietnamTime.DayOf(time.GetUtcNow())));
        services.GetRequiredService<ReportCatalogue>();
        services.GetRequiredService<PartnerRegistry>();
        services.GetRequiredService<TokenCheck>();
        services.GetRequiredService<SecretKeys>();
        if (services.GetRequiredService<LaneDirectory>().Misnamed() is [_, ..] misnamed)
        {
            throw new InvalidDataException($"The partner registry names lanes that the law files do not have, of: {string.Join(", ", misnamed)}.");
        }

        services.GetRequiredService<AuditTrail>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void WarnOfCalendar(CalendarDoubts doubts)
    {
        if (!doubts.AreNone)
        {
            log.LogWarning(
                "Limits of the next {Days} days may be told too early. Not decided whether off: {Undecided}. No holidays known of: {Years}.",
                CalendarDoubts.DaysAhead,
                doubts.Undecided.Count == 0 ? "none" : string.Join(", ", doubts.Undecided.Select(day => $"{day.Day:yyyy-MM-dd}")),
                doubts.YearsNotCovered.Count == 0 ? "none" : string.Join(", ", doubts.YearsNotCovered));
        }
    }
}
