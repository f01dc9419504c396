namespace LienThong.Embedded.Tests.Compliance;

/// <summary>What has ended can be run again with its input.</summary>
public sealed class RestartRules
{
    private static Task<TaskHub> HubAsync() => TaskHub.StartAsync(functions => functions
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Done", context => Task.FromResult<object?>($"{context.GetInput<int>()} {context.Version}")));

    [Fact]
    public async Task Restart_EndedInstance_RunsItAgainWithItsInputAndVersion()
    {
        await using var hub = await HubAsync();
        await hub.ScheduleAsync("Done", 1, "H1", version: "2.0");
        var first = await hub.EndAsync("H1");
        await hub.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("H1", await hub.Client.RestartAsync("H1"));

        var second = await hub.EndAsync("H1");
        Assert.Equal("1 2.0", second.ReadOutputAs<string>());
        Assert.Equal(TimeSpan.FromHours(1), second.CreatedAt - first.CreatedAt);
    }

    [Fact]
    public async Task Restart_TerminatedInstance_RunsItAgain()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Wait");
        await hub.Client.TerminateInstanceAsync(id);
        await hub.EndAsync(id);

        await hub.Client.RestartAsync(id);
        await hub.Client.RaiseEventAsync(id, "go", "a");

        Assert.Equal("a", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Restart_WithANewId_LeavesTheFirst()
    {
        await using var hub = await HubAsync();
        var first = await hub.ScheduleAsync("Wait");

        var second = await hub.Client.RestartAsync(first, restartWithNewInstanceId: true);
        await hub.IdleAsync();

        Assert.NotEqual(first, second);
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync(first));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync(second));
    }

    [Fact]
    public async Task Restart_OfARunningOrUnknownInstance_IsRefused()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Wait");

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RestartAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RestartAsync("nobody"));
    }
}
