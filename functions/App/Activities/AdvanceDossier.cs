using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Activities;

/// <summary>Settles what follows by itself in a dossier and says which steps have to run.</summary>
public sealed class AdvanceDossier(DossierDesk desk)
{
    /// <summary>Idempotent: a dossier that is settled already is only read.</summary>
    [Function(nameof(AdvanceDossier))]
    public async Task<DossierProgress> Run([ActivityTrigger] string code, CancellationToken cancellation)
    {
        var written = await desk.AppendAsync(
            DossierCode.Parse(code), (dossier, rules, now) => Decided.Happens(DossierPlan.Settle(dossier, rules, now)), cancellation)
            ?? throw new InvalidOperationException($"Dossier {code} is not in the store.");
        var state = written.Dossier.State;
        return new DossierProgress(state.Status == DossierStatus.Closed, DossierPlan.Running(state, desk.RulesFor(written.Dossier)));
    }
}
