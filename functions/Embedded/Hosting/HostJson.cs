using Microsoft.Extensions.Configuration;

namespace LienThong.Embedded.Hosting;

/// <summary>Reads host.json into the options. As on Azure, a setting <c>AzureFunctionsJobHost__a__b</c> in the environment
/// stands before its <c>a.b</c>.</summary>
internal static class HostJson
{
    public static IConfiguration Read(string folder) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(folder, "host.json"), optional: true)
        .AddEnvironmentVariables("AzureFunctionsJobHost__")
        .Build();

    public static void Apply(IConfiguration host, EmbeddedOptions options)
    {
        var http = host.GetSection("extensions:http");
        options.RoutePrefix = http["routePrefix"] ?? options.RoutePrefix;
        options.MaxConcurrentRequests = http.GetValue("maxConcurrentRequests", options.MaxConcurrentRequests);
        options.MaxOutstandingRequests = http.GetValue("maxOutstandingRequests", options.MaxOutstandingRequests);

        var messages = host.GetSection("extensions:serviceBus");
        options.MaxConcurrentCalls = messages.GetValue("maxConcurrentCalls", options.MaxConcurrentCalls);
        options.MaxConcurrentSessions = messages.GetValue("maxConcurrentSessions", options.MaxConcurrentSessions);
        options.MaxAutoLockRenewalDuration = messages.GetValue("maxAutoLockRenewalDuration", options.MaxAutoLockRenewalDuration);

        var durable = host.GetSection("extensions:durableTask");
        options.MaxConcurrentActivities = durable.GetValue("maxConcurrentActivityFunctions", options.MaxConcurrentActivities);
        options.MaxConcurrentOrchestrators = durable.GetValue("maxConcurrentOrchestratorFunctions", options.MaxConcurrentOrchestrators);
    }
}
