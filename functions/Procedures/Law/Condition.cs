using System.Text.Json;

namespace LienThong.Procedures.Law;

/// <summary>A condition on a declaration, written as data.</summary>
public abstract record Condition
{
    /// <summary>Whether it holds for a document.</summary>
    public abstract bool Holds(JsonElement document);
}
