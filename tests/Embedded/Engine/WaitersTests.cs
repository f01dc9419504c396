namespace LienThong.Embedded.Tests.Engine;

public sealed class WaitersTests
{
    private static Task<Machine> MachineAsync() => Machine.StartAsync(functions => functions
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go")));

    [Fact]
    public async Task WaitForInstanceCompletion_UntilItEnds_ReturnsHowItEnded()
    {
        await using var machine = await MachineAsync();
        var id = await machine.ScheduleAsync("Wait");
        var waiting = machine.Client.WaitForInstanceCompletionAsync(id, true);
        await machine.IdleAsync();
        Assert.False(waiting.IsCompleted);

        await machine.Client.RaiseEventAsync(id, "go", "a");

        Assert.Equal("a", (await waiting).ReadOutputAs<string>());
        Assert.True((await machine.Client.WaitForInstanceCompletionAsync(id)).IsCompleted);
        Assert.Equal(0, machine.Engine.WaitedFor);
    }

    [Fact]
    public async Task WaitForInstance_UnknownOrGivenUp_Throws()
    {
        await using var machine = await MachineAsync();
        var id = await machine.ScheduleAsync("Wait");
        using var cancelled = new CancellationTokenSource();
        var waiting = machine.Client.WaitForInstanceCompletionAsync(id, cancellation: cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAsync<InvalidOperationException>(() => machine.Client.WaitForInstanceCompletionAsync("nobody"));
        Assert.Equal(0, machine.Engine.WaitedFor);
    }
}
