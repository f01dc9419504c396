using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

public sealed class RuntimeTests
{
    [Fact]
    public async Task InFlight_WhileAnActivityRuns_IsNotIdle()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("One", context => context.CallActivityAsync("Slow"))
            .Activity("Slow", async (_, _) =>
            {
                started.SetResult();
                await release.Task;
                return null;
            }));
        var id = await machine.ScheduleAsync("One");
        await started.Task;
        var idle = machine.IdleAsync();
        Assert.False(idle.IsCompleted);

        release.SetResult();
        await idle;

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync(id));
        Assert.Equal(0, machine.InFlight.Count);
    }

    [Fact]
    public async Task InFlight_WhenIdle_EverythingThatCanHappenHasHappened()
    {
        await using var machine = new Machine { Options = new DurableOptions { MaxQueued = 3, MaxConcurrentActivities = 2, LiveInstances = 4 } };
        machine.Functions
            .Orchestrator("Fan", async context =>
            {
                await Task.WhenAll(Enumerable.Range(0, 10).Select(number => context.CallActivityAsync("Work", number)));
                await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => context.CallSubOrchestratorAsync("Leaf")));
                await context.WaitForExternalEvent<object?>("go");
            })
            .Orchestrator("Leaf", context => context.CallActivityAsync("Work"))
            .Activity("Work", _ => null);
        await machine.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => machine.ScheduleAsync("Fan")));
            await machine.IdleAsync();
            Assert.Equal(0, machine.Count("durable_tasks") + machine.Count("durable_inbox"));
            await Task.WhenAll(ids.Select(id => machine.Client.RaiseEventAsync(id, "go")));
            await machine.IdleAsync();
            foreach (var id in ids)
            {
                Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync(id));
            }
        }
    }

    [Fact]
    public async Task Start_MoreWaitingThanFitsInMemory_TakesUpAllOfIt()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = new Machine { Options = new DurableOptions { MaxQueued = 10, MaxConcurrentActivities = 4 } };
        machine.Functions
            .Orchestrator("Fan", context => Task.WhenAll(Enumerable.Range(0, 100).Select(number => context.CallActivityAsync("Work", number))))
            .Activity("Work", async (_, cancellation) =>
            {
                await release.Task.WaitAsync(cancellation);
                return null;
            });
        await machine.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => machine.ScheduleAsync("Fan")));
        await Task.WhenAll(ids.Select(id => machine.Client.WaitForInstanceStartAsync(id)));
        Assert.Equal(1200, machine.Count("durable_tasks"));
        await machine.CrashAndStartAsync();

        release.SetResult();
        await machine.IdleAsync();

        foreach (var id in ids)
        {
            Assert.Equal(OrchestrationRuntimeStatus.Completed, await machine.StatusAsync(id));
        }
    }

    [Fact]
    public async Task Stop_WhileAnActivityRuns_WaitsAndSavesItsResult()
    {
        var runs = 0;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"))
            .Activity("Slow", async (_, _) =>
            {
                started.TrySetResult();
                await release.Task;
                return Interlocked.Increment(ref runs);
            }));
        var id = await machine.ScheduleAsync("One");
        await started.Task;
        var stopping = machine.StopAsync();
        Assert.False(stopping.IsCompleted);

        release.SetResult();
        await stopping;
        await machine.StartAsync();

        Assert.Equal(1, (await machine.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Stop_ActivityThatTakesTooLong_IsCancelledAndRunsAgainNextTime()
    {
        var runs = 0;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = new Machine { Options = new DurableOptions { StopTimeout = TimeSpan.FromMilliseconds(1) } };
        machine.Functions
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"))
            .Activity("Slow", async (_, cancellation) =>
            {
                if (Interlocked.Increment(ref runs) == 1)
                {
                    started.SetResult();
                    await Task.Delay(Timeout.Infinite, cancellation);
                }

                return runs;
            });
        await machine.StartAsync();
        var id = await machine.ScheduleAsync("One");
        await started.Task;

        await machine.RestartAsync();

        Assert.Equal(2, (await machine.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Logs_WhateverHappens_HoldNoInputsOrMessages()
    {
        using var log = new Log();
        await using var machine = new Machine { Loggers = log };
        machine.Functions
            .Orchestrator("One", context => context.CallActivityAsync("Send", context.GetInput<string>()))
            .Activity("Send", call => throw new AgencyDownException($"không gửi được {call.InputJson}"));
        await machine.StartAsync();

        await machine.RunAsync("One", "Nguyễn Thị Bí Mật", "H1");

        Assert.Contains(log.Lines, line => line.Contains("'H1'", StringComparison.Ordinal) || line.Contains("H1", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("Bí Mật", StringComparison.Ordinal));
    }
}
