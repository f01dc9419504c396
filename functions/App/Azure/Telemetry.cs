using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using LienThong.App.Errands;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace LienThong.App.Azure;

/// <summary>Traces, logs and metrics of the app go to Azure Monitor, as the host's do by host.json's <c>telemetryMode</c>.</summary>
internal static class Telemetry
{
    private const string Destination = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Adds it, entered with the app's identity; nothing when no destination is set, as beside emulators.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        if (string.IsNullOrWhiteSpace(settings[Destination]))
        {
            return;
        }

        services.AddOpenTelemetry().UseFunctionsWorkerDefaults().UseAzureMonitorExporter().WithMetrics(metrics => metrics.AddMeter(ErrandMeter.Name));
        services.AddOptions<AzureMonitorExporterOptions>().Configure<TokenCredential>((options, credential) =>
        {
            options.Credential = credential;

            // Of traces a share is kept. Alerts look for words in logs, so of these all are.
            options.EnableTraceBasedLogsSampler = false;
        });
    }
}
