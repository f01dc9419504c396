using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using LienThong.App.Access;
using LienThong.App.Messages;
using LienThong.App.Population;
using LienThong.App.Tests.Architecture;
using LienThong.Embedded.Hosting;
using LienThong.Storage;

namespace LienThong.App.Tests.Infra;

/// <summary>
/// What is deployed against what the app uses, read from infra/, host.json, the sample of settings, docs/operations.md and the functions'
/// own attributes. A name that stands on one side only is a fault.
/// </summary>
internal sealed partial class Deployment
{
    private const string Host = "host.json";
    private const string Sample = "local.settings.sample.json";
    private const string Operations = "docs/operations.md";
    private const string BusEmulator = "infra/emulators/servicebus.json";
    private const string Templates = "infra/bicep/";

    /// <summary>Settings that only a machine of one's own has: what the plan says on Azure, and connection strings of emulators.</summary>
    private static readonly HashSet<string> LocalOnly =
        ["FUNCTIONS_WORKER_RUNTIME", "WEBSITE_TIME_ZONE", "AzureWebJobsStorage", "Data", "CosmosDb", "BlobStorage", "ServiceBus"];

    /// <summary>Built-in roles by id, from Microsoft's list.</summary>
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["blobDataOwner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["blobDataContributor"] = "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        ["blobDelegator"] = "db58b8e5-c6ad-4a2a-8342-4190687cbf4a",
        ["serviceBusDataReceiver"] = "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
        ["serviceBusDataSender"] = "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",
        ["durableTaskDataContributor"] = "0ad04412-c4d5-4796-b79c-f76d14c8d402",
        ["keyVaultSecretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
    };

    private static readonly EmbeddedOptions OneMachine = new() { Functions = typeof(DecisionMessages).Assembly };

    private readonly IReadOnlyDictionary<string, string> _texts;
    private readonly IReadOnlyDictionary<string, BicepFile> _bicep;
    private readonly List<Attribute> _bindings =
    [
        .. typeof(DecisionMessages).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters()).SelectMany(parameter => parameter.GetCustomAttributes()),
    ];

    /// <param name="texts">The files, by path.</param>
    public Deployment(IReadOnlyDictionary<string, string> texts)
    {
        _texts = texts;
        _bicep = texts.Where(file => file.Key.StartsWith(Templates, StringComparison.Ordinal) && !file.Key.EndsWith(".json", StringComparison.Ordinal))
            .Select(file => BicepParser.Parse(file.Key[Templates.Length..], file.Value)).ToDictionary(file => file.Name);
    }

