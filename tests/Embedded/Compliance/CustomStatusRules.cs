namespace LienThong.Embedded.Tests.Compliance;

/// <summary>What an orchestrator says of itself is shown to who asks.</summary>
public sealed class CustomStatusRules
{
    private static Task<TaskHub> HubAsync() => TaskHub.StartAsync(functions => functions
        .Orchestrator("Chain", async context =>
        {
            context.SetCustomStatus("birth");
            await context.WaitForExternalEvent<object?>("go");
            context.SetCustomStatus("residence");
            await context.WaitForExternalEvent<object?>("go");
        }));

    [Fact]
    public async Task CustomStatus_WhileItRuns_IsShownAndSurvivesACrash()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Chain");
        await hub.IdleAsync();
        await hub.CrashAsync();

        Assert.Equal("birth", (await hub.Client.GetInstanceAsync(id, true))!.ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task CustomStatus_SetAgain_IsTheLastOneAndStaysAfterTheEnd()
    {
        await using var hub = await HubAsync();
        var id = await hub.ScheduleAsync("Chain");
        await hub.Client.RaiseEventAsync(id, "go");
        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal("residence", (await hub.EndAsync(id)).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task CustomStatus_SetToNull_IsGone()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
            {
                context.SetCustomStatus("birth");
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                context.SetCustomStatus(null);
            }));

        Assert.Null((await hub.RunAsync("Chain")).SerializedCustomStatus);
    }

    [Fact]
    public async Task CustomStatus_MoreThan16KB_FailsTheOrchestrator()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Chain", context =>
            {
                context.SetCustomStatus(new string('x', (16 * 1024) - 2));
                context.SetCustomStatus(new string('x', (16 * 1024) - 1));
                return Task.CompletedTask;
            }));

        var ended = await hub.RunAsync("Chain");

        Assert.True(ended.FailureDetails!.IsCausedBy<ArgumentException>());
        Assert.Contains("16385 bytes", ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }
}
