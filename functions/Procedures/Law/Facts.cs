using System.Text.Json;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>What conditions are asked about: a document, at a moment.</summary>
/// <param name="Document">The declaration or notice, of the right form.</param>
/// <param name="Now">When it is looked at; the day is Vietnam's.</param>
public sealed record Facts(JsonElement Document, DateTimeOffset Now)
{
    // The elements that "*" stands for, innermost first: "/relatives/*" is "/relatives/2".
    private IReadOnlyList<(string Any, string One)> bound = [];

    /// <summary>A document on a day in Vietnam.</summary>
    public static Facts On(JsonElement document, DateOnly day) =>
        new(document, new DateTimeOffset(day, TimeOnly.MinValue, VietnamTime.Offset));

    /// <summary>The moment as a clock in Vietnam shows it.</summary>
    internal DateTime LocalNow => Local(Now);

    internal static DateTime Local(DateTimeOffset instant) => instant.ToOffset(VietnamTime.Offset).DateTime;

    /// <summary>What stands at a pointer of the law files; null when nothing does.</summary>
    internal JsonElement? At(string pointer) => JsonPointer.TryGet(Document, Resolve(pointer), out var found) ? found : null;

    /// <summary>The pointer with the elements that its "*" stand for at present.</summary>
    internal string Resolve(string pointer)
    {
        foreach (var (any, one) in bound)
        {
            if (pointer.StartsWith(any, StringComparison.Ordinal) && (pointer.Length == any.Length || pointer[any.Length] == '/'))
            {
                return one + pointer[any.Length..];
            }
        }

        return pointer;
    }

    /// <summary>The same facts seen from each element of a list: "*" behind the list's pointer is that element.</summary>
    internal IEnumerable<Facts> Each(string list)
    {
        var length = At(list) is { ValueKind: JsonValueKind.Array } found ? found.GetArrayLength() : 0;
        for (var i = 0; i < length; i++)
        {
            yield return this with { bound = [(list + "/*", JsonPointer.Append(Resolve(list), i)), .. bound] };
        }
    }
}
