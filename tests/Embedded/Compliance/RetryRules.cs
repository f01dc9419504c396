using LienThong.Embedded.Tests.Engine;

namespace LienThong.Embedded.Tests.Compliance;

/// <summary>What fails is tried again as its policy says, with waits that no crash shortens.</summary>
public sealed class RetryRules
{
    private static async Task<(OrchestrationMetadata Ended, double[] Waits)> RunAsync(RetryPolicy policy, int succeedsAt = int.MaxValue)
    {
        var attempts = new List<DateTimeOffset>();
        TaskHub? hub = null;
        await using (hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallActivityAsync<int>("Send", null, TaskOptions.FromRetryPolicy(policy)))
            .Activity("Send", () =>
            {
                attempts.Add(hub!.Now);
                return attempts.Count >= succeedsAt ? attempts.Count : throw new AgencyDownException($"lần {attempts.Count}");
            })))
        {
            var ended = await hub.RunAsync("Register");
            return (ended, [.. attempts.Zip(attempts.Skip(1), (one, next) => (next - one).TotalSeconds)]);
        }
    }

    [Fact]
    public async Task Retry_WithBackOff_WaitsLongerEachTime()
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
    public async Task Retry_NonRetryableFailure_FailsAtOnce()
    {
        var (ended, waits) = await RunAsync(new RetryPolicy(5, TimeSpan.FromSeconds(1))
        {
            HandleFailure = failure => !failure.IsCausedBy<AgencyDownException>(),
        });

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Empty(waits);
    }

    [Fact]
    public async Task Retry_CrashBetweenAttempts_GoesOnCountingAndWaiting()
    {
        var attempts = new List<DateTimeOffset>();
        TaskHub? hub = null;
        await using (hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallActivityAsync<int>(
                "Send", null, TaskOptions.FromRetryPolicy(new RetryPolicy(4, TimeSpan.FromHours(1)))))
            .Activity("Send", () =>
            {
                attempts.Add(hub!.Now);
                return attempts.Count == 4 ? 4 : throw new AgencyDownException("chưa được");
            })))
        {
            var id = await hub.ScheduleAsync("Register");
            await hub.PassAsync(TimeSpan.FromMinutes(90));

            await hub.CrashAsync();

            Assert.Equal(4, (await hub.EndAsync(id)).ReadOutputAs<int>());
            Assert.Equal(TimeSpan.FromHours(3), attempts[^1] - attempts[0]);
        }
    }

    [Fact]
    public async Task Retry_OfASubOrchestration_RunsItAgain()
    {
        var runs = 0;
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallSubOrchestratorAsync<string>(
                "Step", null, new SubOrchestrationOptions(new TaskRetryOptions(new RetryPolicy(3, TimeSpan.FromMinutes(1))), "hồ-sơ:khai-sinh")))
            .Orchestrator("Step", context => Interlocked.Increment(ref runs) < 3
                ? throw new AgencyDownException("chưa được")
                : Task.FromResult<object?>(context.InstanceId)));

        Assert.Equal("hồ-sơ:khai-sinh", (await hub.RunAsync("Register")).ReadOutputAs<string>());
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

        Assert.NotEmpty(refused.ParamName!);
    }
}
