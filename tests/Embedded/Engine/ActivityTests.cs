using LienThong.Embedded.Engine;

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

    [Fact]
    public async Task CallActivity_NamesInAnotherCase_AreTheSame()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallActivityAsync<int>("COUNT"))
            .Activity("count", _ => 7));

        Assert.Equal(7, (await machine.RunAsync("REGISTER")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallActivity_ThatFails_ThrowsWithWhatHappened()
    {
        TaskFailedException? caught = null;
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Send");
                }
                catch (TaskFailedException failed)
                {
                    caught = failed;
                }
            })
            .Activity("Send", _ => throw new AgencyDownException("xã không trả lời")));

        var ended = await machine.RunAsync("Register");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal("Send", caught!.TaskName);
        Assert.Equal(typeof(AgencyDownException).FullName, caught.FailureDetails.ErrorType);
        Assert.Equal("xã không trả lời", caught.FailureDetails.ErrorMessage);
        Assert.Contains(nameof(CallActivity_ThatFails_ThrowsWithWhatHappened), caught.FailureDetails.StackTrace, StringComparison.Ordinal);
        Assert.True(caught.FailureDetails.IsCausedBy<AgencyException>());
        Assert.False(caught.FailureDetails.IsCausedBy<InvalidOperationException>());
    }

    [Fact]
    public async Task CallActivity_ThatFailsUncaught_FailsTheInstanceWithTheCauseInside()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", context => context.CallActivityAsync("Send"))
            .Activity("Send", _ => throw new AgencyDownException("mất kết nối")));

        var ended = await machine.RunAsync("Register");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.True(ended.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.True(ended.FailureDetails.InnerFailure!.IsCausedBy<AgencyDownException>());
        Assert.Equal("mất kết nối", ended.FailureDetails.InnerFailure.ErrorMessage);
    }

    [Fact]
    public async Task CallActivity_ThatDoesNotExist_FailsAndNamesIt()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", context => context.CallActivityAsync("Nowhere")));

        var ended = await machine.RunAsync("Register");

        Assert.Contains("'Nowhere'", ended.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallActivity_ManyAtOnce_AllReturnInTheirPlaces()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
                await Task.WhenAll(Enumerable.Range(0, 300).Select(number => context.CallActivityAsync<int>("Double", number))))
            .Activity("Double", call => 2 * int.Parse(call.InputJson!, null)));

        var ended = await machine.RunAsync("Register");

        Assert.Equal(Enumerable.Range(0, 300).Select(number => 2 * number), ended.ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task CallActivity_MoreThanMayRunAtOnce_RunsNoMoreAndAllInTheEnd()
    {
        var gate = new Lock();
        var running = 0;
        var most = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = new Machine { Options = new DurableOptions { MaxConcurrentActivities = 3 } };
        machine.Functions
            .Orchestrator("Register", context => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => context.CallActivityAsync("Wait"))))
            .Activity("Wait", async (_, _) =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++running);
                    if (running == 3)
                    {
                        full.TrySetResult();
                    }
                }

                await full.Task;
                lock (gate)
                {
                    running--;
                }

                return null;
            });
        await machine.StartAsync();

        var ended = await machine.RunAsync("Register");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task CallActivity_NotAwaited_StillRuns()
    {
        var ran = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", context =>
            {
                _ = context.CallActivityAsync("Notify", "An");
                return Task.FromResult<object?>("done");
            })
            .Activity("Notify", call =>
            {
                ran.SetResult(call.InputJson!);
                return null;
            }));

        var ended = await machine.RunAsync("Register");

        Assert.Equal("\"An\"", await ran.Task);
        Assert.Equal("done", ended.ReadOutputAs<string>());
        Assert.Equal(0, machine.Count("durable_tasks"));
    }

    [Fact]
    public async Task CallActivity_ResultOfAnotherShape_FailsTheInstanceAndNotTheRuntime()
    {
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", async context => await context.CallActivityAsync<int>("Name"))
            .Activity("Name", _ => "An"));

        var ended = await machine.RunAsync("Register");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.True(ended.FailureDetails!.IsCausedBy<System.Text.Json.JsonException>());
    }

    [Fact]
    public async Task CallActivity_ResultTooLarge_FailsAndSaysHowLarge()
    {
        await using var machine = new Machine { Options = new DurableOptions { MaxPayloadBytes = 1000 } };
        machine.Functions
            .Orchestrator("Register", context => context.CallActivityAsync<string>("Scan"))
            .Activity("Scan", _ => new string('x', 2000));
        await machine.StartAsync();

        var ended = await machine.RunAsync("Register");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("2002 bytes", ended.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallActivity_InputTooLarge_FailsTheCaller()
    {
        await using var machine = new Machine { Options = new DurableOptions { MaxPayloadBytes = 1000 } };
        machine.Functions.Orchestrator("Register", context => context.CallActivityAsync("Scan", new string('ệ', 400)));
        await machine.StartAsync();

        var ended = await machine.RunAsync("Register");

        Assert.True(ended.FailureDetails!.IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task CallActivity_CrashWhileItRuns_RunsAgainAndItsResultCountsOnce()
    {
        var runs = 0;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", async context =>
            {
                var first = await context.CallActivityAsync<int>("Number");
                return (object?)(first + await context.CallActivityAsync<int>("Zero"));
            })
            .Activity("Zero", _ => 0)
            .Activity("Number", async (_, cancellation) =>
            {
                var run = Interlocked.Increment(ref runs);
                if (run == 1)
                {
                    started.SetResult();
                    await Task.Delay(Timeout.Infinite, cancellation);
                }

                return run;
            }));
        var id = await machine.ScheduleAsync("Register");
        await started.Task;

        await machine.CrashAndStartAsync();
        var ended = await machine.EndAsync(id);

        Assert.Equal(2, runs);
        Assert.Equal(2, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallActivity_TraceOfTheStarter_ReachesIt()
    {
        string? seen = null;
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", context => context.CallSubOrchestratorAsync("Step"))
            .Orchestrator("Step", context => context.CallActivityAsync("Send"))
            .Activity("Send", call =>
            {
                seen = call.TraceParent;
                return null;
            }));
        using var request = new System.Diagnostics.Activity("request").SetIdFormat(System.Diagnostics.ActivityIdFormat.W3C).Start();

        await machine.RunAsync("Register");

        Assert.Equal(request.Id, seen);
    }

    [Fact]
    public async Task CallActivity_TracesAreListenedTo_IsASpanUnderTheStarter()
    {
        var spans = new List<System.Diagnostics.Activity>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == "LienThong.Embedded",
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                System.Diagnostics.ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        await using var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Register", context => context.CallActivityAsync("SendWithSpan"))
            .Activity("SendWithSpan", call => call.TraceParent));
        using var request = new System.Diagnostics.Activity("request").SetIdFormat(System.Diagnostics.ActivityIdFormat.W3C).Start();

        await machine.RunAsync("Register");

        lock (spans)
        {
            var span = Assert.Single(spans, span => span.OperationName == "activity SendWithSpan");
            Assert.Equal(request.TraceId, span.TraceId);
            Assert.Equal(request.SpanId, span.ParentSpanId);
        }
    }
}
