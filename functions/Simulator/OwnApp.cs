using LienThong.App.OneMachine;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.Simulator;

/// <summary>The function app, started in this process on the embedded runtime and on a virtual clock.</summary>
internal sealed class OwnApp : IAsyncDisposable
{
    private readonly EmbeddedApplication _app;

    private OwnApp(EmbeddedApplication app) => _app = app;

    /// <summary>Where it serves.</summary>
    public Uri Address => _app.Address;

    /// <summary>What is under way in it.</summary>
    public InFlight InFlight => _app.InFlight;

    /// <summary>Starts it on a free port.</summary>
    /// <param name="dataFolder">Where it keeps its data.</param>
    /// <param name="population">Where it finds the population database.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="cancellation">Stops starting.</param>
    public static async Task<OwnApp> StartAsync(string dataFolder, Uri population, VirtualClock clock, CancellationToken cancellation)
    {
        // A play that a power cut ends is played again: it need not wait for the disk.
        var builder = OneMachineApp.CreateBuilder(
            ["--data", dataFolder, "--urls", "http://127.0.0.1:0", "--Population:Address", population.ToString()],
            options => options.Synchronous = "NORMAL");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        var app = builder.Build();
        await app.StartAsync(cancellation);
        return new OwnApp(app);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
