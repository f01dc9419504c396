using FsCheck;
using FsCheck.Fluent;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Tests.Engine;

public sealed class CrashTests
{
    /// <summary>A chain with an activity, a child, an event and a timer, whose outcome says what it went through.</summary>
    private static void Chain(Functions functions) => functions
        .Orchestrator("Chain", async context =>
        {
            var number = context.GetInput<int>();
            var doubled = await context.CallActivityAsync<int>("Double", number);
            var child = context.CallSubOrchestratorAsync<int>("Child", doubled, new SubOrchestrationOptions(instanceId: context.InstanceId + ":child"));
            var decision = await context.WaitForExternalEvent<int>("decision");
            await context.CreateTimer(TimeSpan.FromHours(number % 5), CancellationToken.None);
            return (object?)$"{doubled} {await child} {decision}";
        })
        .Orchestrator("Child", async context =>
        {
            var input = context.GetInput<int>();
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return (object?)await context.CallActivityAsync<int>("Double", input);
        })
        .Activity("Double", call => 2 * int.Parse(call.InputJson!, null));

    private static string Expected(int number) => $"{2 * number} {4 * number} {7 * number}";

    private static async Task<Machine> MachineAsync(DurableOptions? options = null)
    {
        var machine = new Machine { Options = options ?? new DurableOptions() };
        Chain(machine.Functions);
        await machine.StartAsync();
        return machine;
    }

    [Fact]
    public async Task Crash_AtEveryCommit_LosesNothingThatWasAnswered()
    {
        var crashes = 0;
        foreach (var point in (CommitPoint[])[CommitPoint.Before, CommitPoint.After])
        {
            for (var commit = 1; commit < 14; commit++)
            {
                await using var machine = await MachineAsync();
                crashes += await CrashAtAsync(machine, commit, point) ? 1 : 0;

                var ended = await machine.EndAsync("H1");

                Assert.Equal(Expected(3), ended.ReadOutputAs<string>());
                Assert.Equal(0, machine.Count("durable_tasks") + machine.Count("durable_inbox") + machine.Count("durable_timers"));
            }
        }

        Assert.InRange(crashes, 12, 26);
    }

    /// <summary>Does what a client does that repeats what was not answered, and crashes once on the way.</summary>
    private static async Task<bool> CrashAtAsync(Machine machine, int commit, CommitPoint at)
    {
        var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commits = 0;
        machine.Fault = point =>
        {
            if (point == at && ++commits == commit)
            {
                machine.Store.Abandon();
                crashed.SetResult();
            }
        };
        await OrCrashAsync(machine.ScheduleAsync("Chain", 3, "H1"));
        await OrCrashAsync(machine.IdleAsync());
        await OrCrashAsync(machine.Client.RaiseEventAsync("H1", "decision", 21));
        await OrCrashAsync(machine.IdleAsync());
        machine.Fault = null;
        if (crashed.Task.IsCompleted)
        {
            await machine.CrashAndStartAsync();
            if (await machine.Client.GetInstanceAsync("H1") is null)
            {
                await machine.ScheduleAsync("Chain", 3, "H1");
            }

            // Told twice is told once more than needed: the chain takes the first.
            await machine.Client.RaiseEventAsync("H1", "decision", 21);
        }

        return crashed.Task.IsCompleted;

        Task OrCrashAsync(Task step) => Task.WhenAny(step, crashed.Task);
    }

