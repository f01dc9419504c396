using LienThong.App.Errands;

namespace LienThong.App.Activities;

/// <summary>Does what a dossier owes other systems, as far as that is possible now.</summary>
public sealed class AdvanceErrands(ErrandDesk errands)
{
    /// <summary>Idempotent: what has been confirmed is not done again, and what is posted again has the same message id.</summary>
    [Function(nameof(AdvanceErrands))]
    public Task<ErrandProgress> Run([ActivityTrigger] ErrandTurn turn, CancellationToken cancellation) => errands.AdvanceAsync(turn, cancellation);
}
