using System.Globalization;
using System.Net;
using LienThong.App.Access;
using LienThong.App.Http;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;
using Microsoft.AspNetCore.Routing;

namespace LienThong.App.Audit;

/// <summary>
/// Records every call of an HTTP function, granted or refused, unless the function says <see cref="UnauditedAttribute"/>. A write is
/// told only when its entry is durable; a read is told when its entry is in line. What cannot be recorded is not done: 503.
/// </summary>
public sealed class AuditMiddleware(Policies policies, AuditTrail trail, StrangerLimit strangers, AccessOptions access, TimeProvider time)
    : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || policies.Unaudited.Contains(context.FunctionDefinition.Name))
        {
            await next(context);
            return;
        }

        await trail.DemandAsync();
        var function = context.FunctionDefinition.Name;
        AuditedAnswer.Hold(http, () => RecordAsync(http, function));
        if (http.Request.Headers.TryGetValue("Officer", out var officer) && !AuditText.IsOfficer(officer.ToString()))
        {
            await Problems.OfficerBad().ExecuteAsync(http);
            return;
        }

        await next(context);
    }

    private async Task RecordAsync(HttpContext http, string function)
    {
        var caller = AccessMiddleware.CallerIn(http);
        var leftOut = 0;
        if (caller is null && !strangers.LetIn(out leftOut))
        {
            return;
        }

        var act = ActOf(http, function, caller, leftOut);
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            await trail.TakeAsync(act);
        }
        else
        {
            await trail.RecordAsync(act);
        }
    }

    private AuditAct ActOf(HttpContext http, string function, Partner? caller, int leftOut)
    {
        var note = AuditNote.Of(http);
        var route = http.Request.RouteValues;
        var officer = http.Request.Headers["Officer"].ToString();
        var status = http.Response.StatusCode.ToString(CultureInfo.InvariantCulture);
        return new AuditAct
        {
            At = time.GetUtcNow(),
            Act = function,
            Via = "http",
            By = caller?.Id ?? "unknown",
            Officer = AuditText.IsOfficer(officer) ? officer : note.Officer is { } named && AuditText.IsOfficer(named) ? named : null,
            OnBehalfOf = note.OnBehalfOf,
            Address = AddressOf(http),
            Dossier = note.Dossier ?? (route.TryGetValue("code", out var code) && DossierCode.TryParse(code as string, out var parsed, out _) ? parsed.ToString() : null),
            Subject = SubjectOf(route),
            Outcome = http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted ? "aborted"
                : note.Refusal is null ? status : $"{status} {note.Refusal}",
            Detail = leftOut == 0 ? note.Detail : string.Create(CultureInfo.InvariantCulture, $"{leftOut} more of strangers left out"),
        };
    }

    private string? AddressOf(HttpContext http)
    {
        if (access.TrustForwardedFor
            && http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim() is { Length: > 0 } forwarded
            && IPEndPoint.TryParse(forwarded, out var first))
        {
            return first.Address.ToString();
        }

        return http.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;
    }

    // The other parts of the path: steps, lanes, hashes, agencies.
    private static string? SubjectOf(RouteValueDictionary route)
    {
        var parts = route.Where(part => part.Key != "code").Select(part => AuditText.Code(part.Value as string)).ToList();
        return parts.Count == 0 ? null : string.Join(' ', parts);
    }
}
