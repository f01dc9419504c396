using System.Text.Json;
using System.Text.RegularExpressions;
using LienThong.App.Dossiers;

namespace LienThong.App.Tests.Infra;

/// <summary>What is deployed is what the app uses: infra/, host.json, the sample of settings, docs/operations.md and the functions' attributes.</summary>
public sealed partial class DeploymentTests
{
    private const string Main = "infra/bicep/main.bicep";
    private const string App = "infra/bicep/app.bicep";
    private const string Bus = "infra/bicep/servicebus.bicep";
    private const string Cosmos = "infra/bicep/cosmos.bicep";
    private const string Rbac = "infra/bicep/rbac.bicep";
    private const string Sample = "local.settings.sample.json";

    [Fact]
    public void Faults_AsItStands_None() => Assert.Empty(new Deployment(Deployment.Files).Faults());

    /// <summary>The file, what is changed in it to what, and what must be said of it.</summary>
    public static TheoryData<string, string, string, string> Planted => new()
    {
        // Settings, in both directions.
        { App, "    TASKHUB_NAME: 'lienthong'\n", "", "host.json names TASKHUB_NAME, which app.bicep does not set" },
        { App, "    DossierUnit: dossierUnit\n", "", "the sample names DossierUnit, which app.bicep does not set" },
        { App, "    DossierUnit: dossierUnit\n", "    DossierUnit: dossierUnit\n    Shard: 'a'\n", "app.bicep sets Shard, which the sample does not name" },
        { App, "    ServiceBus__fullyQualifiedNamespace:", "    Bus__fullyQualifiedNamespace:", "a function is connected by ServiceBus__fullyQualifiedNamespace, which app.bicep does not set" },
        { App, "    CosmosDb__accountEndpoint:", "    CosmosDb__endpoint:", "a function is connected by CosmosDb__accountEndpoint, which app.bicep does not set" },
        { Sample, "\"TASKHUB_NAME\"", "\"HUB\"", "host.json names TASKHUB_NAME, which the sample does not" },
        { Sample, "\"LawFolder\"", "\"Law\"", "the sample names Law, which app.bicep does not set" },
        { Sample, "\"DossierUnit\"", "\"Shard\"", "docs/operations.md does not name Shard" },
        { "host.json", "%TASKHUB_NAME%", "%HUB%", "host.json names HUB, which app.bicep does not set" },
        { "docs/operations.md", "`Access:Audience`", "", "docs/operations.md does not name Access__Audience" },

        // Queues, topics and subscriptions, in both directions.
        { Bus, "name: 'agency-decisions'", "name: 'decisions'", "the functions listen to agency-decisions*, and that is not what servicebus.bicep makes" },
        { Bus, "name: 'agency-requests'", "name: 'requests'", "servicebus.bicep makes requests/http-delivery*, and that is not what the functions listen to" },
        { Bus, "name: 'http-delivery'", "name: 'post'", "the functions listen to agency-requests/http-delivery*, and that is not what servicebus.bicep makes" },
        { Bus, "    requiresSession: true\n    requiresDuplicate", "    requiresDuplicate", "servicebus.bicep makes agency-decisions, and that is not what the functions listen to" },
        { Bus, "    requiresDuplicateDetection: true\n    duplicateDetectionHistoryTimeWindow: duplicateWindow\n    supportOrdering", "    supportOrdering", "agency-requests has no duplicate detection" },
        { Bus, "'PT10M'", "'PT1H'", "agency-decisions remembers message ids for another time than one machine does" },
        { Bus, "maxDeliveryCount = 10", "maxDeliveryCount = 5", "http-delivery gives messages up after another number of deliveries than one machine does" },
        { Bus, "\\'overdue\\'", "\\'late\\'", "the app sends overdue, and that is not what the filter lets through" },
        { "infra/emulators/servicebus.json", "\"agency-decisions\"", "\"decisions\"", "the emulator's file makes decisions*, and that is not what the functions listen to" },

        // Containers, in both directions.
        { Cosmos, "name: 'worklists', key: '/agency'", "name: 'worklists', key: '/id'", "the stores use worklists by /agency" },
        { Cosmos, "'/nextWake/?', ", "", "cosmos.bicep makes watch by /id with /changedAt/?" },
        { Cosmos, "  { name: 'leases', key: '/id', indexed: ['/*'], expires: false }\n", "", "the stores use leases by /id with /*" },
        { Cosmos, "  name: 'lienthong'", "  name: 'thong'", "the app uses lienthong, and that is not what cosmos.bicep makes" },
        { Main, "containers: ['records', 'reports']", "containers: ['records', 'papers']", "main.bicep makes papers, and that is not what the app uses" },
        { Main, "containers: ['app-package']", "containers: ['package']", "the app uses the blob container app-package, and that is not what main.bicep makes" },
        { "infra/bicep/scheduler.bicep", "name: 'lienthong'", "name: 'hub'", "TASKHUB_NAME says lienthong, and that is not what scheduler.bicep makes" },

        // Rights and alerts.
        { "infra/bicep/storage.bicep", "    allowSharedKeyAccess: false\n", "", "account can be entered without an identity: allowSharedKeyAccess is not false" },
        { "infra/bicep/scheduler.bicep", "    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'\n", "", "scheduler answers the internet in a private network too" },
        { "infra/bicep/endpoints.bicep", "  { name: 'scheduler', target: schedulerId, part: 'scheduler', zone: 4 }\n", "", "scheduler has no private endpoint" },
        { Bus, "disableLocalAuth: true", "disableLocalAuth: false", "namespace can be entered without an identity" },
        { Rbac, "b7e6dc6d-f1e8", "b7e6dc6d-f1e9", "blobDataOwner is not the role b7e6dc6d-f1e9-4753-8033-0f276bb0955b" },
        { Rbac, "name: 'http-delivery'", "name: 'post'", "rbac.bicep gives rights over post, which nobody makes" },
        { Rbac, "name: 'reports'", "name: 'papers'", "rbac.bicep gives rights over papers, which nobody makes" },
        { "infra/bicep/alerts.bicep", "passed its legal limit", "went past its limit", "alerts.bicep looks for \"went past its limit\", which the app never logs" },

        // What a compiler would say.
        { Main, "    hashKey: hashKey\n", "", "vault.bicep needs hashKey" },
        { Main, "    sku: serviceBusSku\n", "    skew: serviceBusSku\n", "servicebus.bicep has no parameter skew" },
        { Main, "cosmos.outputs.endpoint", "cosmos.outputs.address", "cosmos.bicep has no output address" },
        { Main, "'vault.bicep'", "'safe.bicep'", "there is no safe.bicep" },
        { Main, "zoneRedundant: zoneRedundant\n    isPrivate: privateNetwork\n    workspaceId: monitoring.outputs.workspaceId\n  }\n}\n\nmodule recordStorage", "zoneRedundant: spread\n    isPrivate: privateNetwork\n    workspaceId: monitoring.outputs.workspaceId\n  }\n}\n\nmodule recordStorage", "spread is not declared" },
        { Cosmos, "map(container.indexed, path => { path: path })", "map(container.indexed, path => { path: way })", "way is not declared" },
        { Cosmos, "contains(container", "includes(container", "includes is no known function" },
        { Cosmos, "param tags object\n", "param tags object\nparam sku string\n", "sku is not used" },
        { Cosmos, "param tags object\n", "param tags object\nparam tags object\n", "tags is declared twice" },
        { Cosmos, "  parent: database\n", "", "sqlContainers has no parent" },
        { Cosmos, "sqlDatabases@2025-04-15'", "sqlDatabases'", "is no type with a version" },
        { "infra/bicep/prod.bicepparam", "param alertEmail =", "param email =", "main.bicep needs alertEmail" },
    };

