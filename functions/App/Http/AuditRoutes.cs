using System.Globalization;
using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary><c>GET audit</c>: who did what, for operators; looking is recorded too.</summary>
public sealed class AuditRoutes(IAuditLog log, AuditTrail trail)
{
    private const int Days = 31;

    [Function("ReadAudit")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/audit")] HttpRequest request, CancellationToken cancellation)
    {
        List<Fault> faults = [];
        var to = Day(request, "to", faults) ?? trail.Today;
        var from = Day(request, "from", faults) ?? to.AddDays(1 - Math.Min(Days, to.DayNumber + 1));
        var query = new AuditQuery(from, to)
        {
            Dossier = Filter(request, "dossier", text => DossierCode.TryParse(text, out _, out _), faults),
            By = Filter(request, "partner", AuditText.IsCode, faults),
            Size = Size(request, faults),
            Continuation = request.Query["continuation"],
        };
        if (from > to)
        {
            faults.Add(new Fault("audit-range-bad", "/from", "from phải không sau to.", "from must not be after to."));
        }

        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        var note = AuditNote.Of(request.HttpContext);
        (note.Dossier, note.Detail) = (query.Dossier, string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd} {to:yyyy-MM-dd} {query.By}").TrimEnd());
        try
        {
            await trail.FlushAsync();
            var page = await log.PageAsync(query, cancellation);
            return Answers.Ok(new
            {
                items = page.Items.Select(entry => new { entry.Day, entry.Number, Entry = AuditAct.Read(entry.Content), entry.Hash }),
                page.Continuation,
            });
        }
        catch (ContinuationInvalidException)
        {
            return Problems.ContinuationBad();
        }
    }

    private static DateOnly? Day(HttpRequest request, string name, List<Fault> faults)
    {
        if (request.Query[name] is not [{ } text])
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Add(new Fault("date-malformed", "/" + name, $"{name} phải có dạng 2026-11-22.", $"{name} looks like 2026-11-22."));
        return null;
    }

    private static string? Filter(HttpRequest request, string name, Func<string, bool> isGood, List<Fault> faults)
    {
        if (request.Query[name] is not [{ } text])
        {
            return null;
        }

        if (!isGood(text))
        {
            faults.Add(new Fault($"{name}-malformed", "/" + name, $"{name} không đúng dạng.", $"{name} is not well formed."));
        }

        return text;
    }

    private static int Size(HttpRequest request, List<Fault> faults)
    {
        if (request.Query["pageSize"] is not [{ } text])
        {
            return 50;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 1 or > AuditQuery.MaxSize)
        {
            faults.Add(new Fault("page-size-bad", "/pageSize",
                $"pageSize phải từ 1 đến {AuditQuery.MaxSize}.", $"pageSize must be 1 to {AuditQuery.MaxSize}."));
        }

        return size;
    }
}
