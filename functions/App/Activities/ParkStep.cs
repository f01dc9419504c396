using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Activities;

/// <summary>Sets a step aside for an operator when carrying out its plan failed again and again.</summary>
public sealed class ParkStep(DossierDesk desk)
{
    /// <summary>Idempotent: a step that is parked for the same reason stays as it is.</summary>
    [Function(nameof(ParkStep))]
    public Task Run([ActivityTrigger] StepError error, CancellationToken cancellation) => desk.AppendAsync(
        DossierCode.Parse(error.Dossier),
        (dossier, _, now) => OperatorActs.Park(dossier, error.Step, "step-failed", error.ErrorType, now),
        cancellation);
}
