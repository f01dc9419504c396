using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;
using Checks = LienThong.Procedures.Declarations.Declarations;

namespace LienThong.Procedures.Tests.Declarations;

/// <summary>The samples of the repository, and what a test changes in them.</summary>
internal static class Given
{
    internal static readonly LawLibrary Library = LawLibrary.Load();

    /// <summary>A sample as a tree that a test may change.</summary>
    internal static JsonObject Sample(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", name)))!.AsObject();

    /// <summary>The sample of Decree 63/2024, checked as filed on 2026-08-10, with a change.</summary>
    internal static DeclarationCheck Decree63(Action<JsonObject>? change = null, string filedOn = "2026-08-10") =>
        Check("3.000722", "birth.decree-63-2024", "decree-63-2024", change, filedOn);

    /// <summary>The sample of Decree 301/2026, checked as filed on 2026-09-07, with a change.</summary>
    internal static DeclarationCheck Decree301(Action<JsonObject>? change = null, string filedOn = "2026-09-07") =>
        Check("3.000722", "birth.decree-301-2026", "decree-301-2026", change, filedOn);

    /// <summary>The sample of the death group, checked as filed on 2026-09-07 under Decree 301/2026, with a change.</summary>
    internal static DeclarationCheck Death(Action<JsonObject>? change = null, string filedOn = "2026-09-07") =>
        Check("2.002913", "death.form-02", "decree-301-2026", change, filedOn);

    /// <summary>The sample of a service of one step, checked as filed on 2026-09-07, with a change.</summary>
    internal static DeclarationCheck Service(string procedure, string sample, Action<JsonObject>? change = null) =>
        Check(procedure, sample, "catalogue-2026", change, "2026-09-07");

    /// <summary>Puts a value at a pointer of a document; a null takes away what stands there.</summary>
    internal static void Set(JsonObject document, string pointer, JsonNode? value)
    {
        var tokens = JsonPointer.Tokens(pointer)!;
        var parent = tokens.SkipLast(1).Aggregate(
            (JsonNode)document, (node, token) => node is JsonArray list ? list[int.Parse(token, provider: null)]! : node[token]!);
        if (value is null)
        {
            parent.AsObject().Remove(tokens[^1]);
        }
        else
        {
            parent[tokens[^1]] = value;
        }
    }

    internal static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static DeclarationCheck Check(string procedure, string sample, string version, Action<JsonObject>? change, string filedOn)
    {
        var declaration = Sample($"declarations/{sample}.json");
        change?.Invoke(declaration);
        return Checks.Check(
            Library.Get(procedure, version),
            Element(declaration),
            Library,
            DateOnly.Parse(filedOn, provider: null));
    }
}
