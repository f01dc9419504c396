namespace LienThong.Embedded.Tests.Engine;

public sealed class ActivityTests
{
    [Fact]
    public async Task CallActivity_WithInput_ReturnsItsResult()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallActivityAsync<string>("Greet", context.GetInput<string>()))
            .Activity("Greet", call => $"chào {call.InputJson}"));

        var ended = await machine.RunAsync("Register", "An");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal("chào \"An\"", ended.ReadOutputAs<string>());
    }
}
