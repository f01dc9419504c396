namespace LienThong.Embedded.Tests.Compliance;

/// <summary>An instance keeps the version that it was started with, and versions live side by side.</summary>
public sealed class VersionRules
{
    private static async Task<object?> First(TaskOrchestrationContext context)
    {
        await context.CallActivityAsync("Birth");
        await context.WaitForExternalEvent<object?>("go");
        return $"{context.Version}: birth";
    }

    private static async Task<object?> Second(TaskOrchestrationContext context)
    {
        await context.CallActivityAsync("Residence");
        await context.CallActivityAsync("Birth");
        await context.WaitForExternalEvent<object?>("go");
        return $"{context.Version}: residence, birth";
    }

    [Fact]
    public async Task Version_GivenAtTheStart_IsKeptOverContinueAsNewAndCrash()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    context.ContinueAsNew(1);
                    return (object?)null;
                }

                await context.WaitForExternalEvent<object?>("go");
                return context.Version;
            }));
        var id = await hub.ScheduleAsync("Chain", 0, version: "2.1");
        await hub.IdleAsync();
        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal("2.1", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Version_NotGiven_IsEmpty()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", context => Task.FromResult<object?>($"[{context.Version}]")));

        Assert.Equal("[]", (await hub.RunAsync("Chain")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Versions_DeployedOverInstancesInFlight_LiveSideBySide()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", First).Activity("Birth", () => null).Activity("Residence", () => null));
        await hub.ScheduleAsync("Chain", id: "old", version: "1");
        await hub.IdleAsync();

        // The new deployment brings the new way and keeps the old one for those who have begun it.
        await hub.CrashAsync(functions => functions.Orchestrator(
            "Chain", context => context.Version == "1" ? First(context) : Second(context)));
        await hub.ScheduleAsync("Chain", id: "new", version: "2");
        await hub.IdleAsync();
        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync("old", "go");
        await hub.Client.RaiseEventAsync("new", "go");

        Assert.Equal("1: birth", (await hub.EndAsync("old")).ReadOutputAs<string>());
        Assert.Equal("2: residence, birth", (await hub.EndAsync("new")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Versions_UnderNamesOfTheirOwn_LiveSideBySide()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", First).Activity("Birth", () => null).Activity("Residence", () => null));
        await hub.ScheduleAsync("Chain", id: "old");
        await hub.IdleAsync();

        await hub.CrashAsync(functions => functions.Orchestrator("Chain2", Second));
        await hub.ScheduleAsync("Chain2", id: "new");
        await hub.Client.RaiseEventAsync("old", "go");
        await hub.Client.RaiseEventAsync("new", "go");

        Assert.Equal(": birth", (await hub.EndAsync("old")).ReadOutputAs<string>());
        Assert.Equal(": residence, birth", (await hub.EndAsync("new")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Version_CodeChangedUnderAnInstanceInFlight_FailsItAndNamesTheStep()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", First).Activity("Birth", () => null).Activity("Residence", () => null));
        var id = await hub.ScheduleAsync("Chain");
        await hub.IdleAsync();

        await hub.CrashAsync(functions => functions.Orchestrator("Chain", Second));
        await hub.Client.RaiseEventAsync(id, "go");

        var ended = await hub.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("'Birth'", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("'Residence'", ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }
}
