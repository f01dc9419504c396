using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Reports;
using LienThong.Procedures.Calendars;
using LienThong.Reports.Weekly;

namespace LienThong.App.Http;

/// <summary><c>POST reports/weekly/{week}</c>: an operator has a week's reports made again, or those of a week that is not over made
/// provisionally.</summary>
public sealed class MakeReport(TimeProvider time)
{
    [Function(nameof(MakeReport))]
    [Needs(Scopes.Operate)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/reports/weekly/{week}")] HttpRequest request, string week,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsoWeek.TryParse(week, out var asked))
        {
            return Problems.WeekBad();
        }

        var now = time.GetUtcNow();
        if (VietnamTime.DayOf(now) < asked.Monday)
        {
            return Problems.WeekAhead();
        }

        AuditNote.Of(request.HttpContext).Detail = asked.ToString();
        await ReportTeller.StartAsync(client, asked, cancellation);
        return Answers.Json(new { week = asked, instance = ReportTeller.InstanceOf(asked), provisional = now < asked.End }, StatusCodes.Status202Accepted);
    }
}
