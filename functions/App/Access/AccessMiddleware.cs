using LienThong.App.Http;

namespace LienThong.App.Access;

/// <summary>Lets nobody through to an HTTP function who has not said who they are and may not call it.</summary>
public sealed class AccessMiddleware(Policies policies, TokenCheck tokens, PartnerRegistry partners) : IFunctionsWorkerMiddleware
{
    private static readonly object CallerKey = new();

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || policies.All[context.FunctionDefinition.Name] is not { } scope)
        {
            await next(context);
            return;
        }

        var header = http.Request.Headers.Authorization.ToString();
        var id = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? await tokens.PartnerOfAsync(header[7..].Trim()) : null;
        if (id is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems.TokenMissing().ExecuteAsync(http);
        }
        else if (partners.Find(id) is not { } partner)
        {
            await Problems.PartnerUnknown().ExecuteAsync(http);
        }
        else
        {
            http.Items[CallerKey] = partner;
            await (partner.May(scope) ? next(context) : Problems.ScopeMissing(scope).ExecuteAsync(http));
        }
    }

    /// <summary>Who calls; only in functions that need a scope.</summary>
    internal static Partner CallerOf(HttpContext http) =>
        CallerIn(http) ?? throw new InvalidOperationException("A function that is open to all has no caller.");

    /// <summary>Who calls, as far as it is known: null of somebody who has not said so, or has not yet.</summary>
    internal static Partner? CallerIn(HttpContext http) => (Partner?)http.Items[CallerKey];
}
