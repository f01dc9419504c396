using LienThong.Embedded.Engine;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Tests.Engine;

public sealed class ReplayTests
{
    private static async Task<OrchestrationMetadata> DeployAsync(
        Func<TaskOrchestrationContext, Task<object?>> before, Func<TaskOrchestrationContext, Task<object?>> after)
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", before)
            .Orchestrator("Step", _ => Task.FromResult<object?>("step"))
            .Activity("Birth", _ => "birth")
            .Activity("Residence", _ => "residence"));
        var id = await machine.ScheduleAsync("Chain", id: "H1");
        await machine.IdleAsync();
        await machine.StopAsync();
        machine.Functions.Orchestrator("Chain", after);
        await machine.StartAsync();
        await machine.Client.RaiseEventAsync(id, "go", "go");
        return await machine.EndAsync(id);
    }

    private static async Task<object?> Original(TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>("Birth");
        await context.CallActivityAsync<string>("Residence");
        return await context.WaitForExternalEvent<string>("go");
    }

    [Fact]
    public async Task Replay_SameCode_GoesOnWhereItStood()
    {
        var runs = 0;
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", Original)
            .Activity("Birth", _ => Interlocked.Increment(ref runs))
            .Activity("Residence", _ => Interlocked.Increment(ref runs)));
        machine.Functions.Activity("Birth", _ => $"b{Interlocked.Increment(ref runs)}").Activity("Residence", _ => $"r{Interlocked.Increment(ref runs)}");
        var id = await machine.ScheduleAsync("Chain");
        await machine.IdleAsync();

        for (var restart = 0; restart < 3; restart++)
        {
            await machine.RestartAsync();
        }

        await machine.Client.RaiseEventAsync(id, "go", "xong");

        Assert.Equal("xong", (await machine.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Replay_AnotherActivity_FailsAndNamesStepAndBothSides()
    {
        var ended = await DeployAsync(Original, async context =>
        {
            await context.CallActivityAsync<string>("Birth");
            await context.CallActivityAsync<string>("Insurance");
            return await context.WaitForExternalEvent<string>("go");
        });

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.True(ended.FailureDetails!.IsCausedBy<HistoryMismatchException>());
        Assert.Contains("instance 'H1' of orchestrator 'Chain'", ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(
            "turn 1, step 0: the history has activity 'Residence' (#1), the orchestrator now asks for activity 'Insurance' (#1)",
            ended.FailureDetails.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AStepMissing_FailsAndNamesIt()
    {
        var ended = await DeployAsync(Original, async context =>
        {
            await context.CallActivityAsync<string>("Birth");
            return await context.WaitForExternalEvent<string>("go");
        });

        Assert.Contains(
            "turn 1, step 0: the history has activity 'Residence' (#1), the orchestrator now asks for nothing",
            ended.FailureDetails!.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AStepMore_FailsAndNamesIt()
    {
        var ended = await DeployAsync(Original, async context =>
        {
            _ = context.CreateTimer(new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc), CancellationToken.None);
            return await Original(context);
        });

        Assert.Contains(
            "turn 0, step 0: the history has activity 'Birth' (#0), the orchestrator now asks for timer until 2026-10-01T00:00:00.0000000Z (#0)",
            ended.FailureDetails!.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_EndsEarlier_FailsAndNamesIt()
    {
        var ended = await DeployAsync(Original, async context =>
        {
            await context.CallActivityAsync<string>("Birth");
            return "sớm";
        });

        Assert.Contains(
            "the history has activity 'Residence' (#1), the orchestrator now asks for completion",
            ended.FailureDetails!.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AnotherChild_FailsAndNamesIt()
    {
        static Func<TaskOrchestrationContext, Task<object?>> Calling(string child) => async context =>
        {
            await context.CallSubOrchestratorAsync("Step", null, new SubOrchestrationOptions(instanceId: child));
            return await context.WaitForExternalEvent<string>("go");
        };

        var ended = await DeployAsync(Calling("H1:birth"), Calling("H1:residence"));

        Assert.Contains(
            "the history has sub-orchestration 'Step' as instance 'H1:birth' (#0), the orchestrator now asks for sub-orchestration 'Step' as instance 'H1:residence' (#0)",
            ended.FailureDetails!.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_TimerFromTheWallClock_FailsAndNamesIt()
    {
        var when = new Queue<DateTime>([new(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc), new(2026, 12, 2, 0, 0, 0, DateTimeKind.Utc)]);
        async Task<object?> NotDeterministic(TaskOrchestrationContext context)
        {
            await Task.WhenAny(context.CreateTimer(when.Dequeue(), CancellationToken.None), context.WaitForExternalEvent<object?>("go"));
            return null;
        }

        var ended = await DeployAsync(NotDeterministic, NotDeterministic);

        Assert.Contains("timer until 2026-12-01", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("timer until 2026-12-02", ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_ThatFailsAnInstance_LeavesNoTimerBehindAndTellsTheParent()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync("Chain", null, new SubOrchestrationOptions(instanceId: "child")))
            .Orchestrator("Chain", context => Task.WhenAll(
                context.CreateTimer(TimeSpan.FromDays(100), CancellationToken.None), context.WaitForExternalEvent<object?>("go"))));
        var id = await machine.ScheduleAsync("Parent");
        await machine.IdleAsync();
        machine.Crash();
        machine.Functions.Orchestrator("Chain", context => context.WaitForExternalEvent<object?>("go"));
        await machine.StartAsync();

        await machine.Client.RaiseEventAsync("child", "go");
        var ended = await machine.EndAsync(id);

        Assert.True(ended.FailureDetails!.InnerFailure!.IsCausedBy<HistoryMismatchException>());
        Assert.Equal(0, machine.Count("durable_timers"));
    }

    [Fact]
    public async Task Replay_CodeThatChangedWhereNobodyHasBeen_GoesOn()
    {
        var ended = await DeployAsync(Original, async context =>
        {
            await context.CallActivityAsync<string>("Birth", new { more = true });
            await context.CallActivityAsync<string>("Residence");
            await context.WaitForExternalEvent<string>("go");
            return await context.CallActivityAsync<string>("Birth");
        });

        Assert.Equal("birth", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Replay_IsReplayingTimeAndIdentifiers_AreWhatTheyWere()
    {
        var seen = new List<(bool Replaying, DateTime Now, Guid Id)>();
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
            {
                seen.Add((context.IsReplaying, context.CurrentUtcDateTime, context.NewGuid()));
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                seen.Add((context.IsReplaying, context.CurrentUtcDateTime, context.NewGuid()));
                await context.WaitForExternalEvent<object?>("go");
                seen.Add((context.IsReplaying, context.CurrentUtcDateTime, context.NewGuid()));
            }));
        var id = await machine.ScheduleAsync("Chain");
        await machine.PassAsync(TimeSpan.FromDays(2));
        await machine.CrashAndStartAsync();
        await machine.Client.RaiseEventAsync(id, "go");
        await machine.EndAsync(id);

        Assert.Equal([false, false, true, true, false], seen.Select(one => one.Replaying));
        Assert.Equal(seen[..2].Select(one => (one.Now, one.Id)), seen[2..4].Select(one => (one.Now, one.Id)));
        Assert.Equal(TimeSpan.FromDays(1), seen[1].Now - seen[0].Now);
        Assert.Equal(3, seen.Select(one => one.Id).Distinct().Count());
        Assert.All(seen, one => Assert.Equal(DateTimeKind.Utc, one.Now.Kind));
    }

    [Fact]
    public async Task Replay_ReplaySafeLogger_IsSilent()
    {
        using var log = new Log();
        await using var machine = new Machine { Loggers = log };
        machine.Functions.Orchestrator("Chain", async context =>
        {
            context.CreateReplaySafeLogger("mine").LogInformation("bắt đầu");
            await context.WaitForExternalEvent<object?>("go");
            context.CreateReplaySafeLogger("mine").LogInformation("kết thúc");
        });
        await machine.StartAsync();
        var id = await machine.ScheduleAsync("Chain");
        await machine.IdleAsync();
        await machine.CrashAndStartAsync();
        await machine.Client.RaiseEventAsync(id, "go");

        await machine.EndAsync(id);

        Assert.Equal(["mine: bắt đầu", "mine: kết thúc"], log.Lines.Where(line => line.StartsWith("mine", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Replay_InstancesThatDoNotFitInMemory_GoOnAllTheSame()
    {
        await using var machine = new Machine { Options = new DurableOptions { LiveInstances = 1 } };
        machine.Functions
            .Orchestrator("Chain", async context =>
            {
                var sum = 0;
                for (var turn = 0; turn < 5; turn++)
                {
                    sum += await context.CallActivityAsync<int>("Number", turn);
                    await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                }

                return (object?)sum;
            })
            .Activity("Number", call => int.Parse(call.InputJson!, null));
        await machine.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => machine.ScheduleAsync("Chain")));

        foreach (var id in ids)
        {
            Assert.Equal(10, (await machine.EndAsync(id)).ReadOutputAs<int>());
        }
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("context")]
    public async Task Orchestrator_ThatLeavesItsThread_FailsAndIsToldTheRule(string how)
    {
        // Completed only when the orchestrator waits for it: what is complete already is not waited for.
        var elsewhere = new TaskCompletionSource();
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Chain", async context =>
            {
                if (how == "delay")
                {
                    await elsewhere.Task;
                }
                else
                {
                    _ = Task.Run(() => context.CallActivityAsync("Birth"));
                }

                await context.WaitForExternalEvent<object?>("go");
            })
            .Activity("Birth", _ => "birth"));
        var id = await machine.ScheduleAsync("Chain");
        await machine.IdleAsync();
        elsewhere.SetResult();

        var ended = await machine.Client.WaitForInstanceCompletionAsync(id, true).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.True(ended.FailureDetails!.IsCausedBy<OrchestratorEscapedException>());
        Assert.Contains("not durable", ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ManyWaitingInstances_ReplaysNone()
    {
        var replays = 0;
        await using var machine = await Machine.StartAsync(functions => functions.Orchestrator("Wait", async context =>
        {
            Interlocked.Increment(ref replays);
            await context.CreateTimer(TimeSpan.FromDays(1 + (context.GetInput<int>() % 50)), CancellationToken.None);
        }));
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(number => machine.ScheduleAsync("Wait", number)));
        await machine.IdleAsync();
        await machine.CrashAndStartAsync();
        replays = 0;
        await machine.IdleAsync();
        Assert.Equal(0, replays);
        Assert.Equal(0, machine.Engine.Live);

        await machine.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(40, replays);
    }
}
