namespace LienThong.Embedded.Tests.Compliance;

/// <summary>One orchestration can wait for very many things at once.</summary>
public sealed class FanOutRules
{
    [Fact]
    public async Task FanOut_5000ActivitiesInOneOrchestration_AllReturnInTheirPlaces()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
                await Task.WhenAll(Enumerable.Range(0, 5_000).Select(number => context.CallActivityAsync<int>("Double", number))))
            .Activity<int>("Double", number => 2 * number));

        var ended = await hub.RunAsync("Register");

        Assert.Equal(Enumerable.Range(0, 5_000).Select(number => 2 * number), ended.ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task FanOut_5000ActivitiesAndACrashOnTheWay_EachRunsOnceOrTwiceAndReturnsOnce()
    {
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = new int[5_000];
        var done = 0;
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
                await Task.WhenAll(Enumerable.Range(0, 5_000).Select(number => context.CallActivityAsync<int>("Double", number))))
            .Activity<int>("Double", number =>
            {
                Interlocked.Increment(ref runs[number]);
                if (Interlocked.Increment(ref done) == 2_500)
                {
                    half.SetResult();
                }

                return 2 * number;
            }));
        var id = await hub.ScheduleAsync("Register");
        await half.Task;

        await hub.CrashAsync();

        Assert.Equal(Enumerable.Range(0, 5_000).Select(number => 2 * number), (await hub.EndAsync(id)).ReadOutputAs<int[]>());
        Assert.All(runs, times => Assert.InRange(times, 1, 2));
    }

    [Fact]
    public async Task FanOut_300SubOrchestrations_AllReturnInTheirPlaces()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
                await Task.WhenAll(Enumerable.Range(0, 300).Select(number => context.CallSubOrchestratorAsync<int>("Step", number))))
            .Orchestrator("Step", context => Task.FromResult<object?>(2 * context.GetInput<int>())));

        var ended = await hub.RunAsync("Register");

        Assert.Equal(Enumerable.Range(0, 300).Select(number => 2 * number), ended.ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task Chain_500ActivitiesOneAfterAnother_AllRunInOrder()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
            {
                var number = 0;
                for (var step = 0; step < 500; step++)
                {
                    number = await context.CallActivityAsync<int>("Next", number);
                }

                return (object?)number;
            })
            .Activity<int>("Next", number => number + 1));

        Assert.Equal(500, (await hub.RunAsync("Register")).ReadOutputAs<int>());
    }
}
