using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.Benchmarks.Durable;

/// <summary>The whole runtime with the measured workflows, in this process.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly EmbeddedApplication _app;

    private Site(EmbeddedApplication app) => _app = app;

    public DurableTaskClient Client => _app.DurableTaskClient;

    public RuntimeStore Store => _app.Services.GetRequiredService<RuntimeStore>();

    public static async Task<Site> StartAsync(
        string folder, string synchronous, string url = "http://127.0.0.1:0", Action<EmbeddedOptions>? configure = null)
    {
        var builder = EmbeddedRuntime.CreateBuilder([], typeof(Site).Assembly, options =>
        {
            (options.DataFolder, options.Synchronous, options.HttpUrl) = (folder, synchronous, url);
            configure?.Invoke(options);
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Partner>();
        var app = builder.Build();
        await app.StartAsync();
        return new Site(app);
    }

    /// <summary>Runs workflows from start to end and checks what each returns.</summary>
    /// <exception cref="InvalidOperationException">A workflow failed or returned something wrong.</exception>
    public async Task<Measured> RunAsync(string orchestrator, Func<int, int> expected, int count, int concurrency)
    {
        var measured = await Measured.RunAsync(count, concurrency, async number =>
        {
            var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, number);
            var ended = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
            if (ended.RuntimeStatus != OrchestrationRuntimeStatus.Completed || ended.ReadOutputAs<int>() != expected(number))
            {
                throw new InvalidOperationException(
                    $"{orchestrator} {number} is {ended.RuntimeStatus} with {ended.SerializedOutput}, and {expected(number)} was to come.");
            }
        });
        _app.Services.GetRequiredService<Partner>().ThrowIfFailed();
        return measured;
    }

    /// <summary>Completes when nothing is under way.</summary>
    public Task WhenIdleAsync() => _app.Services.GetRequiredService<InFlight>().WhenIdleAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
