using LienThong.Embedded.Tests.Hosting;

namespace LienThong.Embedded.Tests.Timers;

public sealed class TimerRunnerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Timer_HoursGoBy_RunsAtEachWithItsStatus()
    {
        await using var app = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Hourly)]);

        await app.RunAsync(TimeSpan.FromHours(3));

        Assert.Equal(
            [
                "03 02:00 due:True last:01 00:00 next:03 03:00",
                "03 03:00 due:True last:03 02:00 next:03 04:00",
                "03 04:00 due:True last:03 03:00 next:03 05:00",
            ],
            app.Journal.Entries);
    }

    [Fact]
    public async Task Start_SeveralRunsMissed_MakesUpForThemOnce()
    {
        var clock = TestApp.NewClock();
        await using (var first = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Hourly)], clock: clock))
        {
            await first.RunAsync(TimeSpan.FromMinutes(90));
            Assert.Single(first.Journal.Entries);
        }

        clock.AdvanceTo(clock.GetUtcNow().AddHours(5));
        await using (var second = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Hourly)], clock: clock))
        {
            await second.RunAsync(TimeSpan.FromMinutes(59));
            Assert.Equal(
                [
                    "03 07:30 due:False last:03 02:00 next:03 08:00",
                    "03 08:00 due:True last:03 07:30 next:03 09:00",
                ],
                second.Journal.Entries);
        }

        await using var third = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Hourly)], clock: clock);
        await third.RunAsync();
        Assert.Empty(third.Journal.Entries);
    }

    [Fact]
    public async Task Start_NeverRanBeforeTheStop_MakesUpForTheMissedRun()
    {
        var clock = TestApp.NewClock();
        await using (var first = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Hourly)], clock: clock))
        {
            await first.RunAsync(TimeSpan.FromMinutes(30));
            Assert.Empty(first.Journal.Entries);
        }

        clock.AdvanceTo(clock.GetUtcNow().AddHours(1));
        await using var second = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Hourly)], clock: clock);
        await second.RunAsync();

        Assert.Equal(["03 02:30 due:False last:01 00:00 next:03 03:00"], second.Journal.Entries);
    }

    [Fact]
    public async Task Kill_WhileARunIsUnderWay_MakesUpForIt()
    {
        var clock = TestApp.NewClock();
        var first = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Slow)], clock: clock);
        clock.AdvanceToNext();
        await first.Journal.CountAsync(1);
        await first.KillAsync();

        await using var second = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Slow)], clock: clock);
        await second.Journal.CountAsync(1);
        second.Journal.Gate("slow").SetResult();
        await second.RunAsync();

        Assert.Equal(["in True", "out"], second.Journal.Entries);
    }

    [Fact]
    public async Task Timer_RunLastsLongerThanTheInterval_NeverRunsTwiceAtOnce()
    {
        await using var app = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Slow)]);
        app.Clock.AdvanceToNext();
        await app.Journal.CountAsync(1);

        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddMinutes(10));
        Assert.Equal(["in False"], app.Journal.Entries);
        Assert.Equal(1, app.App.InFlight.Count);
        app.Journal.Gate("slow").SetResult();
        await app.RunAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["in False", "out", "in False", "out"], app.Journal.Entries);
    }

    [Fact]
    public async Task Timer_FunctionFails_IsShownInHealthAndRunsAgainOnSchedule()
    {
        await using var app = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.Failing)]);

        await app.RunAsync(TimeSpan.FromHours(2));
        var problem = Assert.Single(app.App.Health.Problems);
        Assert.Equal(("timer:Failing", "InvalidOperationException", 2), (problem.Where, problem.Error, problem.Failures));

        await app.RunAsync(TimeSpan.FromHours(1));
        Assert.Empty(app.App.Health.Problems);
        Assert.Equal(["due:True", "due:True", "due:True"], app.Journal.Entries);
    }

    [Fact]
    public async Task Start_RunOnStartup_RunsAtEachStart()
    {
        for (var start = 0; start < 2; start++)
        {
            await using var app = await TestApp.StartAsync(_folder.Path, [typeof(TimerTestFunctions.AtStart)]);
            await app.RunAsync();
            Assert.Equal(["due:True status:False"], app.Journal.Entries);
        }
    }

    [Fact]
    public async Task Start_TimeZoneSet_SchedulesInIt()
    {
        await using var app = await TestApp.StartAsync(
            _folder.Path, [typeof(TimerTestFunctions.Hourly)], args: ["--WEBSITE_TIME_ZONE", "Asia/Kathmandu"]);

        await app.RunAsync(TimeSpan.FromHours(1));

        // Kathmandu is 5:45 ahead: its full hours are our quarter past.
        Assert.Equal(["03 01:15 due:True last:01 00:00 next:03 02:15"], app.Journal.Entries);
    }
}
