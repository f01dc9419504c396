using LienThong.App.Aliases;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Http;

/// <summary>What an agency says of its step, taken in, noted for the audit log and answered: the same whether it speaks in decisions
/// or in numbers.</summary>
internal static class AgencyAct
{
    /// <summary>Has it taken in for the dossier that <paramref name="code"/> names.</summary>
    /// <param name="detail">What is said, in codes, for the audit log.</param>
    public static async Task<IResult> TakeAsync(
        HttpRequest request, DossierFinder finder, string code, string step, string detail, Func<DossierCode, Task<DecisionTaken?>> take,
        CancellationToken cancellation)
    {
        // By its code first: the dossier is then read once, where it is decided.
        var taken = DossierCode.TryParse(code, out var parsed, out _) ? await take(parsed) : null;
        if (taken is null)
        {
            var named = await finder.NamedAsync(code, cancellation);
            if (named.Dossier is null)
            {
                return DossierRoutes.NotNamed(named);
            }

            taken = await take(named.Dossier.Code);
        }

        if (taken is not null)
        {
            var note = AuditNote.Of(request.HttpContext);
            (note.Dossier, note.OnBehalfOf, note.Detail) = (taken.Dossier.Code.ToString(), taken.Dossier.State.Step(step)?.Agency.ToString(), detail);
        }

        return Answer(taken, step);
    }

    /// <summary>What became of it, as an answer.</summary>
    public static IResult Answer(DecisionTaken? taken, string step) => taken switch
    {
        null => Problems.DossierUnknown(),
        { OutsideJurisdiction: true } => Problems.OutsideJurisdiction(),
        { Decided.Refusal: { } refusal } => Problems.From(refusal),
        _ => Answers.Ok(StepAnswer.Of(taken.Dossier, step, taken.Decided)),
    };
}
