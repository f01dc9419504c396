using System.Text.Json;

namespace LienThong.Embedded.Tests.Compliance;

/// <summary>Inputs, events and results of up to a megabyte of JSON go through unharmed; larger ones are refused with their size.</summary>
public sealed class PayloadRules
{
    // With the quotation marks, a megabyte to the byte.
    private static readonly string Largest = new('x', (1024 * 1024) - 2);

    [Fact]
    public async Task LargeInput_OfAMegabyte_GoesThroughStartActivityEventAndOutput()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Large", async context =>
            {
                var echoed = await context.CallActivityAsync<string>("Echo", context.GetInput<string>());
                var told = await context.WaitForExternalEvent<string>("more");
                var child = await context.CallSubOrchestratorAsync<string>("Child", told);
                return (object?)(echoed == child ? child : "different");
            })
            .Orchestrator("Child", context => Task.FromResult<object?>(context.GetInput<string>()))
            .Activity<string>("Echo", text => text));
        var id = await hub.ScheduleAsync("Large", Largest);
        await hub.IdleAsync();
        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync(id, "more", Largest);

        var ended = await hub.EndAsync(id);

        Assert.Equal(Largest, ended.ReadInputAs<string>());
        Assert.Equal(Largest, ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task LargeInput_OfMoreThanAMegabyte_IsRefusedAtTheStartAndSaysHowLarge()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions.Orchestrator("Large", _ => Task.CompletedTask));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => hub.ScheduleAsync("Large", Largest + "x", "H1"));

        Assert.Contains("1048577 bytes", refused.Message, StringComparison.Ordinal);
        Assert.Null(await hub.Client.GetInstanceAsync("H1"));
    }

    [Fact]
    public async Task LargeEvent_OfMoreThanAMegabyte_IsRefused()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go")));
        var id = await hub.ScheduleAsync("Wait");

        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RaiseEventAsync(id, "go", Largest + "x"));
        await hub.Client.RaiseEventAsync(id, "go", "small");

        Assert.Equal("small", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("input")]
    [InlineData("result")]
    public async Task LargeActivityPayload_OfMoreThanAMegabyte_FailsTheCallAndSaysHowLarge(string which)
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Large", async context =>
            {
                try
                {
                    await context.CallActivityAsync<string>("Scan", which == "input" ? Largest + "x" : null);
                    return (object?)"none";
                }
                catch (Exception failed) when (failed is ArgumentException or TaskFailedException)
                {
                    return failed is TaskFailedException task ? task.FailureDetails.ErrorMessage : failed.Message;
                }
            })
            .Activity("Scan", () => Largest + "x"));

        Assert.Contains("1048577 bytes", (await hub.RunAsync("Large")).ReadOutputAs<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_OfAnotherShape_FailsTheInstance()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallActivityAsync<int>("Name"))
            .Activity("Name", () => "An"));

        var ended = await hub.RunAsync("Register");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.True(ended.FailureDetails!.IsCausedBy<JsonException>());
    }

    [Fact]
    public async Task Event_OfAnotherShape_FailsTheWaitOnly()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                try
                {
                    return (object?)await context.WaitForExternalEvent<int>("decision");
                }
                catch (JsonException)
                {
                    return await context.WaitForExternalEvent<int>("decision");
                }
            }));
        var id = await hub.ScheduleAsync("Wait");

        await hub.Client.RaiseEventAsync(id, "decision", "không phải số");
        await hub.Client.RaiseEventAsync(id, "decision", 3);

        Assert.Equal(3, (await hub.EndAsync(id)).ReadOutputAs<int>());
    }
}
