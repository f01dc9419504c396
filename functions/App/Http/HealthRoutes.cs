using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>Whether the app lives, and whether it can do its work.</summary>
public sealed class HealthRoutes(IStorageHealth storage, IRuntimeHealth runtime, AuditTrail trail, ILogger<HealthRoutes> log)
{
    [Function("HealthLive")]
    [OpenToAll("Says only that the process answers.")]
    [Unaudited("Says nothing of anybody.")]
    public static IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/health/live")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Answers.Ok(new { status = "live" });
    }

    [Function("HealthReady")]
    [OpenToAll("Says only whether the stores can be written, and which functions keep failing.")]
    [Unaudited("Says nothing of anybody.")]
    public async Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/health/ready")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            await storage.CheckAsync(cancellation);
            await trail.DemandAsync();
            var problems = await runtime.CheckAsync(cancellation);

            // What fails behind the routes is made good later; nobody has to be turned away for it, but somebody has to look.
            return problems.Count == 0 ? Answers.Ok(new { status = "ready" }) : Answers.Ok(new { status = "degraded", problems });
        }
        catch (Exception e) when (e is StorageUnavailableException or StorageOverloadedException)
        {
            log.LogWarning("Not ready: {Error}", e.GetType().Name);
            return Problems.Busy(retryAfterSeconds: 10);
        }
    }
}
