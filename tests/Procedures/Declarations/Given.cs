using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Declarations;
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
        Check("birth.decree-63-2024", "decree-63-2024", change, filedOn);

    /// <summary>The sample of Decree 301/2026, checked as filed on 2026-09-07, with a change.</summary>
    internal static DeclarationCheck Decree301(Action<JsonObject>? change = null, string filedOn = "2026-09-07") =>
        Check("birth.decree-301-2026", "decree-301-2026", change, filedOn);

    internal static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static DeclarationCheck Check(string sample, string version, Action<JsonObject>? change, string filedOn)
    {
        var declaration = Sample($"declarations/{sample}.json");
        change?.Invoke(declaration);
        return Checks.Check(
            Library.Get("3.000722", version),
            Element(declaration),
            Library,
            DateOnly.Parse(filedOn, provider: null));
    }
}