    [Theory]
    [MemberData(nameof(Planted), DisableDiscoveryEnumeration = true)]
    public void Faults_AMismatchIsPlanted_SaysIt(string file, string was, string becomes, string fault)
    {
        Assert.Contains(was, Deployment.Files[file], StringComparison.Ordinal);
        var changed = new Dictionary<string, string>(Deployment.Files) { [file] = Deployment.Files[file].Replace(was, becomes, StringComparison.Ordinal) };

        Assert.Contains(new Deployment(changed).Faults(), said => said.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("param name string\nvar x = {\n  a: 'b\n}\n", "main.bicep:3: expected the end of a string.")]
    [InlineData("var x = [\n  1\n  2\n", "main.bicep:4")]
    [InlineData("resource a 'T@1' = {\n  name: 'x'\n}}\n", "main.bicep:3: expected the end of the line.")]
    [InlineData("var x = (1 + 2\n", "expected ')'")]
    [InlineData("vat x = 1\n", "expected a statement instead of 'vat'")]
    public void Parse_NoBicep_IsRefusedWithItsLine(string text, string fault) => Assert.Contains(
        fault, Assert.Throws<FormatException>(() => BicepParser.Parse("main.bicep", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void HostJson_DefaultVersion_IsTheOneThatNewDossiersStartWith() => Assert.Equal(
        DossierTeller.OrchestratorVersion,
        JsonDocument.Parse(Deployment.Files["host.json"]).RootElement.GetProperty("extensions").GetProperty("durableTask").GetProperty("defaultVersion").GetString());

    [Fact]
    public void Sample_HoldsNoSecret() => Assert.All(
        JsonDocument.Parse(Deployment.Files[Sample]).RootElement.GetProperty("Values").EnumerateObject().Where(setting => Secret().IsMatch(setting.Name)),
        setting => Assert.Equal("", setting.Value.GetString()));

    [GeneratedRegex("Key|Secret|Password|Token|^CosmosDb$|^BlobStorage$|^ServiceBus$", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
