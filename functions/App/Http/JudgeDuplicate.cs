using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary><c>POST dossiers/{code}/duplicate</c>: the agency of the first step has looked at a dossier that is held.</summary>
public sealed class JudgeDuplicate(DossierRoutes routes, DossierDesk desk, LawLibrary law)
{
    [Function(nameof(JudgeDuplicate))]
    [Needs(Scopes.JudgeDuplicates)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/duplicate")] HttpRequest request,
        string code, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, (caller, state) => caller.DecidesFirst(state, law.Units), cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var (given, bad) = await JsonBody.ReadAsync<Judgement>(request, law.Forms.Get("request.duplicate"), cancellation);
        if (given is null)
        {
            return bad!;
        }

        var by = AccessMiddleware.CallerOf(request.HttpContext).Id;
        var written = await desk.AppendAsync(
            dossier.Code, (current, _, now) => DuplicateJudgement.Judge(current, given.IsDuplicate, given.Note, by, now), cancellation);
        if (written!.Decided.Refusal is { } refusal)
        {
            return Problems.From(refusal);
        }

        await DossierTeller.TellAllAsync(client, written.Dossier, cancellation);
        var state = written.Dossier.State;
        return Answers.Ok(new { code = dossier.Code, status = state.Status, outcome = state.Outcome, changed = written.Decided.Events.Count > 0 });
    }

    private sealed record Judgement(bool IsDuplicate, string Note);
}
