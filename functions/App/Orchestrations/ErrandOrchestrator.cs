using LienThong.App.Activities;
using LienThong.App.Dossiers;
using LienThong.App.Errands;

namespace LienThong.App.Orchestrations;

/// <summary>
/// Drives what a dossier owes other systems (instance id = <c>code:errands</c>): does what is owed, waits until a lane tries again
/// or somebody says "look", and ends when the dossier is closed and nothing is owed that moves. Something that comes to be owed
/// later starts it anew.
/// </summary>
public static class ErrandOrchestrator
{
    // After this many looks the history begins anew, so that it stays short however long a system is away.
    private const int LooksPerHistory = 200;

    /// <summary>Runs until nothing is owed. The input is an <see cref="ErrandTurn"/>.</summary>
    [Function(nameof(ErrandOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var turn = context.GetInput<ErrandTurn>()!;
        var look = context.WaitForExternalEvent<object?>(DossierTeller.Look);
        for (var looks = 0; looks < LooksPerHistory; looks++)
        {
            ErrandProgress progress;
            try
            {
                progress = await context.CallActivityAsync<ErrandProgress>(nameof(AdvanceErrands), turn, Patience.Short);
            }
            catch (TaskFailedException)
            {
                // Not an errand's fault, which parks its lane, but the store's or the app's own: everything is still owed.
                progress = new ErrandProgress(Ended: false, turn.Waits, context.CurrentUtcDateTime + Patience.UntilTheStoreIsBack);
            }

            if (progress.Ended)
            {
                return;
            }

            turn = turn with { Waits = progress.Waits };
            if (progress.LookAgainAt is { } due)
            {
                using var cancel = new CancellationTokenSource();
                var timer = context.CreateTimer(due.UtcDateTime, cancel.Token);
                if (await Task.WhenAny(look, timer) == timer)
                {
                    continue;
                }

                cancel.Cancel();
            }

            await look;
            look = context.WaitForExternalEvent<object?>(DossierTeller.Look);
        }

        context.ContinueAsNew(turn);
    }
}
