using System.Net;
using System.Net.Sockets;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Configuration;

namespace LienThong.Embedded.Tests.Hosting;

public sealed class StartupTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_FaultyFunctions_ListsEveryFaultAndTouchesNothing()
    {
        await using var app = TestApp.Build(_folder.Path, [typeof(FaultyFunctions)], args: ["--WEBSITE_TIME_ZONE", "Mars/Olympus"], configure: options =>
        {
            options.Synchronous = "OFF";
            options.MaxConcurrentCalls = 0;
        });

        var refused = await Assert.ThrowsAsync<StartupRefusedException>(() => app.StartAsync());

        (string, string)[] expected =
        [
            ("option.synchronous", "Synchronous"),
            ("option.not-positive", "MaxConcurrentCalls"),
            ("setting.time-zone", "WEBSITE_TIME_ZONE"),
            ("function.duplicate-name", "Twice"),
            ("function.duplicate-route", "POST API/SAME/{}"),
            ("function.route", "BadRoute"),
            ("function.one-trigger", "NoTrigger"),
            ("function.parameter-type", "WrongParameter"),
            ("function.parameter", "UnknownParameter"),
            ("function.http-result", "WrongResult"),
            ("function.user-level", "UserLevel"),
            ("function.schedule", "BadSchedule"),
            ("function.schedule", "NeverComes"),
            ("function.setting", "NoSetting"),
            ("function.message-mode", "Batches"),
            ("function.duplicate-queue", "shared"),
            ("function.queue-or-topic", "TopicNamedAsQueue"),
            ("function.change-feed", "NoFeed"),
            ("function.parameter-type", "FeedOfText"),
            ("function.retry", "GivesUp"),
            ("function.retry", "WaitsBackwards"),
            ("function.trigger-not-offered", "Blob"),
            ("function.output", "OutputProperties"),
            ("function.output", "OutputOfNothing"),
            ("function.async-void", "AsyncVoid"),
            ("function.parameter", "OrchestratorWithContext"),
        ];
        Assert.Equal(expected.Order(), refused.Faults.Select(fault => (fault.Code, fault.Where)).Order());
        Assert.All(refused.Faults, fault => Assert.Contains(fault.English, refused.Message, StringComparison.Ordinal));
        Assert.All(refused.Faults, fault => Assert.Contains(fault.Vietnamese, refused.Message, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Start_FunctionNeedsAServiceThatIsNotThere_IsRefused()
    {
        await using var app = TestApp.Build(_folder.Path, [typeof(PipelineTestFunctions)], args: ["--Prefix", "test", "--Schedule", "0 * * * * *"]);

        var refused = await Assert.ThrowsAsync<StartupRefusedException>(() => app.StartAsync());

        Assert.Equal(
            [("function.service", "OnMessage"), ("function.service", "OnTimer"), ("function.service", "OverHttp")],
            refused.Faults.Select(fault => (fault.Code, fault.Where)).Order());
        Assert.All(refused.Faults, fault => Assert.Contains(nameof(PipelineTestFunctions.Scoped), fault.English, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_FunctionDoesNotEnd_WaitsNoLongerThanItsTimeout()
    {
        await using var app = await TestApp.StartAsync(
            _folder.Path, [typeof(Queues.QueueTestFunctions.Worker)], configure: options => options.StopTimeout = TimeSpan.FromSeconds(20));
        await app.App.MessageBus.SendAsync("work", Embedded.Queues.OutgoingMessage.FromJson("1", "hold"));
        await app.Journal.CountAsync(1);

        var stop = app.App.StopAsync();
        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddSeconds(19));
        Assert.False(stop.IsCompleted);
        app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddSeconds(1));
        await stop;

        // Told to stop, and free to end.
        await app.Journal.CountAsync(2);
        Assert.Equal(["hold#1", "cancelled"], app.Journal.Entries);
        app.Journal.Gate("work").SetResult();
    }

    [Fact]
    public async Task Start_FolderInUse_IsRefused()
    {
        await using var first = await TestApp.StartAsync(_folder.Path, []);
        await using var second = TestApp.Build(_folder.Path, []);

        await Assert.ThrowsAsync<StoreRefusedException>(() => second.StartAsync());
    }

    [Fact]
    public async Task Start_NewFolder_IsItsOwnersAlone()
    {
        var folder = Path.Combine(_folder.Path, "new", "data");

        await using var app = await TestApp.StartAsync(folder, []);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }

    [Fact]
    public async Task Start_PortInUse_FailsAndFreesTheFolder()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using (var app = TestApp.Build(_folder.Path, [], configure: options =>
            options.HttpUrl = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"))
        {
            await Assert.ThrowsAsync<IOException>(() => app.StartAsync());
        }

        await using var next = await TestApp.StartAsync(_folder.Path, []);
        Assert.NotEqual(0, next.App.Address.Port);
        await next.App.InFlight.WhenIdleAsync();
    }

    [Fact]
    public void HostJson_AllItHolds_IsInTheOptions()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "host.json"), """
            { "version": "2.0", "extensions": {
                "http": { "routePrefix": "x", "maxConcurrentRequests": 11, "maxOutstandingRequests": 12 },
                "durableTask": { "maxConcurrentActivityFunctions": 13, "maxConcurrentOrchestratorFunctions": 14 },
                "serviceBus": { "maxConcurrentCalls": 15, "maxConcurrentSessions": 16, "maxAutoLockRenewalDuration": "00:06:00" } } }
            """);
        var options = new EmbeddedOptions { Functions = typeof(StartupTests).Assembly };

        HostJson.Apply(HostJson.Read(_folder.Path), options);

        Assert.Equal(("x", 11, 12, 13, 14, 15, 16, TimeSpan.FromMinutes(6)), (
            options.RoutePrefix, options.MaxConcurrentRequests, options.MaxOutstandingRequests, options.MaxConcurrentActivities,
            options.MaxConcurrentOrchestrators, options.MaxConcurrentCalls, options.MaxConcurrentSessions, options.MaxAutoLockRenewalDuration));
    }

    [Fact]
    public void CreateBuilder_CommandLine_SaysWhereDataAndUrlAre()
    {
        var builder = EmbeddedRuntime.CreateBuilder(["--data", "/x/y", "--urls", "http://127.0.0.1:9", "--Some", "thing"], typeof(StartupTests).Assembly);

        Assert.Equal(("/x/y", "http://127.0.0.1:9"), (builder.Options.DataFolder, builder.Options.HttpUrl));
        Assert.Equal("thing", builder.Configuration["some"]);
    }

    [Fact]
    public void Resolve_SettingsInText_ArePutInAndMissingOnesNamed()
    {
        var settings = new Settings(new ConfigurationBuilder().AddInMemoryCollection([new("A", "1"), new("Section:B", "2")]).Build());
        var missing = new List<string>();

        Assert.Equal("x-1-2-%C%-y", settings.Resolve("x-%A%-%Section:B%-%C%-y", missing));
        Assert.Equal(["C"], missing);
    }
}
