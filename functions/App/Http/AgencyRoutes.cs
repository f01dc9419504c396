using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.App.Messages;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>What an agency does: its worklist, a step's request, its decisions.</summary>
public sealed class AgencyRoutes(
    DossierRoutes routes, DossierFinder finder, DecisionDesk decisions, AgencyRequests requests, IWorklistStore worklists, LawLibrary law)
{
    [Function("ReadWorklist")]
    [Needs(Scopes.ReadWorklists)]
    public async Task<IResult> Worklist(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/agencies/{agency}/worklist")] HttpRequest request,
        string agency, CancellationToken cancellation)
    {
        if (!AgencyCode.TryParse(agency, out var code, out _))
        {
            return Problems.AgencyUnknown();
        }

        return AccessMiddleware.CallerOf(request.HttpContext).Is(code, law.Units)
            ? await WorklistPages.ReadAsync(worklists, code.ToString(), request, cancellation)
            : Problems.OutsideJurisdiction();
    }

    /// <summary>What waits at an agency, counted: local offices get their own figures at any moment, without asking anybody.</summary>
    [Function("SummariseWorklist")]
    [Needs(Scopes.ReadWorklists)]
    public async Task<IResult> Summary(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/agencies/{agency}/worklist/summary")] HttpRequest request,
        string agency, CancellationToken cancellation)
    {
        if (!AgencyCode.TryParse(agency, out var code, out _))
        {
            return Problems.AgencyUnknown();
        }

        if (!AccessMiddleware.CallerOf(request.HttpContext).Is(code, law.Units))
        {
            return Problems.OutsideJurisdiction();
        }

        var counts = await worklists.CountAsync(code.ToString(), cancellation);
        return Answers.Ok(new
        {
            agency = code,
            entries = counts.Sum(c => c.Entries),
            overdue = counts.Sum(c => c.Overdue),
            late = counts.Sum(c => c.Late),
            items = counts,
        });
    }

    [Function("ReadAgencyRequest")]
    [Needs(Scopes.Decide)]
    public async Task<IResult> Request(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dossiers/{code}/steps/{step}/request")] HttpRequest request,
        string code, string step, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(
            code, request, (caller, state) => state.Step(step) is not { } asked || caller.Is(asked.Agency, law.Units), cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        return dossier.State.Step(step) switch
        {
            null => Problems.From(new Refusal(RefusalKind.NotFound, [DossierFaults.StepUnknown(step)])),
            { BegunAt: null } => Problems.From(new Refusal(RefusalKind.Conflict, [DossierFaults.StepNotBegun(step)])),
            _ => Answers.Ok(await requests.MakeAsync(dossier, AgencyMessage.For(dossier, step, StepAction.Send)!, cancellation)),
        };
    }

    [Function("Decide")]
    [Needs(Scopes.Decide)]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/steps/{step}/decisions")] HttpRequest request,
        string code, string step, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (decision, refused) = await JsonBody.ReadAsync<AgencyDecision>(request, law.Forms.Get("request.decision"), cancellation);
        if (decision is null)
        {
            return refused!;
        }

        var by = AccessMiddleware.CallerOf(request.HttpContext);
        return await AgencyAct.TakeAsync(
            request, finder, code, step, decision.InCodes(),
            dossier => decisions.TakeAsync(by, dossier, step, decision, client, cancellation), cancellation);
    }
}
