using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Audit;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary><c>GET tracking/{code}</c>: how a family follows its dossier. No names, no numbers, no results.</summary>
public sealed class ReadTracking(DossierFinder finder, SecretKeys keys, LawLibrary law, TimeProvider time)
{
    [Function(nameof(ReadTracking))]
    [OpenToAll("The dossier's own secret token is checked, and nothing personal is shown.")]
    [Unaudited("A family looks often, and sees nothing personal.")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/tracking/{code}")] HttpRequest request, string code, CancellationToken cancellation)
    {
        // A wrong token and an unknown dossier look the same from outside.
        var token = request.Headers["Tracking-Token"].ToString();
        if ((await finder.NamedAsync(code, cancellation)).Dossier is not { } dossier || !keys.IsTrackingToken(dossier.Code.ToString(), token))
        {
            return Problems.DossierUnknown();
        }

        var state = dossier.State;
        var rules = DossierRules.For(dossier, law);
        return Answers.Ok(new
        {
            code = dossier.Code,
            status = state.Status,
            statusText = StatusWords.Of(state),
            filedAt = state.FiledAt,
            due = state.Due,
            steps = state.Steps.Select(s => new
            {
                step = s.Step,
                name = rules.Step(s.Step).Name,
                status = s.Status,
                statusText = StatusWords.Of(s.Status),
                due = s.Due,
                overdue = s.Overdue,
                supplementUntil = s.SupplementUntil,
                supplementRecords = s.SupplementRecords.Count == 0 ? null : s.SupplementRecords,
                confirmationsAwaited = s.Status == StepStatus.ConfirmationAwaited ? s.Unconfirmed.Count() : (int?)null,
                endedAt = s.EndedAt,
            }),
            explanation = Explanation.Of(dossier, rules, time.GetUtcNow()),
        });
    }
}
