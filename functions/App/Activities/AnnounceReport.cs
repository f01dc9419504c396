using LienThong.App.Reports;
using LienThong.Reports.Documents;
using LienThong.Reports.Weekly;

namespace LienThong.App.Activities;

/// <summary>Prints the country's report in every form and language, so that it lies ready, and says so in the log.</summary>
public sealed class AnnounceReport(ReportShelf shelf, ILogger<AnnounceReport> log)
{
    /// <summary>May run twice: what has been printed stays as it is.</summary>
    [Function(nameof(AnnounceReport))]
    public async Task<string> Run([ActivityTrigger] MadeReport made, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(made);
        foreach (var form in ReportForms.All)
        {
            foreach (var language in Enum.GetValues<ReportLanguage>())
            {
                await shelf.ReadAsync(ReportScope.National, IsoWeek.Parse(made.Week), made.Edition, form, language, null, cancellation);
            }
        }

        if (made.IsNew)
        {
            log.LogInformation(
                "The report of week {Week} is there: edition {Edition}, provisional {Provisional}, {Wanting} sources wanting.",
                made.Week, made.Edition, made.Provisional, made.Wanting);
        }

        return made.Week;
    }
}
