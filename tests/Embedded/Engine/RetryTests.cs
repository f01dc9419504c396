using System.Globalization;

namespace LienThong.Embedded.Tests.Engine;

public sealed class RetryTests
{
    private static Functions Failing(Functions functions, RetryPolicy policy, List<DateTimeOffset> attempts, Machine machine, int succeedsAt = int.MaxValue) =>
        functions
            .Orchestrator("Register", async context => await context.CallActivityAsync<int>("Send", null, TaskOptions.FromRetryPolicy(policy)))
            .Activity("Send", _ =>
            {
                lock (attempts)
                {
                    attempts.Add(machine.Clock.GetUtcNow());
                    return attempts.Count >= succeedsAt ? attempts.Count : throw new AgencyDownException($"lần {attempts.Count}");
                }
            });

    private static async Task<(OrchestrationMetadata Ended, double[] Waits)> RunAsync(RetryPolicy policy, int succeedsAt = int.MaxValue)
    {
        var attempts = new List<DateTimeOffset>();
        await using var machine = new Machine();
        Failing(machine.Functions, policy, attempts, machine, succeedsAt);
        await machine.StartAsync();
        var ended = await machine.RunAsync("Register");
        return (ended, [.. attempts.Zip(attempts.Skip(1), (one, next) => (next - one).TotalSeconds)]);
    }

    [Fact]
    public async Task Retry_WithBackoff_WaitsLongerEachTime()
    {
        var (ended, waits) = await RunAsync(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 3), succeedsAt: 5);

        Assert.Equal(5, ended.ReadOutputAs<int>());
        Assert.Equal([2, 6, 18, 54], waits);
    }

    [Fact]
    public async Task Retry_WithLongestInterval_DoesNotWaitLonger()
    {
        var (_, waits) = await RunAsync(
            new RetryPolicy(6, TimeSpan.FromSeconds(10), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(30)), succeedsAt: 6);

        Assert.Equal([10, 20, 30, 30, 30], waits);
    }

    [Fact]
    public async Task Retry_AttemptsUsedUp_FailsWithTheLastFailure()
    {
        var (ended, waits) = await RunAsync(new RetryPolicy(3, TimeSpan.FromSeconds(1)));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal("lần 3", ended.FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal([1, 1], waits);
    }

    [Fact]
    public async Task Retry_TimeIsOver_StopsBeforeTheAttemptsAreUsedUp()
    {
        var (ended, waits) = await RunAsync(new RetryPolicy(100, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(25)));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal([10, 10, 10], waits);
    }

    [Fact]
    public async Task Retry_FailureNotWorthIt_FailsAtOnce()
    {
        var (ended, waits) = await RunAsync(new RetryPolicy(5, TimeSpan.FromSeconds(1))
        {
            HandleFailure = failure => !failure.IsCausedBy<AgencyDownException>(),
        });

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Empty(waits);
    }

    [Fact]
    public async Task Retry_CrashBetweenAttempts_GoesOnCounting()
    {
        var attempts = new List<DateTimeOffset>();
        await using var machine = new Machine();
        Failing(machine.Functions, new RetryPolicy(4, TimeSpan.FromHours(1)), attempts, machine, succeedsAt: 4);
        await machine.StartAsync();
        var id = await machine.ScheduleAsync("Register");
        await machine.PassAsync(TimeSpan.FromMinutes(90));

        await machine.CrashAndStartAsync();
        var ended = await machine.EndAsync(id);

        Assert.Equal(4, ended.ReadOutputAs<int>());
        Assert.Equal(TimeSpan.FromHours(3), attempts[^1] - attempts[0]);
    }

    [Fact]
    public async Task Retry_OfASubOrchestration_RunsItAgain()
    {
        var runs = 0;
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallSubOrchestratorAsync<string>(
                "Step", null, new SubOrchestrationOptions(new TaskRetryOptions(new RetryPolicy(3, TimeSpan.FromMinutes(1))), "hồ-sơ:khai-sinh")))
            .Orchestrator("Step", context => Interlocked.Increment(ref runs) < 3
                ? throw new AgencyDownException("chưa được")
                : Task.FromResult<object?>(context.InstanceId)));

        var ended = await machine.RunAsync("Register");

        Assert.Equal("hồ-sơ:khai-sinh", ended.ReadOutputAs<string>());
        Assert.Equal(3, runs);
    }

    [Theory]
    [InlineData(0, 1, 1, null, null)]
    [InlineData(1, 0, 1, null, null)]
    [InlineData(1, 1, 0.5, null, null)]
    [InlineData(1, 2, 1, 1, null)]
    [InlineData(1, 2, 1, null, 1)]
    public void RetryPolicy_ValueOutOfRange_IsRefused(int attempts, int first, double coefficient, int? longest, int? timeout)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(
            attempts,
            TimeSpan.FromSeconds(first),
            coefficient,
            longest is { } most ? TimeSpan.FromSeconds(most) : null,
            timeout is { } end ? TimeSpan.FromSeconds(end) : null));

        Assert.NotEmpty(refused.ParamName!.ToString(CultureInfo.InvariantCulture));
    }
}
