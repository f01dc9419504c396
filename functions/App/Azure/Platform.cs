using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using LienThong.App.Access;
using LienThong.App.Azure;
using LienThong.App.Http;
using LienThong.App.Messages;
using LienThong.Procedures.Law;
using LienThong.Procedures.Units;
using LienThong.Storage;

namespace LienThong.App;

/// <summary>Where the app runs: on Azure Functions.</summary>
internal static class Platform
{
    private const string Authority = "Access:Authority";
    private const string PartnersFile = "Access:PartnersFile";
    private const string Bus = "ServiceBus";
    private const string BusNamespace = $"{Bus}:fullyQualifiedNamespace";

    /// <summary>There is no command line on Azure.</summary>
    public static bool Runs(string[] args, out int exitCode)
    {
        exitCode = 0;
        return false;
    }

    /// <summary>Adds what the app has on this platform.</summary>
    /// <exception cref="InvalidOperationException">Something is missing; the message names all of it.</exception>
    public static void Add(FunctionsApplicationBuilder builder)
    {
        if (Missing(builder).ToList() is { Count: > 0 } missing)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, missing));
        }

        var settings = builder.Configuration;
        builder.Services.AddSingleton(_ => LawLibrary.Load(settings["LawFolder"] is { Length: > 0 } folder ? folder : null));
        builder.Services.AddSingleton(SecretKeys.FromSetting(settings[SecretKeys.Setting]!));
        builder.Services.AddSingleton(p => new PartnerRegistry(
            settings[PartnersFile]!, p.GetRequiredService<LawLibrary>(), p.GetRequiredService<ILogger<PartnerRegistry>>()));
        builder.Services.AddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        builder.Services.AddAzureStorage(settings);
        builder.Services.AddSingleton(p => settings[Bus] is { Length: > 0 } emulator
            ? new ServiceBusClient(emulator)
            : new ServiceBusClient(settings[BusNamespace], p.GetRequiredService<TokenCredential>()));
        builder.Services.AddSingleton<IAgencyRequests, ServiceBusAgencyRequests>();
        builder.Services.AddSingleton<IDeadLetterBox, ServiceBusDeadLetterBox>();
        builder.Services.AddSingleton<IOutgoingTokens, CredentialTokens>();
        builder.Services.AddSingleton<IRuntimeHealth, HostHealth>();
        builder.Services.AddTelemetry(settings);
    }

    /// <summary>Serves until the host stops it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ServeAsync(IHost app)
    {
        await app.RunAsync();
        return 0;
    }

    private static IEnumerable<string> Missing(FunctionsApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        string[] needed =
        [
            Authority, SecretKeys.Setting, PartnersFile,
            .. Unless(Bus, BusNamespace), .. Unless(AzureLayout.CosmosConnection, AzureLayout.CosmosEndpoint), .. Unless(AzureLayout.BlobConnection, AzureLayout.BlobEndpoint),
        ];
        foreach (var name in needed)
        {
            if (string.IsNullOrWhiteSpace(settings[name]))
            {
                var written = name.Replace(":", "__", StringComparison.Ordinal);
                yield return $"Thiếu cấu hình {written}. The setting {written} is missing.";
            }
        }

        // Where there is no file the registry makes one with sample partners: right for one machine, never here.
        if (settings[PartnersFile] is { Length: > 0 } file && !File.Exists(file))
        {
            yield return $"Không có tệp đối tác {file}. There is no partner file {file}.";
        }

        // A key gives everything to whoever has it: one that opens a real namespace has no place in settings.
        if (settings[Bus] is { Length: > 0 } connection && !connection.Contains("UseDevelopmentEmulator=true", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"Chuỗi kết nối {Bus} chỉ dùng cho trình giả lập; trên Azure dùng {Bus}__fullyQualifiedNamespace. "
                + $"A connection string {Bus} is for the emulator only; on Azure set {Bus}__fullyQualifiedNamespace.";
        }

        // An emulator's connection string does instead of an address.
        string[] Unless(string connection, string address) => string.IsNullOrWhiteSpace(settings[connection]) ? [address] : [];
    }
}
