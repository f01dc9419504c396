using LienThong.App.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
}
