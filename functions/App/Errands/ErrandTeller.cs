using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Errands;

/// <summary>Tells the orchestration of a dossier's errands to look, and starts it when there is none. Telling is never the truth: it
/// may be lost or repeated, because what is owed follows from the dossier.</summary>
public static class ErrandTeller
{
    /// <summary>What stands behind the dossier's code in the instance's id.</summary>
    public const string Part = "errands";

    /// <summary>Tells it that something is owed.</summary>
    public static async Task TellAsync(DurableTaskClient client, Dossier dossier, CancellationToken cancellation)
    {
        var id = DossierTeller.InstanceOf(dossier.Code.ToString(), Part);
        if (await IsThereAsync(client, id, cancellation))
        {
            await client.RaiseEventAsync(id, DossierTeller.Look, null, cancellation);
            return;
        }

        await DossierTeller.StartAsync(
            client, nameof(Orchestrations.ErrandOrchestrator), new ErrandTurn(dossier.Code.ToString(), []), id,
            () => IsThereAsync(client, id, cancellation), cancellation);
    }

    /// <summary>Tells it that nothing is owed any more, so that it can end; nothing happens when it has.</summary>
    public static async Task TellOfTheEndAsync(DurableTaskClient client, Dossier dossier, CancellationToken cancellation)
    {
        var id = DossierTeller.InstanceOf(dossier.Code.ToString(), Part);
        if (await IsThereAsync(client, id, cancellation))
        {
            await client.RaiseEventAsync(id, DossierTeller.Look, null, cancellation);
        }
    }

    private static async Task<bool> IsThereAsync(DurableTaskClient client, string id, CancellationToken cancellation) =>
        await client.GetInstanceAsync(id, false, cancellation) is
        {
            RuntimeStatus: OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended,
        };
}
