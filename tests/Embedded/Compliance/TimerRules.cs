namespace LienThong.Embedded.Tests.Compliance;

/// <summary>A timer fires once, not before its moment, however far away that is and whatever happens to machine and clock.</summary>
public sealed class TimerRules
{
    [Fact]
    public async Task Timer_YearsAhead_FiresThenAndNotBefore()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                await context.CreateTimer(new DateTime(2032, 2, 29, 1, 2, 3, DateTimeKind.Utc), CancellationToken.None);
                return (object?)context.CurrentUtcDateTime;
            }));
        var id = await hub.ScheduleAsync("Wait");
        await hub.PassAsync(TimeSpan.FromDays(365));
        await hub.CrashAsync();
        await hub.PassAsync(TimeSpan.FromDays(4 * 365));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync(id));

        Assert.Equal(new DateTime(2032, 2, 29, 1, 2, 3, DateTimeKind.Utc), (await hub.EndAsync(id)).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Timer_InThePast_FiresAtOnce()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", context => context.CreateTimer(context.CurrentUtcDateTime.AddYears(-1), CancellationToken.None)));
        var id = await hub.ScheduleAsync("Wait");

        await hub.PassAsync(TimeSpan.Zero);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await hub.StatusAsync(id));
    }

    [Fact]
    public async Task Timer_DueWhileTheMachineWasOff_FiresAtTheStart()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return (object?)context.CurrentUtcDateTime;
            }));
        var id = await hub.ScheduleAsync("Wait");
        await hub.IdleAsync();

        await hub.CrashAsync(off: TimeSpan.FromDays(2));
        await hub.IdleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await hub.StatusAsync(id));
        Assert.Equal(hub.Now, (await hub.Client.GetInstanceAsync(id))!.LastUpdatedAt);
    }

    [Fact]
    public async Task Timer_Cancelled_ThrowsAndNeverFires()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                using var cancel = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(30), cancel.Token);
                await context.WaitForExternalEvent<object?>("go");
                cancel.Cancel();
                try
                {
                    await timer;
                    return (object?)"fired";
                }
                catch (TaskCanceledException)
                {
                    await context.CreateTimer(TimeSpan.FromDays(60), CancellationToken.None);
                    return "cancelled";
                }
            }));
        var id = await hub.ScheduleAsync("Wait");
        await hub.Client.RaiseEventAsync(id, "go");
        await hub.PassAsync(TimeSpan.FromDays(31));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync(id));

        Assert.Equal("cancelled", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timer_CancelledBeforeItIsSet_ThrowsAtOnce()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                try
                {
                    await context.CreateTimer(TimeSpan.FromDays(30), new CancellationToken(canceled: true));
                    return (object?)"fired";
                }
                catch (TaskCanceledException)
                {
                    return "cancelled";
                }
            }));
        var id = await hub.ScheduleAsync("Wait");

        await hub.IdleAsync();

        Assert.Equal("cancelled", (await hub.Client.GetInstanceAsync(id, true))!.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timer_ClockSetBack_FiresAtItsMomentAndNotBefore()
    {
        await using var hub = await TaskHub.StartAsync(
            functions => functions.Orchestrator("Wait", context => context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None)),
            onTheWall: true);
        var start = hub.Now;
        var id = await hub.ScheduleAsync("Wait");
        await hub.PassAsync(TimeSpan.FromHours(1));

        hub.SetClock(-TimeSpan.FromHours(5));
        await hub.PassAsync(TimeSpan.FromHours(5.9));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync(id));
        await hub.PassAsync(TimeSpan.FromHours(0.2));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, await hub.StatusAsync(id));
        Assert.Equal(start.AddHours(2), (await hub.Client.GetInstanceAsync(id))!.LastUpdatedAt);
    }

    [Fact]
    public async Task Timer_ClockPutForward_FiresAtItsMoment()
    {
        await using var hub = await TaskHub.StartAsync(
            functions => functions.Orchestrator("Wait", context => context.CreateTimer(context.GetInput<TimeSpan>(), CancellationToken.None)),
            onTheWall: true);
        var start = hub.Now;
        var near = await hub.ScheduleAsync("Wait", TimeSpan.FromDays(1));
        var far = await hub.ScheduleAsync("Wait", TimeSpan.FromDays(30));
        await hub.IdleAsync();

        // Past the one, and short of the other.
        hub.SetClock(TimeSpan.FromDays(10));
        await hub.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await hub.StatusAsync(near));
        Assert.Equal(OrchestrationRuntimeStatus.Running, await hub.StatusAsync(far));
        await hub.PassAsync(TimeSpan.FromDays(20));

        Assert.Equal(start.AddDays(30), (await hub.Client.GetInstanceAsync(far))!.LastUpdatedAt);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await hub.StatusAsync(far));
    }

    [Fact]
    public async Task CurrentUtcDateTime_ClockSetBack_NeverGoesBack()
    {
        var seen = new List<DateTime>();
        await using var hub = await TaskHub.StartAsync(
            functions => functions.Orchestrator("Wait", async context =>
            {
                for (var turn = 0; turn < 3; turn++)
                {
                    if (!context.IsReplaying)
                    {
                        seen.Add(context.CurrentUtcDateTime);
                    }

                    await context.WaitForExternalEvent<object?>("go");
                }
            }),
            onTheWall: true);
        var id = await hub.ScheduleAsync("Wait");
        foreach (var crash in (bool[])[false, true, false])
        {
            await hub.IdleAsync();
            hub.SetClock(-TimeSpan.FromHours(1));
            if (crash)
            {
                await hub.CrashAsync();
            }

            await hub.Client.RaiseEventAsync(id, "go");
        }

        await hub.IdleAsync();
        Assert.Equal(3, seen.Count);
        Assert.Single(seen.Distinct());
    }

    [Fact]
    public async Task Timer_100000AtOneInstant_AllFire()
    {
        await using var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", async context =>
            {
                var due = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc);
                await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => context.CreateTimer(due, CancellationToken.None)));
                return (object?)(context.CurrentUtcDateTime == due);
            }));
        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => hub.ScheduleAsync("Wait")));
        await hub.IdleAsync();

        await hub.PassAsync(TimeSpan.FromDays(40));

        foreach (var id in ids)
        {
            var ended = await hub.Client.GetInstanceAsync(id, true);
            Assert.Equal(OrchestrationRuntimeStatus.Completed, ended!.RuntimeStatus);
            Assert.True(ended.ReadOutputAs<bool>());
        }
    }
}
