using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Audit;
using LienThong.App.Errands;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary><c>POST dossiers/{code}/steps/{step}/statuses</c>: an agency's system that speaks in numbers instead of decisions.</summary>
public sealed class SayStatus(StatusDesk statuses, DossierFinder finder, LawLibrary law)
{
    [Function(nameof(SayStatus))]
    [Needs(Scopes.Decide)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/steps/{step}/statuses")] HttpRequest request,
        string code, string step, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (said, refused) = await JsonBody.ReadAsync<AgencyStatus>(request, law.Forms.Get("request.status"), cancellation);
        if (said is null)
        {
            return refused!;
        }

        var taken = DossierCode.TryParse(code, out var parsed, out _)
            ? await statuses.TakeAsync(AccessMiddleware.CallerOf(request.HttpContext), parsed, step, said, client, cancellation)
            : null;
        if (taken is null)
        {
            var named = await finder.NamedAsync(code, cancellation);
            if (named.Dossier is null)
            {
                return DossierRoutes.NotNamed(named);
            }

            taken = await statuses.TakeAsync(AccessMiddleware.CallerOf(request.HttpContext), named.Dossier.Code, step, said, client, cancellation);
        }

        if (taken is not null)
        {
            var note = AuditNote.Of(request.HttpContext);
            (note.Dossier, note.OnBehalfOf, note.Detail) =
                (taken.Dossier.Code.ToString(), taken.Dossier.State.Step(step)?.Agency.ToString(), $"status {said.Status} round {said.Round}");
        }

        return taken switch
        {
            null => Problems.DossierUnknown(),
            { OutsideJurisdiction: true } => Problems.OutsideJurisdiction(),
            { Decided.Refusal: { } refusal } => Problems.From(refusal),
            _ => Answers.Ok(StepAnswer.Of(taken.Dossier, step, taken.Decided)),
        };
    }
}
