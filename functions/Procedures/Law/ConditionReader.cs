using System.Collections.Frozen;
using System.Text.Json;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>Reads conditions as the law files write them.</summary>
internal static class ConditionReader
{
    private const int MaxDepth = 16;

    internal static readonly FrozenDictionary<string, Condition.Comparison> Comparisons = new Dictionary<string, Condition.Comparison>
    {
        ["same"] = Condition.Comparison.Same,
        ["differs"] = Condition.Comparison.Differs,
        ["before"] = Condition.Comparison.Before,
        ["notBefore"] = Condition.Comparison.NotBefore,
        ["exceeds"] = Condition.Comparison.Exceeds,
    }.ToFrozenDictionary();

    /// <summary>Reads a condition and adds what is wrong with it to the faults; null when anything is.</summary>
    internal static Condition? Read(JsonElement json, string pointer, ICollection<Fault> faults, int depth = 0)
    {
        if (depth == MaxDepth || json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != 1)
        {
            return Malformed(pointer, faults);
        }

        var member = json.EnumerateObject().Single();
        var (at, value) = (JsonPointer.Append(pointer, member.Name), member.Value);
        return member.Name switch
        {
            "present" when Term.PointerOf(value) is { } path => new Condition.Present(path),
            "equals" when Pair(value) is var (first, second) && Term.PointerOf(first) is { } path =>
                new Condition.Equal(path, second.Clone()),
            "oneOf" when Pair(value) is var (first, second) && Term.PointerOf(first) is { } path
                && second.ValueKind == JsonValueKind.Array && second.GetArrayLength() > 0 =>
                new Condition.OneOf(path, [.. second.EnumerateArray().Select(item => item.Clone())]),
            "some" when Pair(value) is var (first, second) && Term.PointerOf(first) is { } list =>
                Read(second, JsonPointer.Append(at, 1), faults, depth + 1) is { } one ? new Condition.Some(list, one) : null,
            "not" => Read(value, at, faults, depth + 1) is { } other ? new Condition.Not(other) : null,
            "all" when value.ValueKind == JsonValueKind.Array =>
                ReadAll(value, at, faults, depth) is { } conditions ? new Condition.All(conditions) : null,
            "any" when value.ValueKind == JsonValueKind.Array =>
                ReadAll(value, at, faults, depth) is { } conditions ? new Condition.Any(conditions) : null,
            _ when Comparisons.TryGetValue(member.Name, out var by) && Pair(value) is var (first, second)
                && Term.Read(first) is { } a && Term.Read(second) is { } b && a.Fits(by) && b.Fits(by) => new Condition.Compared(by, a, b),
            _ => Malformed(at, faults),
        };
    }

    private static List<Condition>? ReadAll(JsonElement list, string pointer, ICollection<Fault> faults, int depth)
    {
        if (list.GetArrayLength() == 0)
        {
            Malformed(pointer, faults);
            return null;
        }

        var conditions = new List<Condition>();
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (Read(item, JsonPointer.Append(pointer, index++), faults, depth + 1) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        return conditions.Count == index ? conditions : null;
    }

    private static (JsonElement First, JsonElement Second)? Pair(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 ? (value[0], value[1]) : null;

    private static Condition? Malformed(string pointer, ICollection<Fault> faults)
    {
        faults.Add(new(
            FaultCodes.ConditionMalformed,
            pointer,
            "Điều kiện phải là một trong present, equals, oneOf, same, differs, before, notBefore, exceeds, some, not, all, any và đúng cú pháp.",
            "A condition is one of present, equals, oneOf, same, differs, before, notBefore, exceeds, some, not, all, any, with its operands."));
        return null;
    }
}
