using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.App.Errands;
using LienThong.App.Projections;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>What an operator sees and does of a dossier's errands with other systems.</summary>
public sealed class LaneRoutes(
    DossierRoutes routes, DossierDesk desk, LaneDirectory lanes, IWorklistStore worklists, LawLibrary law)
{
    private const int DossiersAtOnce = 50;

    [Function("ListLanes")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dossiers/{code}/lanes")] HttpRequest request,
        string code, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, may: null, cancellation);
        return dossier is null ? refused! : Answers.Ok(new { code = dossier.Code, lanes = LaneView.Of(dossier, desk.RulesFor(dossier), lanes) });
    }

    [Function("ResumeLane")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> Resume(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/lanes/{lane}/resume")] HttpRequest request,
        string code, string lane, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (asked, bad) = await JsonBody.ReadAsync<ResumeBody>(request, law.Forms.Get("request.lane-resume"), cancellation);
        return asked is null
            ? bad!
            : await ActAsync(code, lane, request, client, (dossier, _, by, now) => ErrandActs.Resume(dossier, lane, asked.Reason, by, now), cancellation);
    }

    [Function("ReplayLane")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> Replay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/lanes/{lane}/replay")] HttpRequest request,
        string code, string lane, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (key, badKey) = IdempotencyKey.Of(request);
        if (badKey is not null)
        {
            return badKey;
        }

        var (asked, bad) = await JsonBody.ReadAsync<ReplayBody>(request, law.Forms.Get("request.lane-replay"), cancellation);
        AuditNote.Of(request.HttpContext).Detail = asked is null ? null : $"from {AuditText.Code(asked.From)}";
        return asked is null
            ? bad!
            : await ActAsync(
                code, lane, request, client, (dossier, all, by, now) => ErrandActs.Replay(dossier, lane, all, asked.From, asked.Reason, by, now, key),
                cancellation);
    }

    /// <summary>After an outage: lets one page of the dossiers go on whose lane stands still.</summary>
    [Function("ResumeLanes")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> ResumeAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/lanes/{lane}/resume")] HttpRequest request,
        string lane, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (asked, bad) = await JsonBody.ReadAsync<ResumeAllBody>(request, law.Forms.Get("request.lanes-resume"), cancellation);
        if (asked is null)
        {
            return bad!;
        }

        if (law.Lanes.All(known => known.Code != lane) && !AgencyCode.TryParse(lane, out _, out _))
        {
            return Problems.LaneUnknown();
        }

        WorklistPage page;
        try
        {
            page = await worklists.PageAsync(
                WorklistProjection.Operator,
                new WorklistQuery { Status = WorklistProjection.LaneStep(lane), Size = DossiersAtOnce, Continuation = asked.Continuation },
                cancellation);
        }
        catch (ContinuationInvalidException)
        {
            return Problems.ContinuationBad();
        }

        var by = AccessMiddleware.CallerOf(request.HttpContext).Id;
        List<string> resumed = [];
        foreach (var entry in page.Items)
        {
            var written = await desk.AppendAsync(
                entry.Dossier,
                (dossier, _, now) => asked.Partner is null || lanes.ReceiverOf(dossier, lane)?.Id == asked.Partner
                    ? ErrandActs.Resume(dossier, lane, asked.Reason, by, now)
                    : Decided.Already,
                cancellation);
            if (written is { Decided.Events.Count: > 0 })
            {
                await ErrandTeller.TellAsync(client, written.Dossier, cancellation);
                resumed.Add(entry.Dossier.ToString());
            }
        }

        AuditNote.Of(request.HttpContext).Detail = $"{resumed.Count} dossiers";
        return Answers.Json(new { lane, resumed, continuation = page.Continuation }, StatusCodes.Status202Accepted);
    }

    private async Task<IResult> ActAsync(
        string code, string lane, HttpRequest request, DurableTaskClient client,
        Func<Dossier, IReadOnlyList<Errand>, string, DateTimeOffset, Decided> act, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, may: null, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        if (LaneView.Of(dossier, desk.RulesFor(dossier), lanes).All(view => view.Lane != lane))
        {
            return Problems.LaneUnknown();
        }

        var by = AccessMiddleware.CallerOf(request.HttpContext).Id;
        var written = await desk.AppendAsync(
            dossier.Code, (current, rules, now) => act(current, ErrandPlan.All(current, rules, lanes.Of(current)), by, now), cancellation);
        if (written!.Decided.Refusal is { } refusal)
        {
            return Problems.From(refusal);
        }

        await ErrandTeller.TellAsync(client, written.Dossier, cancellation);
        return Answers.Json(LaneView.Of(written.Dossier, desk.RulesFor(written.Dossier), lanes).Single(view => view.Lane == lane), StatusCodes.Status202Accepted);
    }

    private sealed record ResumeBody(string Reason);

    private sealed record ReplayBody(string From, string Reason);

    private sealed record ResumeAllBody(string Reason, string? Partner, string? Continuation);
}
