using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

public sealed class ActivityTests
{
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