    /// <summary>The files as they stand in the repository.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Directory.GetFiles(Path.Combine(Repository.Root, Templates))
        .Select(file => Templates + Path.GetFileName(file)).Concat([Host, Sample, Operations, BusEmulator])
        .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(Repository.Root, path)));

    /// <summary>Everything that does not fit together.</summary>
    public IEnumerable<string> Faults() =>
        [.. BicepRules.Faults(_bicep), .. Settings(), .. Connections(), .. Bus(), .. Emulator(), .. Containers(), .. Blobs(), .. Hub(), .. Keys(), .. Privacy(), .. Rights(), .. Alerts()];

    private IEnumerable<string> Settings()
    {
        var host = Json(Host);
        var scheduler = host.GetProperty("extensions").GetProperty("durableTask").GetProperty("storageProvider").GetProperty("connectionStringName").GetString()!;
        HashSet<string> inHost = [scheduler, .. Place().Matches(_texts[Host]).Select(match => match.Groups[1].Value)];
        HashSet<string> inSample = [.. Json(Sample).GetProperty("Values").EnumerateObject().Select(setting => setting.Name)];
        HashSet<string> inBicep = [.. AppSettings().Members.Select(member => member.Key.Text!)];

        return
        [
            .. inHost.Except(inBicep).Select(name => $"{Host} names {name}, which app.bicep does not set"),
            .. inHost.Except(inSample).Select(name => $"{Host} names {name}, which the sample does not"),
            .. inSample.Except(inBicep).Except(LocalOnly).Select(name => $"the sample names {name}, which app.bicep does not set"),
            .. inBicep.Except(inSample).Where(name => !IsPlatforms(name)).Select(name => $"app.bicep sets {name}, which the sample does not name"),
            .. inBicep.Concat(inSample).Concat(Options()).Distinct()
                .Where(name => !_texts[Operations].Contains($"`{name}`", StringComparison.Ordinal)
                    && !_texts[Operations].Contains($"`{name.Replace("__", ":", StringComparison.Ordinal)}`", StringComparison.Ordinal))
                .Select(name => $"{Operations} does not name {name}"),
        ];
    }

    // Of identities and telemetry, which the platform's own code reads.
    private static bool IsPlatforms(string name) =>
        name is "AZURE_CLIENT_ID" || name.StartsWith("AzureWebJobsStorage__", StringComparison.Ordinal)
        || name.StartsWith("APPLICATIONINSIGHTS_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal)
        || name.EndsWith("__credential", StringComparison.Ordinal) || name.EndsWith("__clientId", StringComparison.Ordinal);

    private static IEnumerable<string> Options() =>
    [
        .. typeof(AccessOptions).GetProperties().Select(property => $"Access__{property.Name}"),
        .. typeof(PopulationOptions).GetProperties().Where(property => property.CanWrite).Select(property => $"Population__{property.Name}"),
    ];

    private IEnumerable<string> Connections()
    {
        HashSet<string> set = [.. AppSettings().Members.Select(member => member.Key.Text!)];
        HashSet<string> needed =
        [
            .. _bindings.OfType<ServiceBusTriggerAttribute>().Select(trigger => $"{trigger.Connection}__fullyQualifiedNamespace"),
            .. _bindings.OfType<CosmosDBTriggerAttribute>().Select(trigger => $"{trigger.Connection}__accountEndpoint"),
            AzureLayout.CosmosEndpoint.Replace(":", "__", StringComparison.Ordinal),
            AzureLayout.BlobEndpoint.Replace(":", "__", StringComparison.Ordinal),
        ];
        return needed.Except(set).Select(name => $"a function is connected by {name}, which app.bicep does not set");
    }

    private IEnumerable<string> Bus()
    {
        var bus = _bicep["servicebus.bicep"];
        HashSet<string> made =
        [
            .. bus.Made("Microsoft.ServiceBus/namespaces/queues").Select(queue => Entity(queue)),
            .. bus.Made("Microsoft.ServiceBus/namespaces/topics").Select(topic => $"{Name(topic)}/"),
            .. bus.Made("Microsoft.ServiceBus/namespaces/topics/subscriptions").Select(subscription => $"{Parent(bus, subscription)}/{Entity(subscription)}"),
        ];
        return
        [
            .. Difference("the functions listen to", Listened(), "servicebus.bicep makes", made),
            .. Of("requiresDuplicateDetection", "Microsoft.ServiceBus/namespaces/queues", "Microsoft.ServiceBus/namespaces/topics")
                .Where(entity => entity.Value is not BicepLiteral { Value: "true" }).Select(entity => $"{entity.Name} has no duplicate detection"),
            .. Of("duplicateDetectionHistoryTimeWindow", "Microsoft.ServiceBus/namespaces/queues", "Microsoft.ServiceBus/namespaces/topics")
                .Where(entity => Resolved(bus, entity.Value) != $"PT{OneMachine.DuplicateWindow.TotalMinutes}M")
                .Select(entity => $"{entity.Name} remembers message ids for another time than one machine does"),
            .. Of("maxDeliveryCount", "Microsoft.ServiceBus/namespaces/queues", "Microsoft.ServiceBus/namespaces/topics/subscriptions")
                .Where(entity => Resolved(bus, entity.Value) != $"{OneMachine.MaxDeliveryCount}")
                .Select(entity => $"{entity.Name} gives messages up after another number of deliveries than one machine does"),
            .. FilterFaults(bus),
        ];

        IEnumerable<(string Name, BicepNode? Value)> Of(string property, params string[] types) =>
            types.SelectMany(bus.Made).Select(entity => (Name(entity), entity.Body!["properties"]?[property]));
    }

    /// <summary>What the triggers name: <c>queue</c>, <c>topic/</c> and <c>topic/subscription</c>, with a star where there are sessions.</summary>
    private HashSet<string> Listened() =>
    [
        .. _bindings.OfType<ServiceBusTriggerAttribute>().SelectMany(trigger => (string[])(trigger.QueueName is { } queue
            ? [$"{queue}{Star(trigger.IsSessionsEnabled)}"]
            : [$"{trigger.TopicName}/", $"{trigger.TopicName}/{trigger.SubscriptionName}{Star(trigger.IsSessionsEnabled)}"])),
    ];

    private static string Star(bool sessions) => sessions ? "*" : "";

    private static string Entity(BicepStatement entity) =>
        $"{Name(entity)}{Star(entity.Body!["properties"]?["requiresSession"] is BicepLiteral { Value: "true" })}";

    private static IEnumerable<string> FilterFaults(BicepFile bus)
    {
        var rule = bus.Made("Microsoft.ServiceBus/namespaces/topics/subscriptions/rules").Single();
        var filter = rule.Body!["properties"]?["sqlFilter"]?["sqlExpression"]?.Text ?? "";
        HashSet<string> let = [.. Kind().Matches(filter).Select(match => match.Groups[1].Value)];
        return Difference("the app sends", ["request", "reminder", "overdue"], "the filter lets through", let);
    }

    private IEnumerable<string> Emulator()
    {
        var space = Json(BusEmulator).GetProperty("UserConfig").GetProperty("Namespaces")[0];
        HashSet<string> made =
        [
            .. space.GetProperty("Queues").EnumerateArray().Select(Starred),
            .. space.GetProperty("Topics").EnumerateArray().SelectMany(topic => topic.GetProperty("Subscriptions").EnumerateArray()
                .Select(subscription => $"{Named(topic)}/{Starred(subscription)}").Append($"{Named(topic)}/")),
        ];
        return Difference("the functions listen to", Listened(), "the emulator's file makes", made);

        static string Named(JsonElement entity) => entity.GetProperty("Name").GetString()!;
        static string Starred(JsonElement entity) => $"{Named(entity)}{Star(entity.GetProperty("Properties").GetProperty("RequiresSession").GetBoolean())}";
    }

    private IEnumerable<string> Containers()
    {
        var cosmos = _bicep["cosmos.bicep"];
        var made = cosmos.Variable("containers")!.Items.Select(container =>
            $"{container["name"]!.Text} by {container["key"]!.Text} with {string.Join(' ', container["indexed"]!.Items.Select(path => path.Text))}"
            + (container["expires"] is BicepLiteral { Value: "true" } ? ", expiring" : ""));
        var used = AzureLayout.Containers.Select(container =>
            $"{container.Name} by {container.PartitionKey} with {string.Join(' ', container.Indexed)}" + (container.Expires ? ", expiring" : ""));
        var triggers = _bindings.OfType<CosmosDBTriggerAttribute>().ToList();
        var names = AzureLayout.Containers.Select(container => container.Name);
        var databases = cosmos.Made("Microsoft.DocumentDB/databaseAccounts/sqlDatabases").Select(Name);
        return
        [
            .. Difference("the stores use", [.. used], "cosmos.bicep makes", [.. made]),
            .. triggers.SelectMany(trigger => (string?[])[trigger.ContainerName, trigger.LeaseContainerName]).Except(names)
                .Select(name => $"a trigger reads {name}, which is no container"),
            .. Difference("the app uses", [AzureLayout.Database, .. triggers.Select(trigger => trigger.DatabaseName)], "cosmos.bicep makes", [.. databases]),
        ];
    }

    private IEnumerable<string> Blobs()
    {
        var package = _bicep["app.bicep"].Statements.SelectMany(s => s.Value?.All ?? []).OfType<BicepObject>()
            .Where(member => member["type"]?.Text == "blobContainer").Select(storage => ((BicepString)storage["value"]!).Pieces[^1]);
        return Difference("the app uses the blob container", [AzureLayout.Records, AzureLayout.Reports, .. package], "main.bicep makes", [.. BlobContainers()]);
    }

    private IEnumerable<string> BlobContainers() => _bicep["main.bicep"].Of("module").Where(module => module.Type == "storage.bicep")
        .SelectMany(module => module.Body!["params"]!["containers"]!.Items).Select(item => item.Text!);

    private IEnumerable<string> Hub() => Difference(
        "TASKHUB_NAME says", [AppSettings()["TASKHUB_NAME"]?.Text ?? ""],
        "scheduler.bicep makes", [.. _bicep["scheduler.bicep"].Made("Microsoft.DurableTask/schedulers/taskHubs").Select(Name)]);

    // Whoever has no key cannot lose it.
    private IEnumerable<string> Keys()
    {
        (string Type, string Property, string Value)[] closed =
        [
            ("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", "false"),
            ("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", "false"),
            ("Microsoft.DocumentDB/databaseAccounts", "disableLocalAuth", "true"),
            ("Microsoft.ServiceBus/namespaces", "disableLocalAuth", "true"),
            ("Microsoft.Insights/components", "DisableLocalAuth", "true"),
            ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "allow", "false"),
        ];
        return closed.SelectMany(rule => _bicep.Values.SelectMany(file => file.Made(rule.Type))
            .Where(resource => resource.Body!["properties"]?[rule.Property] is not BicepLiteral literal || literal.Value != rule.Value)
            .Select(resource => $"{resource.Name} can be entered without an identity: {rule.Property} is not {rule.Value}"));
    }

    // Whatever the app stores in or waits for is reached from within a private network only.
    private IEnumerable<string> Privacy()
    {
        (string Service, string Part)[] services =
            [("storage", "blob"), ("cosmos", "Sql"), ("servicebus", "namespace"), ("vault", "vault"), ("scheduler", "scheduler")];
        var reached = _bicep["endpoints.bicep"].Variable("endpoints")!.Items.Select(endpoint => endpoint["part"]?.Text).ToHashSet();
        return
        [
            .. services.Where(service => !_bicep[$"{service.Service}.bicep"].Of("resource")
                    .Any(resource => resource.Body?["properties"]?["publicNetworkAccess"]?.All.Any(node => node is BicepName { Name: "isPrivate" }) ?? false))
                .Select(service => $"{service.Service} answers the internet in a private network too"),
            .. services.Where(service => !reached.Contains(service.Part)).Select(service => $"{service.Service} has no private endpoint"),
        ];
    }

    private IEnumerable<string> Rights()
    {
        var rbac = _bicep["rbac.bicep"];
        var made = _bicep.Values.SelectMany(file => file.Of("resource")).Where(resource => !resource.Existing)
            .Select(resource => (Type(resource), resource.Body?["name"]?.Text))
            .Concat(BlobContainers().Select(name => ("Microsoft.Storage/storageAccounts/blobServices/containers", (string?)name))).ToHashSet();
        var roles = (BicepObject)rbac.Variable("roles")!;
        return
        [
            .. roles.Members.Where(role => Roles.GetValueOrDefault(role.Key.Text!) != role.Value.Text).Select(role => $"{role.Key.Text} is not the role {role.Value.Text}"),
            .. roles.Members.Where(role => !rbac.Statements.SelectMany(s => s.Value?.All ?? []).OfType<BicepMember>()
                .Any(m => m.Name == role.Key.Text && m.Of is BicepName { Name: "roles" })).Select(role => $"nobody has the role {role.Key.Text}"),
            // A right over something that nobody makes. What has a computed name gets it from the module that makes it.
            .. rbac.Of("resource").Where(resource => resource.Existing && resource.Body?["name"]?.Text is not null)
                .Where(resource => !made.Contains((Type(resource), resource.Body!["name"]!.Text)))
                .Select(resource => $"rbac.bicep gives rights over {resource.Body!["name"]!.Text}, which nobody makes"),
            .. _bicep.Values.Where(file => file != rbac && file.Made("Microsoft.Authorization/roleAssignments").Any())
                .Select(file => $"{file.Name} gives rights: only rbac.bicep does"),
        ];

        static string Type(BicepStatement resource) => resource.Type.Split('@')[0];
    }

    // The words that are looked for in logs are words that the app logs.
    private IEnumerable<string> Alerts()
    {
        var sources = string.Concat(Repository.Sources("functions/App").Select(source => source.Text));
        return _bicep["alerts.bicep"].Variable("logs")!.Items
            .SelectMany(alert => LookedFor().Matches(alert["query"]!.Text!).Select(match => match.Groups[1].Value))
            .Where(words => !sources.Contains(words, StringComparison.Ordinal))
            .Select(words => $"alerts.bicep looks for \"{words}\", which the app never logs");
    }

    private BicepObject AppSettings() => (BicepObject)_bicep["app.bicep"].Made("Microsoft.Web/sites/config").Single().Body!["properties"]!;

    private JsonElement Json(string path) => JsonDocument.Parse(_texts[path]).RootElement;

    private static string Name(BicepStatement resource) => resource.Body!["name"]!.Text!;

    private static string Parent(BicepFile file, BicepStatement resource) =>
        Name(file.Of("resource").Single(parent => parent.Name == ((BicepName)resource.Body!["parent"]!).Name));

    private static string? Resolved(BicepFile file, BicepNode? node) => node switch
    {
        BicepName name => Resolved(file, file.Variable(name.Name)),
        BicepLiteral literal => literal.Value,
        _ => node?.Text,
    };

    private static IEnumerable<string> Difference(string one, HashSet<string> ones, string other, HashSet<string> others) =>
    [
        .. ones.Except(others).Select(name => $"{one} {name}, and that is not what {other}"),
        .. others.Except(ones).Select(name => $"{other} {name}, and that is not what {one}"),
    ];

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Place();

    [GeneratedRegex("'(\\w+)'")]
    private static partial Regex Kind();

    [GeneratedRegex("contains \"([^\"]+)\"")]
    private static partial Regex LookedFor();
}