    [Fact]
    public void RandomOperations_WithRestartsAtRandomMoments_EndAsWithoutThem()
    {
        // A script: which instance is touched next (start, then its decision), and what happens to the machine after it.
        var script = from count in Gen.Choose(4, 12)
                     from touched in Gen.Choose(0, 3).ArrayOf(count)
                     from then in Gen.Elements("go", "go", "idle", "hour", "crash", "stop", "save fails").ArrayOf(count)
                     select touched.Zip(then).ToArray();
        var checks = 0;
        Prop.ForAll(script.ToArbitrary(), steps => ++checks > 0 && PlayAsync(steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        Assert.Equal(60, checks);
    }

    private static async Task<bool> PlayAsync((int Instance, string Then)[] steps)
    {
        await using var machine = await MachineAsync(new DurableOptions { LiveInstances = 2, MaxQueued = 3 });
        var touched = new Dictionary<int, int>();
        foreach (var (instance, then) in steps)
        {
            touched[instance] = touched.GetValueOrDefault(instance) + 1;
            if (touched[instance] == 1)
            {
                await UntilSavedAsync(() => machine.ScheduleAsync("Chain", instance, $"H{instance}"));
            }
            else
            {
                await UntilSavedAsync(() => machine.Client.RaiseEventAsync($"H{instance}", "decision", 7 * instance));
            }

            await ThenAsync(machine, then);
        }

        foreach (var (instance, times) in touched)
        {
            if (times == 1)
            {
                await UntilSavedAsync(() => machine.Client.RaiseEventAsync($"H{instance}", "decision", 7 * instance));
            }

            var ended = await machine.EndAsync($"H{instance}");
            Assert.Equal(Expected(instance), ended.ReadOutputAs<string>());
        }

        return machine.Count("durable_tasks") + machine.Count("durable_inbox") + machine.Count("durable_timers") == 0;
    }

    /// <summary>Does what a client does that was told that nothing was kept.</summary>
    private static async Task UntilSavedAsync(Func<Task> ask)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await ask();
                return;
            }
            catch (StoreUnavailableException) when (tries < 5)
            {
            }
        }
    }

    private static async Task ThenAsync(Machine machine, string then)
    {
        switch (then)
        {
            case "idle":
                await machine.IdleAsync();
                break;
            case "hour":
                await machine.PassAsync(TimeSpan.FromHours(1));
                break;
            case "crash":
                await machine.CrashAndStartAsync();
                break;
            case "stop":
                await machine.RestartAsync();
                break;
            case "save fails":
                await machine.IdleAsync();
                machine.Fault = point =>
                {
                    machine.Fault = null;
                    throw new IOException("thiết bị lỗi");
                };
                break;
        }
    }

    [Fact]
    public async Task Save_ThatFailsForAWhile_IsTriedAgainWithLongerWaitsAndNothingIsTold()
    {
        await using var machine = await MachineAsync();
        await machine.ScheduleAsync("Chain", 3, "H1");
        await machine.IdleAsync();
        var failed = new List<DateTimeOffset>();
        machine.Fault = point =>
        {
            if (point == CommitPoint.Before && failed.Count < 5)
            {
                failed.Add(machine.Clock.GetUtcNow());
                throw new IOException("đĩa đầy");
            }
        };

        // The child's timer: its turn cannot be saved for a while.
        await machine.PassAsync(TimeSpan.FromHours(1.5));
        machine.Fault = null;
        await machine.Client.RaiseEventAsync("H1", "decision", 21);

        Assert.Equal(Expected(3), (await machine.EndAsync("H1")).ReadOutputAs<string>());
        Assert.Equal(5, failed.Count);
        var waits = failed.Zip(failed.Skip(1), (one, next) => (next - one).TotalMilliseconds);
        Assert.Equal([200, 400, 800, 1600], waits);
    }

    [Fact]
    public async Task Save_ThatFailsForAClient_TellsTheClientAndKeepsNothing()
    {
        await using var machine = await MachineAsync();
        machine.Fault = _ => throw new IOException("đĩa đầy");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => machine.ScheduleAsync("Chain", 3, "H1"));
        machine.Fault = null;

        Assert.Null(await machine.Client.GetInstanceAsync("H1"));
        await machine.ScheduleAsync("Chain", 3, "H1");
        await machine.Client.RaiseEventAsync("H1", "decision", 21);
        Assert.Equal(Expected(3), (await machine.EndAsync("H1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Save_OnAFullDisk_GoesOnWhenThereIsRoomAgain()
    {
        await using var machine = await MachineAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => machine.ScheduleAsync("Chain", number, $"H{number}")));
        await machine.IdleAsync();
        await LimitAsync(0);
        for (var number = 0; number < 20; number++)
        {
            try
            {
                await machine.Client.RaiseEventAsync($"H{number}", "decision", new string('7', 100_000));
            }
            catch (StoreUnavailableException full)
            {
                Assert.Contains("the disk is full", full.Message, StringComparison.Ordinal);
            }
        }

        await machine.PassAsync(TimeSpan.FromMinutes(10));
        await LimitAsync(int.MaxValue);
        for (var number = 0; number < 20; number++)
        {
            await machine.Client.RaiseEventAsync($"H{number}", "decision", 7 * number);
            Assert.Equal(Expected(number), (await machine.EndAsync($"H{number}")).ReadOutputAs<string>());
        }

        // SQLite's own limit: no page more than the file has now, or as many as it likes.
        Task LimitAsync(int pages) => machine.Store.WriteAsync(store => store.Execute($"PRAGMA max_page_count = {Math.Max(pages, 1)}"));
    }
}
