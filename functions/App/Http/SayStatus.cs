using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary><c>POST dossiers/{code}/steps/{step}/statuses</c>: an agency's system that speaks in numbers instead of decisions.</summary>
public sealed class SayStatus(DecisionDesk decisions, DossierFinder finder, LawLibrary law)
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

        var by = AccessMiddleware.CallerOf(request.HttpContext);
        return await AgencyAct.TakeAsync(
            request, finder, code, step, $"status {said.Status} round {said.Round}",
            dossier => decisions.SayAsync(by, dossier, step, said, client, cancellation), cancellation);
    }
}
