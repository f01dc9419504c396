namespace LienThong.Embedded.Tests.Compliance;

/// <summary>An event reaches the instance that it is for, whenever it comes, once for each time it was raised.</summary>
public sealed class ExternalEventRules
{
    /// <summary>An orchestrator that looks for events only after an hour.</summary>
    private static Task<TaskHub> CollectorAsync(int count) => TaskHub.StartAsync(functions => functions
        .Orchestrator("Collect", async context =>
        {
            var seen = new List<string>();
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            while (seen.Count < count)
            {
                seen.Add(await context.WaitForExternalEvent<string>("decision"));
            }

            return (object?)string.Join(' ', seen);
        }));

    [Fact]
    public async Task Event_Early_IsKeptUntilSomebodyWaits()
    {
        await using var hub = await CollectorAsync(1);
        var id = await hub.ScheduleAsync("Collect");

        await hub.Client.RaiseEventAsync(id, "decision", "a");

        Assert.Equal("a", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_SeveralEarlyOnes_AreSeenInOrder()
    {
        await using var hub = await CollectorAsync(4);
        var id = await hub.ScheduleAsync("Collect");
        foreach (var decision in (string[])["a", "b", "c", "d"])
        {
            await hub.Client.RaiseEventAsync(id, "decision", decision);
        }

        Assert.Equal("a b c d", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_SeveralAndACrashBetween_AreSeenInOrder()
    {
        await using var hub = await CollectorAsync(3);
        var id = await hub.ScheduleAsync("Collect");
        await hub.Client.RaiseEventAsync(id, "decision", "a");
        await hub.Client.RaiseEventAsync(id, "decision", "b");

        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync(id, "decision", "c");

        Assert.Equal("a b c", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_NameInAnotherCase_IsTheSame()
    {
        await using var hub = await CollectorAsync(1);
        var id = await hub.ScheduleAsync("Collect");

        await hub.Client.RaiseEventAsync(id, "DECISION", "a");

        Assert.Equal("a", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_Duplicate_IsSeenAsOftenAsItWasRaised()
    {
        await using var hub = await CollectorAsync(3);
        var id = await hub.ScheduleAsync("Collect");
        await hub.Client.RaiseEventAsync(id, "decision", "a");
        await hub.Client.RaiseEventAsync(id, "decision", "a");
        await hub.Client.RaiseEventAsync(id, "decision", "b");

        Assert.Equal("a a b", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_ToAnUnknownInstance_IsDropped()
    {
        await using var hub = await CollectorAsync(1);

        await hub.Client.RaiseEventAsync("H1", "decision", "lost");
        await hub.ScheduleAsync("Collect", id: "H1");
        await hub.Client.RaiseEventAsync("H1", "decision", "kept");

        Assert.Equal("kept", (await hub.EndAsync("H1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_AfterTheEnd_IsDroppedAndNotSeenByTheNextInstanceOfThatId()
    {
        await using var hub = await CollectorAsync(1);
        await hub.ScheduleAsync("Collect", id: "H1");
        await hub.Client.RaiseEventAsync("H1", "decision", "first");
        var ended = await hub.EndAsync("H1");

        await hub.Client.RaiseEventAsync("H1", "decision", "late");
        await hub.IdleAsync();
        Assert.Equal(ended.LastUpdatedAt, (await hub.Client.GetInstanceAsync("H1"))!.LastUpdatedAt);

        await hub.ScheduleAsync("Collect", id: "H1");
        await hub.Client.RaiseEventAsync("H1", "decision", "second");

        Assert.Equal("second", (await hub.EndAsync("H1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_WhileSuspended_WaitsUntilResumed()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
                (object?)$"{await context.WaitForExternalEvent<string>("go")} {await context.WaitForExternalEvent<string>("go")}"));
        var id = await hub.ScheduleAsync("Wait");
        await hub.IdleAsync();
        await hub.Client.SuspendInstanceAsync(id);
        await hub.Client.RaiseEventAsync(id, "go", "a");
        await hub.CrashAsync();
        await hub.Client.RaiseEventAsync(id, "go", "b");
        await hub.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await hub.StatusAsync(id));

        await hub.Client.ResumeInstanceAsync(id);

        Assert.Equal("a b", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_BeforeADelayedStart_IsKeptForIt()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Later", async context => await context.WaitForExternalEvent<string>("decision")));
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Later", null, new StartOrchestrationOptions("H1", hub.Now.AddDays(1)));
        await hub.Client.RaiseEventAsync("H1", "decision", "a");
        await hub.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, await hub.StatusAsync("H1"));

        await hub.CrashAsync();

        Assert.Equal("a", (await hub.EndAsync("H1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_WithoutPayload_Arrives()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string?>("go") ?? "nothing"));
        var id = await hub.ScheduleAsync("Wait");

        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal("nothing", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_TwoWaitForOneName_TheLaterWaitGetsTheFirst()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Two", async context =>
            {
                var earlier = context.WaitForExternalEvent<int>("go");
                var later = context.WaitForExternalEvent<int>("go");
                return (object?)$"earlier {await earlier}, later {await later}";
            }));
        var id = await hub.ScheduleAsync("Two");
        await hub.IdleAsync();

        await hub.Client.RaiseEventAsync(id, "go", 1);
        await hub.Client.RaiseEventAsync(id, "go", 2);

        Assert.Equal("earlier 2, later 1", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_AfterAWaitThatTimedOut_GoesToTheNextWait()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                try
                {
                    return (object?)await context.WaitForExternalEvent<string>("decision", TimeSpan.FromDays(7));
                }
                catch (TaskCanceledException)
                {
                    return "trễ " + await context.WaitForExternalEvent<string>("decision");
                }
            }));
        var id = await hub.ScheduleAsync("Wait");
        await hub.PassAsync(TimeSpan.FromDays(8));

        await hub.Client.RaiseEventAsync(id, "decision", "a");

        Assert.Equal("trễ a", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_InTimeForAWaitWithATimeout_EndsIt()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("decision", TimeSpan.FromDays(7))));
        var id = await hub.ScheduleAsync("Wait");
        await hub.PassAsync(TimeSpan.FromDays(6));

        await hub.Client.RaiseEventAsync(id, "decision", "a");

        Assert.Equal("a", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_ArrivesThere()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Ask", context =>
            {
                context.SendEvent("agency", "request", context.InstanceId);
                return context.WaitForExternalEvent<object?>("answer");
            })
            .Orchestrator("Agency", async context =>
                context.SendEvent(await context.WaitForExternalEvent<string>("request"), "answer", 1)));
        await hub.ScheduleAsync("Agency", id: "agency");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.RunAsync("Ask")).RuntimeStatus);
    }

    [Fact]
    public async Task SendEvent_ToItself_Arrives()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Echo", async context =>
            {
                context.SendEvent(context.InstanceId, "note", "mình");
                return (object?)await context.WaitForExternalEvent<string>("note");
            }));

        Assert.Equal("mình", (await hub.RunAsync("Echo")).ReadOutputAs<string>());
    }
}
