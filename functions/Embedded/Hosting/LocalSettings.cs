using Microsoft.Extensions.Configuration;

namespace LienThong.Embedded.Hosting;

/// <summary>The settings that Azure Functions reads on a machine of one's own.</summary>
public static class LocalSettings
{
    /// <summary>Adds the values of local.settings.json beside the app, if it is there.</summary>
    public static IConfigurationBuilder AddLocalSettings(this IConfigurationBuilder settings)
    {
        var local = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "local.settings.json"), optional: true)
            .Build();
        return settings.AddInMemoryCollection(local.GetSection("Values").GetChildren()
            .Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value)));
    }
}
