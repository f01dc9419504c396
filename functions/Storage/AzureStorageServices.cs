using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.Storage;

/// <summary>Makes the stores on Azure the application's stores.</summary>
public static class AzureStorageServices
{
    /// <summary>Adds every port, each a singleton of one <see cref="AzureStorage"/> that is opened when the first is asked for and closed
    /// with the container, where the settings say. The application's <see cref="TimeProvider"/> and <see cref="TokenCredential"/> are used
    /// if it has them.</summary>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return services
            .AddSingleton(provider => AzureStorage.OpenAsync(
                AzureStorageSettings.Read(settings),
                provider.GetService<TokenCredential>() ?? new DefaultAzureCredential(),
                provider.GetService<TimeProvider>() ?? TimeProvider.System,
                provider.GetRequiredService<ILogger<AzureStorage>>(),
                CancellationToken.None).GetAwaiter().GetResult())
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Dossiers)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Worklists)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Notices)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Idempotency)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Claims)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Watch)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().PersonRecords)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Aliases)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Audit)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Figures)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Facts)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Reports)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Records)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().RecordLinks)
            .AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Health);
    }
}
