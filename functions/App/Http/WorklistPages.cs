using System.Globalization;
using LienThong.App.Projections;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>Reads worklists page by page, as the query string asks.</summary>
internal static class WorklistPages
{
    public static async Task<IResult> ReadAsync(IWorklistStore worklists, string agency, HttpRequest request, CancellationToken cancellation)
    {
        List<Fault> faults = [];
        var size = 50;
        if (request.Query["pageSize"] is [{ } text] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size)
            && size is >= 1 and <= WorklistQuery.MaxSize))
        {
            faults.Add(new Fault("page-size-bad", "/pageSize",
                $"pageSize phải từ 1 đến {WorklistQuery.MaxSize}.", $"pageSize must be 1 to {WorklistQuery.MaxSize}."));
        }

        string? status = request.Query["status"];
        if (status is not null && status != WorklistProjection.Held && !WorklistProjection.IsLaneStep(status) && !Enum.GetNames<StepStatus>().Contains(status))
        {
            faults.Add(new Fault("status-unknown", "/status",
                $"Không có trạng thái \"{Shortened(status)}\".", $"There is no status \"{Shortened(status)}\"."));
        }

        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        try
        {
            var page = await worklists.PageAsync(
                agency,
                new WorklistQuery { Status = status, OverdueOnly = request.Query["overdue"] == "true", Size = size, Continuation = request.Query["continuation"] },
                cancellation);
            return Answers.Ok(new { agency, items = page.Items, continuation = page.Continuation });
        }
        catch (ContinuationInvalidException)
        {
            return Problems.ContinuationBad();
        }
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
