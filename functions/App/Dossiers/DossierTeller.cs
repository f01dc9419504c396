using LienThong.Procedures.Dossiers;

namespace LienThong.App.Dossiers;

/// <summary>
/// Tells a dossier's orchestrations to look. Telling is never the truth: it may be lost, repeated or come to nobody, because
/// the orchestration finds everything in the dossier, and the change feed and the watchdog tell again.
/// </summary>
public static class DossierTeller
{
    /// <summary>The event that means "look".</summary>
    public const string Look = "look";

    /// <summary>The version of the orchestrators that new dossiers start with.</summary>
    public const string OrchestratorVersion = "1";

    /// <summary>The instance that carries out one step.</summary>
    public static string InstanceOf(string dossier, string step) => $"{dossier}:{step}";

    /// <summary>Starts a dossier's orchestration; nothing happens when it runs already.</summary>
    public static async Task StartAsync(DurableTaskClient client, Dossier dossier, CancellationToken cancellation)
    {
        var code = dossier.Code.ToString();
        if (await client.GetInstanceAsync(code, false, cancellation) is not null)
        {
            return;
        }

        await StartAsync(
            client, nameof(Orchestrations.LinkedProcedureOrchestrator), code, code,
            async () => await client.GetInstanceAsync(code, false, cancellation) is not null, cancellation);
    }

    /// <summary>Starts an instance in the present version, unless somebody else has started it in between.</summary>
    /// <param name="isThere">Whether somebody has; the engines say so with different exceptions.</param>
    internal static async Task StartAsync(
        DurableTaskClient client, string orchestrator, object input, string id, Func<Task<bool>> isThere, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                orchestrator, input, new StartOrchestrationOptions(id) { Version = OrchestratorVersion }, cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            if (!await isThere())
            {
                throw;
            }
        }
    }

    /// <summary>Tells one step to look.</summary>
    public static Task TellStepAsync(DurableTaskClient client, Dossier dossier, string step, CancellationToken cancellation) =>
        client.RaiseEventAsync(InstanceOf(dossier.Code.ToString(), step), Look, null, cancellation);

    /// <summary>Tells the dossier and every step of it that has an orchestration to look, starting the dossier's if it never started.</summary>
    public static async Task TellAllAsync(DurableTaskClient client, Dossier dossier, CancellationToken cancellation)
    {
        await StartAsync(client, dossier, cancellation);
        await client.RaiseEventAsync(dossier.Code.ToString(), Look, null, cancellation);
        foreach (var step in dossier.State.Steps.Where(s => s.BegunAt is not null || !s.Ended))
        {
            await TellStepAsync(client, dossier, step.Step, cancellation);
        }
    }

    /// <summary>Tells a closed dossier's orchestrations to look, if they have not ended: what they were told when it closed may be lost.</summary>
    public static async Task TellOfTheEndAsync(DurableTaskClient client, Dossier dossier, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(dossier.Code.ToString(), false, cancellation) is { IsCompleted: false })
        {
            await TellAllAsync(client, dossier, cancellation);
        }
    }
}
