using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using LienThong.App.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LienThong.App.Tests.Azure;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("InstrumentationKey=00000000-0000-0000-0000-000000000000", true)]
    public void Add_WithAndWithoutADestination_SendsOnlyWhereThereIsOne(string? destination, bool sends)
    {
        var services = new ServiceCollection();

        services.AddTelemetry(new ConfigurationBuilder()
            .AddInMemoryCollection([new("APPLICATIONINSIGHTS_CONNECTION_STRING", destination)]).Build());

        Assert.Equal(sends, services.Count > 0);
    }

    [Fact]
    public void Add_AnyShareOfTraces_SendsEveryLog()
    {
        var services = new ServiceCollection().AddSingleton<TokenCredential>(new DefaultAzureCredential());
        services.AddTelemetry(new ConfigurationBuilder()
            .AddInMemoryCollection([new("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=00000000-0000-0000-0000-000000000000")]).Build());
        using var provider = services.BuildServiceProvider();

        Assert.False(provider.GetRequiredService<IOptions<AzureMonitorExporterOptions>>().Value.EnableTraceBasedLogsSampler);
    }
}
