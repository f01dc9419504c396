using LienThong.App.Activities;
using LienThong.App.Dossiers;

namespace LienThong.App.Orchestrations;

/// <summary>
/// Drives one dossier (instance id = its code): settles what follows by itself, runs every step whose turn has come, and
/// looks again when a step ends or somebody tells it to. It decides nothing: the dossier does. A step whose instance failed,
/// or runs already since an earlier start of this one, is tried again after a while; the others go on meanwhile.
/// </summary>
public static class LinkedProcedureOrchestrator
{
    /// <summary>Runs until the dossier is closed. The input is the dossier's code.</summary>
    [Function(nameof(LinkedProcedureOrchestrator))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var code = context.GetInput<string>()!;
        var log = context.CreateReplaySafeLogger(nameof(LinkedProcedureOrchestrator));
        var running = new Dictionary<string, Task>();
        var failed = new HashSet<string>();

        // One wait, kept across the loop: a wait that is given up would still swallow the next event.
        var look = context.WaitForExternalEvent<object?>(DossierTeller.Look);
        while (true)
        {
            var progress = await context.CallActivityAsync<DossierProgress>(nameof(AdvanceDossier), code, Patience.Long);
            if (progress.Closed)
            {
                return;
            }

            foreach (var step in progress.Running)
            {
                if (!running.ContainsKey(step) && !failed.Contains(step))
                {
                    running[step] = context.CallSubOrchestratorAsync(
                        nameof(StepOrchestrator),
                        new StepKey(code, step),
                        new SubOrchestrationOptions(instanceId: DossierTeller.InstanceOf(code, step)));
                }
            }

            using var cancel = new CancellationTokenSource();
            Task[] tryAgain = failed.Count == 0 ? [] : [context.CreateTimer(Patience.UntilAFailedStepIsTriedAgain, cancel.Token)];
            var woken = await Task.WhenAny([look, .. running.Values, .. tryAgain]);
            cancel.Cancel();
            if (woken == look)
            {
                look = context.WaitForExternalEvent<object?>(DossierTeller.Look);
            }

            if (running.FirstOrDefault(step => step.Value == woken).Key is { } ended)
            {
                running.Remove(ended);
                if (!woken.IsCompletedSuccessfully)
                {
                    failed.Add(ended);
                    log.LogWarning("The instance of step {Step} of dossier {Dossier} has failed and is started again.", ended, code);
                }
            }
            else
            {
                failed.Clear();
            }
        }
    }
}
