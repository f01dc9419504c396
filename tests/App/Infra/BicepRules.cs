using System.Text.RegularExpressions;

namespace LienThong.App.Tests.Infra;

/// <summary>What a compiler would say about names: that everything used is declared, everything declared is used, and that modules and
/// parameter files give what is asked for and nothing else.</summary>
internal static partial class BicepRules
{
    private static readonly HashSet<string> Functions =
    [
        "contains", "empty", "environment", "filter", "guid", "map", "readEnvironmentVariable", "subscription", "subscriptionResourceId", "tenant", "union",
        "uniqueString", "description", "minLength", "maxLength", "minValue", "maxValue", "allowed", "secure",
    ];

    /// <summary>Every fault, with file and line.</summary>
    public static IEnumerable<string> Faults(IReadOnlyDictionary<string, BicepFile> files)
    {
        foreach (var file in files.Values)
        {
            var faults = file.Name.EndsWith(".bicepparam", StringComparison.Ordinal) ? ParameterFile(file, files) : Template(file, files);
            foreach (var (line, fault) in faults)
            {
                yield return $"{file.Name}:{line}: {fault}";
            }
        }
    }

    private static IEnumerable<(int, string)> Template(BicepFile file, IReadOnlyDictionary<string, BicepFile> files)
    {
        var declared = file.Statements.Where(s => s.Kind is "param" or "var" or "resource" or "module").ToList();
        foreach (var twice in declared.GroupBy(s => s.Name).Where(g => g.Count() > 1))
        {
            yield return (twice.Last().Line, $"{twice.Key} is declared twice");
        }

        var known = declared.Select(s => s.Name).ToHashSet();
        var used = file.Statements.Where(s => s.Value is not null).SelectMany(s => Used(s.Value!, [])).ToList();
        foreach (var (line, name) in used.Where(use => !known.Contains(use.Name)))
        {
            yield return (line, $"{name} is not declared");
        }

        foreach (var unused in declared.Where(s => (s.Kind is "param" or "var" || s.Existing) && used.All(use => use.Name != s.Name)))
        {
            yield return (unused.Line, $"{unused.Name} is not used");
        }

        foreach (var call in file.Statements.SelectMany(s => s.Value?.All ?? []).OfType<BicepCall>().Where(c => c.Of is null && !Functions.Contains(c.Function)))
        {
            yield return (call.Line, $"{call.Function} is no known function");
        }

        foreach (var fault in file.Of("resource").SelectMany(Resource).Concat(file.Of("module").SelectMany(m => Module(m, file, files))))
        {
            yield return fault;
        }
    }

    private static IEnumerable<(int, string)> Resource(BicepStatement resource)
    {
        if (!ResourceType().IsMatch(resource.Type))
        {
            yield return (resource.Line, $"'{resource.Type}' is no type with a version");
        }

        if (resource.Body?["name"] is null)
        {
            yield return (resource.Line, $"{resource.Name} has no name");
        }

        var depth = resource.Type.Split('@')[0].Count(c => c == '/');
        if (depth > 1 && resource.Body?["parent"] is null)
        {
            yield return (resource.Line, $"{resource.Name} has no parent");
        }
    }

    private static IEnumerable<(int, string)> Module(BicepStatement module, BicepFile file, IReadOnlyDictionary<string, BicepFile> files)
    {
        if (!files.TryGetValue(module.Type, out var target))
        {
            yield return (module.Line, $"there is no {module.Type}");
            yield break;
        }

        foreach (var fault in Given(module.Line, (module.Body?["params"] as BicepObject)?.Members.Select(m => m.Key.Text!) ?? [], target))
        {
            yield return fault;
        }

        var outputs = target.Of("output").Select(o => o.Name).ToHashSet();
        var asked = file.Statements.SelectMany(s => s.Value?.All ?? []).OfType<BicepMember>()
            .Where(m => m.Of is BicepMember { Name: "outputs", Of: BicepName of } && of.Name == module.Name);
        foreach (var member in asked.Where(m => !outputs.Contains(m.Name)))
        {
            yield return (member.Line, $"{module.Type} has no output {member.Name}");
        }
    }

    private static IEnumerable<(int, string)> ParameterFile(BicepFile file, IReadOnlyDictionary<string, BicepFile> files) =>
        file.Of("using").SingleOrDefault() is { } names && files.TryGetValue(names.Type, out var target)
            ? Given(names.Line, file.Of("param").Select(p => p.Name), target)
            : [(1, "it uses no template")];

    private static IEnumerable<(int, string)> Given(int line, IEnumerable<string> given, BicepFile target)
    {
        var names = given.ToHashSet();
        var parameters = target.Of("param").ToList();
        foreach (var name in names.Except(parameters.Select(p => p.Name)))
        {
            yield return (line, $"{target.Name} has no parameter {name}");
        }

        foreach (var missing in parameters.Where(p => p.Value is null && !names.Contains(p.Name)))
        {
            yield return (line, $"{target.Name} needs {missing.Name}");
        }
    }

    // The names that are used, without those of loops and lambdas where they are known.
    private static IEnumerable<(int Line, string Name)> Used(BicepNode node, IReadOnlyList<string> local) => node switch
    {
        BicepName name when !local.Contains(name.Name) => [(name.Line, name.Name)],
        BicepScope scope => [.. scope.In is { } over ? Used(over, local) : [], .. Used(scope.Body, [.. local, .. scope.Names])],
        _ => node.Parts.SelectMany(part => Used(part, local)),
    };

    [GeneratedRegex(@"^Microsoft\.\w+(/\w+)+@\d{4}-\d{2}-\d{2}(-preview)?$")]
    private static partial Regex ResourceType();
}
