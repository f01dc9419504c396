using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary>How what went wrong is put right: a result that was wrong or not complete, a step that came to the wrong commune, a
/// dossier that is none.</summary>
public sealed class RepairRoutes(DossierRoutes routes, DossierFinder finder, DossierDesk desk, DecisionDesk decisions, LawLibrary law)
{
    // Of the fields of a completion, in the audit log.
    private const int MostNamed = 10;

    [Function("CorrectResult")]
    [Needs(Scopes.Decide)]
    public Task<IResult> Correct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/steps/{step}/corrections")] HttpRequest request,
        string code, string step, [DurableClient] DurableTaskClient client, CancellationToken cancellation) => ActAsync<ResultCorrection>(
            request, "request.correction", code, step, correction => $"edition {correction.Edition}, {correction.Records.Count} records",
            (by, dossier, correction) => decisions.CorrectAsync(by, dossier, step, correction, client, cancellation), cancellation);

    [Function("CompleteResult")]
    [Needs(Scopes.Decide)]
    public Task<IResult> Complete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/steps/{step}/completions")] HttpRequest request,
        string code, string step, [DurableClient] DurableTaskClient client, CancellationToken cancellation) => ActAsync<Completion>(
            request, "request.completion", code, step, completion => string.Join(' ', completion.Fields.Keys.Take(MostNamed).Select(AuditText.Code)),
            (by, dossier, completion) => decisions.CompleteAsync(by, dossier, step, completion.Fields, client, cancellation), cancellation);

    [Function("HandOn")]
    [Needs(Scopes.Decide)]
    public Task<IResult> HandOn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/steps/{step}/transfer")] HttpRequest request,
        string code, string step, [DurableClient] DurableTaskClient client, CancellationToken cancellation) => ActAsync<StepTransfer>(
            request, "request.transfer", code, step, transfer => $"round {transfer.Round} to {AuditText.Code(transfer.To)}",
            (by, dossier, transfer) => decisions.HandOnAsync(by, dossier, step, transfer, client, cancellation), cancellation);

    [Function("Invalidate")]
    [Needs(Scopes.Operate)]
    public async Task<IResult> Invalidate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/invalidation")] HttpRequest request,
        string code, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, may: null, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var (given, bad) = await JsonBody.ReadAsync<Invalidation>(request, law.Forms.Get("request.invalidation"), cancellation);
        if (given is null)
        {
            return bad!;
        }

        AuditNote.Of(request.HttpContext).Detail = given.ReasonCode is null ? null : AuditText.Code(given.ReasonCode);
        var by = AccessMiddleware.CallerOf(request.HttpContext).Id;
        var written = await desk.AppendAsync(
            dossier.Code, (current, rules, now) => OperatorActs.Invalidate(current, given.ReasonCode, given.Reason, rules, by, now), cancellation);
        if (written!.Decided.Refusal is { } refusal)
        {
            return Problems.From(refusal);
        }

        await DossierTeller.TellAllAsync(client, written.Dossier, cancellation);
        var state = written.Dossier.State;
        return Answers.Ok(new { code = dossier.Code, status = state.Status, outcome = state.Outcome, changed = written.Decided.Events.Count > 0 });
    }

    private async Task<IResult> ActAsync<T>(
        HttpRequest request, string form, string code, string step, Func<T, string> inCodes, Func<Partner, DossierCode, T, Task<DecisionTaken?>> act,
        CancellationToken cancellation)
        where T : class
    {
        var (given, refused) = await JsonBody.ReadAsync<T>(request, law.Forms.Get(form), cancellation);
        if (given is null)
        {
            return refused!;
        }

        var found = await finder.NamedAsync(code, cancellation);
        if (found.Dossier is not { } named)
        {
            return DossierRoutes.NotNamed(found);
        }

        var taken = await act(AccessMiddleware.CallerOf(request.HttpContext), named.Code, given);
        var note = AuditNote.Of(request.HttpContext);
        (note.Dossier, note.OnBehalfOf, note.Detail) = (named.Code.ToString(), named.State.Step(step)?.Agency.ToString(), inCodes(given));
        return AgencyAct.Answer(taken, step);
    }

    private sealed record Completion(IReadOnlyDictionary<string, string> Fields);

    private sealed record Invalidation(string? ReasonCode, string? Reason);
}
