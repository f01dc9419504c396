using System.Diagnostics;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Tests.Hosting;

/// <summary>A function app of some of the test assembly's classes, on a free port, with real files and usually a virtual clock.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    /// <summary>How long a test waits for what should come at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestApp(EmbeddedApplication app, VirtualClock clock)
    {
        App = app;
        Clock = clock;
        Journal = app.Services.GetRequiredService<Journal>();
        Http = new HttpClient { BaseAddress = app.Address, Timeout = Patience };
    }

    public EmbeddedApplication App { get; }

    public VirtualClock Clock { get; }

    public HttpClient Http { get; }

    public Journal Journal { get; }

    public static VirtualClock NewClock() => new(new DateTimeOffset(2026, 8, 3, 1, 0, 0, TimeSpan.Zero));

    /// <summary>An app that has not been started.</summary>
    public static EmbeddedApplication Build(
        string folder,
        Type[] functions,
        Action<EmbeddedApplicationBuilder>? build = null,
        Action<EmbeddedOptions>? configure = null,
        TimeProvider? time = null,
        params string[] args)
    {
        var builder = EmbeddedRuntime.CreateBuilder(args, typeof(TestApp).Assembly, options =>
        {
            options.DataFolder = folder;
            options.HttpUrl = "http://127.0.0.1:0";
            options.Includes = functions.Contains;
            configure?.Invoke(options);
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Journal>();
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        build?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>An app that runs on <paramref name="clock"/>, or on a new virtual one.</summary>
    public static async Task<TestApp> StartAsync(
        string folder,
        Type[] functions,
        Action<EmbeddedApplicationBuilder>? build = null,
        Action<EmbeddedOptions>? configure = null,
        VirtualClock? clock = null,
        params string[] args)
    {
        clock ??= NewClock();
        var app = Build(folder, functions, build, configure, clock, args);
        try
        {
            await app.StartAsync();
            return new TestApp(app, clock);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until nothing is under way, moving the clock from due moment to due moment up to a limit.</summary>
    public async Task RunAsync(TimeSpan atMost = default)
    {
        var end = Clock.GetUtcNow() + atMost;
        await App.InFlight.WhenIdleAsync().WaitAsync(Patience);
        while (Clock.NextDue is { } due && due <= end)
        {
            Clock.AdvanceToNext();
            await App.InFlight.WhenIdleAsync().WaitAsync(Patience);
        }

        Clock.AdvanceTo(end);
        await App.InFlight.WhenIdleAsync().WaitAsync(Patience);
    }

    /// <summary>Waits for something that gives no signal.</summary>
    public static async Task UntilAsync(Func<bool> reached)
    {
        var began = Stopwatch.GetTimestamp();
        while (!reached())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "It has not come.");
            await Task.Yield();
        }
    }

    /// <summary>Ends as kill -9 does: what is not committed is lost.</summary>
    public async Task KillAsync()
    {
        App.Services.GetRequiredService<RuntimeStore>().Abandon();
        await App.DisposeAsync().AsTask().WaitAsync(Patience);
        Http.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync().WaitAsync(Patience);
        await App.DisposeAsync().AsTask().WaitAsync(Patience);
    }
}
