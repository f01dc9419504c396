using LienThong.App.Activities;
using LienThong.App.Dossiers;
using LienThong.Storage;

namespace LienThong.App.Orchestrations;

/// <summary>
/// Drives one step of a dossier (instance id = <c>code:step</c>): does what the plan says is next, then waits for the moment
/// when something falls due or for somebody to say "look". Only the dossier ends a step; an error that nobody foresaw is
/// tried again, then parked for an operator, and goes on where it stood.
/// </summary>
public static class StepOrchestrator
{
    // After this many looks the history begins anew, so that it stays short however long a step waits.
    private const int LooksPerHistory = 200;

    /// <summary>Runs until the step has ended. The input is a <see cref="StepKey"/>.</summary>
    [Function(nameof(StepOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var key = context.GetInput<StepKey>()!;
        var look = context.WaitForExternalEvent<object?>(DossierTeller.Look);
        for (var looks = 0; looks < LooksPerHistory; looks++)
        {
            StepProgress progress;
            try
            {
                progress = await context.CallActivityAsync<StepProgress>(nameof(AdvanceStep), key, Patience.Short);
            }
            catch (TaskFailedException failure) when (IsOfTheStore(failure.FailureDetails))
            {
                // No fault of this step: set aside, it and all others that fell due meanwhile would each need an operator.
                progress = new StepProgress(Ended: false, LookAgainAt: context.CurrentUtcDateTime + Patience.UntilTheStoreIsBack);
            }
            catch (TaskFailedException failure)
            {
                var error = new StepError(key.Dossier, key.Step, failure.FailureDetails.ErrorType);
                await context.CallActivityAsync(nameof(ParkStep), error, Patience.Long);
                progress = new StepProgress(Ended: false, LookAgainAt: null);
            }

            if (progress.Ended)
            {
                return;
            }

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

        context.ContinueAsNew(key);
    }

    private static bool IsOfTheStore(TaskFailureDetails failure) =>
        failure.IsCausedBy<StorageUnavailableException>() || failure.IsCausedBy<StorageOverloadedException>();
}
