using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>What the applicant can do after filing, through the partner that filed: supplement and withdraw; and what those
/// say who have to confirm.</summary>
public sealed class ApplicantRoutes(DossierRoutes routes, DossierDesk desk, IRecordStore records, LawLibrary law)
{
    [Function("Supplement")]
    [Needs(Scopes.FileDossiers)]
    public async Task<IResult> Supplement(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/steps/{step}/supplements")] HttpRequest request,
        string code, string step, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, DossierRoutes.Filed, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var (given, bad) = await JsonBody.ReadAsync<SupplementBody>(request, law.Forms.Get("request.supplement"), cancellation);
        if (given is null)
        {
            return bad!;
        }

        var missing = await RecordCheck.MissingAsync(records, RecordScope.Dossier(dossier.Code), given.Records, "/records", cancellation);
        if (missing.Count > 0)
        {
            return Problems.Invalid(missing);
        }

        var by = AccessMiddleware.CallerOf(request.HttpContext).Id;
        var written = await desk.AppendAsync(
            dossier.Code,
            (current, rules, now) => ApplicantActs.Supplement(current, step, given.Round, given.Records, given.Note, rules, by, now),
            cancellation);
        if (written!.Decided.Refusal is { } refusal)
        {
            return Problems.From(refusal);
        }

        await DossierTeller.TellStepAsync(client, written.Dossier, step, cancellation);
        return Answers.Ok(StepAnswer.Of(written.Dossier, step, written.Decided));
    }

    [Function("Withdraw")]
    [Needs(Scopes.FileDossiers)]
    public async Task<IResult> Withdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/withdrawal")] HttpRequest request,
        string code, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, DossierRoutes.Filed, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var (given, bad) = await JsonBody.ReadAsync<WithdrawalBody>(request, law.Forms.Get("request.withdrawal"), cancellation);
        if (given is null)
        {
            return bad!;
        }

        var by = AccessMiddleware.CallerOf(request.HttpContext).Id;
        var written = await desk.AppendAsync(dossier.Code, (current, _, now) => ApplicantActs.Withdraw(current, given.Reason, by, now), cancellation);
        if (written!.Decided.Refusal is { } refusal)
        {
            return Problems.From(refusal);
        }

        await DossierTeller.TellAllAsync(client, written.Dossier, cancellation);
        return Answers.Ok(new { code = dossier.Code, status = written.Dossier.State.Status, outcome = written.Dossier.State.Outcome, changed = written.Decided.Events.Count > 0 });
    }

    /// <summary>VNeID says what somebody answered there; a paper in its place comes through who filed.</summary>
    [Function("Confirm")]
    [Needs(Scopes.Confirm)]
    public async Task<IResult> Confirm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/steps/{step}/confirmations")] HttpRequest request,
        string code, string step, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(
            code, request, (caller, state) => DossierRoutes.Filed(caller, state) || IsVneidOf(caller, state), cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var (answer, bad) = await JsonBody.ReadAsync<ConfirmationAnswer>(request, law.Forms.Get("request.confirmation"), cancellation);
        if (answer is null)
        {
            return bad!;
        }

        var caller = AccessMiddleware.CallerOf(request.HttpContext);
        if (answer.Paper is null ? !IsVneidOf(caller, dossier.State) : !DossierRoutes.Filed(caller, dossier.State))
        {
            return Problems.OutsideJurisdiction();
        }

        IReadOnlyList<RecordReference> papers = answer.Paper is { } paper ? [paper] : [];
        var missing = await RecordCheck.MissingAsync(records, RecordScope.Dossier(dossier.Code), papers, "/paper", cancellation);
        if (missing.Count > 0)
        {
            return Problems.Invalid(missing);
        }

        var written = await desk.AppendAsync(
            dossier.Code, (current, rules, now) => Confirmations.Answer(current, step, answer, rules, caller.Id, now), cancellation);
        if (written!.Decided.Refusal is { } refusal)
        {
            return Problems.From(refusal);
        }

        await DossierTeller.TellAllAsync(client, written.Dossier, cancellation);
        return Answers.Ok(StepAnswer.Of(written.Dossier, step, written.Decided));
    }

    private bool IsVneidOf(Partner caller, DossierState dossier) =>
        caller.Kind == PartnerKind.Vneid && dossier.Steps.Any(s => caller.Covers(s.Agency.Unit, law.Units));

    private sealed record SupplementBody(int Round, IReadOnlyList<RecordReference> Records, string? Note);

    private sealed record WithdrawalBody(string Reason);
}
