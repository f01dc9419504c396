using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;

namespace LienThong.App.Population;

/// <summary>The schemas of docs/contracts/population.openapi.json, by which what the population database answers is checked
/// before anything is made of it.</summary>
public sealed class PopulationContract
{
    private readonly FrozenDictionary<string, Form> _forms;

    private PopulationContract(FrozenDictionary<string, Form> forms) => _forms = forms;

    /// <summary>Reads the contract that was built into the app.</summary>
    /// <exception cref="InvalidDataException">It has a schema that forms cannot express; the message lists what is wrong.</exception>
    public static PopulationContract Load()
    {
        using var file = typeof(PopulationContract).Assembly.GetManifestResourceStream("population.openapi.json")!;
        return Read(JsonNode.Parse(file)!);
    }

    /// <summary>Everything in which a document departs from a schema of the contract.</summary>
    /// <param name="schema">The schema's name, for example Person.</param>
    /// <param name="document">The document.</param>
    public IReadOnlyList<Fault> Check(string schema, JsonElement document) => _forms[schema].Check(document);

    private static PopulationContract Read(JsonNode contract)
    {
        // Forms keep their definitions below $defs.
        var schemas = contract["components"]!["schemas"]!.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        Dictionary<string, Form> forms = [];
        List<string> wrong = [];
        foreach (var name in JsonNode.Parse(schemas)!.AsObject().Select(schema => schema.Key))
        {
            var definitions = JsonNode.Parse(schemas)!.AsObject();
            var schema = definitions[name]!.DeepClone().AsObject();
            schema["$defs"] = definitions;
            if (Form.Read(name, JsonSerializer.SerializeToElement(schema), out var faults) is { } form)
            {
                forms[name] = form;
            }
            else
            {
                wrong.AddRange(faults.Select(fault => $"{name}{fault.Pointer}: {fault.En}"));
            }
        }

        return wrong.Count == 0
            ? new PopulationContract(forms.ToFrozenDictionary(StringComparer.Ordinal))
            : throw new InvalidDataException(string.Join(Environment.NewLine, wrong));
    }
}
