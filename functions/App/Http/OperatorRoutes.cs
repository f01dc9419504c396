using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.App.Errands;
using LienThong.App.Messages;
using LienThong.App.Projections;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Dossiers;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>What an operator sees and does: what waits for somebody, a dossier's durable instances, dead letters.</summary>
public sealed class OperatorRoutes(DossierRoutes routes, DossierDesk desk, IWorklistStore worklists, IDeadLetterBox deadLetters, PartnerRegistry registry)
{
    private const string WholeDossier = "dossier";

    [Function("ReadAttention")]
    [Needs(Scopes.Operate)]
    public Task<IResult> Attention(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/attention")] HttpRequest request, CancellationToken cancellation) =>
        WorklistPages.ReadAsync(worklists, WorklistProjection.Operator, request, cancellation);

    [Function("ListUnassigned")]
    [Needs(Scopes.Operate)]
    public IResult Unassigned([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/agencies/unassigned")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var agencies = registry.Unassigned(VietnamTime.DayOf(desk.Now));
        return Answers.Ok(new
        {
            kinds = agencies.GroupBy(agency => agency.Kind).Select(kind => new { kind = kind.Key, units = kind.Select(agency => agency.Unit) }),
        });
    }

    [Function("ListInstances")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> Instances(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dossiers/{code}/instances")] HttpRequest request,
        string code, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, may: null, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        List<object> instances = [];
        foreach (var part in dossier.State.Steps.Select(s => s.Step).Prepend(WholeDossier).Append(ErrandTeller.Part))
        {
            if (await client.GetInstanceAsync(InstanceOf(dossier, part), false, cancellation) is { } instance)
            {
                instances.Add(new
                {
                    part,
                    instance.InstanceId,
                    name = instance.Name,
                    status = instance.RuntimeStatus.ToString(),
                    instance.CreatedAt,
                    instance.LastUpdatedAt,
                    error = instance.FailureDetails?.ErrorType,
                });
            }
        }

        return Answers.Ok(new { code = dossier.Code, instances });
    }

    [Function("ResumeInstance")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> Resume(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/instances/{part}/resume")] HttpRequest request,
        string code, string part, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, may: null, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var id = InstanceOf(dossier, part);
        var suspended = await client.GetInstanceAsync(id, false, cancellation) is { RuntimeStatus: OrchestrationRuntimeStatus.Suspended };
        if (part != WholeDossier)
        {
            var by = AccessMiddleware.CallerOf(request.HttpContext).Id;
            var written = await desk.AppendAsync(dossier.Code, (current, _, now) => OperatorActs.Resume(current, part, by, now), cancellation);
            if (!suspended && written!.Decided.Refusal is { } refusal)
            {
                return Problems.From(refusal);
            }
        }

        if (suspended)
        {
            await client.ResumeInstanceAsync(id, "operator", cancellation);
        }

        await DossierTeller.TellAllAsync(client, dossier, cancellation);
        return Answers.Json(new { code = dossier.Code, part, resumed = true }, StatusCodes.Status202Accepted);
    }

    [Function("RestartInstance")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> Restart(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/instances/{part}/restart")] HttpRequest request,
        string code, string part, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, may: null, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var id = InstanceOf(dossier, part);
        if (await client.GetInstanceAsync(id, false, cancellation) is not { } instance)
        {
            return Problems.InstanceUnknown();
        }

        if (instance.RuntimeStatus is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended)
        {
            return Problems.InstanceStillRuns();
        }

        await client.RestartAsync(id, restartWithNewInstanceId: false, cancellation);
        return Answers.Json(new { code = dossier.Code, part, restarted = true }, StatusCodes.Status202Accepted);
    }

    [Function("ListDeadLetters")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> DeadLetters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dead-letters")] HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return Answers.Ok(await deadLetters.ListAsync(request.Query["continuation"], cancellation));
        }
        catch (ContinuationInvalidException)
        {
            return Problems.ContinuationBad();
        }
    }

    [Function("ReturnDeadLetter")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> ReturnDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dead-letters/{id}/return")] HttpRequest request, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await deadLetters.ReturnAsync(id, cancellation)
            ? Answers.Json(new { id, returned = true }, StatusCodes.Status202Accepted)
            : Problems.DeadLetterUnknown();
    }

    private static string InstanceOf(Dossier dossier, string part) =>
        part == WholeDossier ? dossier.Code.ToString() : DossierTeller.InstanceOf(dossier.Code.ToString(), part);
}
