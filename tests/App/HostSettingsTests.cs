using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using LienThong.App.Dossiers;
using LienThong.App.Tests.Architecture;

namespace LienThong.App.Tests;

/// <summary>host.json and the sample of settings at the root, which no compiler checks.</summary>
public sealed partial class HostSettingsTests
{
    private static readonly JsonElement Host = Read("host.json");
    private static readonly JsonElement Settings = Read("local.settings.sample.json").GetProperty("Values");

    [Fact]
    public void HostJson_DefaultVersion_IsTheOneThatNewDossiersStartWith() => Assert.Equal(
        DossierTeller.OrchestratorVersion,
        Host.GetProperty("extensions").GetProperty("durableTask").GetProperty("defaultVersion").GetString());

    [Fact]
    public void Sample_NamesEverySettingThatHostJsonAndTheTriggersName()
    {
        var connections = typeof(DossierTeller).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters()).SelectMany(parameter => parameter.GetCustomAttributes())
            .Select(attribute => attribute switch
            {
                ServiceBusTriggerAttribute { Connection: { } connection } => $"{connection}__fullyQualifiedNamespace",
                CosmosDBTriggerAttribute { Connection: { } connection } => $"{connection}__accountEndpoint",
                _ => null,
            })
            .OfType<string>();
        var scheduler = Host.GetProperty("extensions").GetProperty("durableTask").GetProperty("storageProvider").GetProperty("connectionStringName").GetString()!;
        string[] needed = [.. Place().Matches(Host.GetRawText()).Select(m => m.Groups[1].Value), scheduler, .. connections.Distinct()];

        Assert.Equal(4, needed.Length);
        Assert.Empty(needed.Except(Settings.EnumerateObject().Select(s => s.Name)));
    }

    [Fact]
    public void Sample_HoldsNoSecret() => Assert.All(
        Settings.EnumerateObject().Where(s => Secret().IsMatch(s.Name)),
        setting => Assert.Equal("", setting.Value.GetString()));

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, file))).RootElement;

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Place();

    [GeneratedRegex("Key|Secret|Password|Token", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
