using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace LienThong.Procedures.Faults;

/// <summary>JSON pointers (RFC 6901): "" is the whole document, "/child/fullName" a member, "/records/0" an element.</summary>
public static class JsonPointer
{
    /// <summary>The pointer to a member of what <paramref name="pointer"/> points to.</summary>
    public static string Append(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The pointer to an element of what <paramref name="pointer"/> points to.</summary>
    public static string Append(string pointer, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");

    /// <summary>The names and indices on the way; null when the text is no pointer.</summary>
    public static IReadOnlyList<string>? Tokens(string pointer)
    {
        if (pointer.Length == 0)
        {
            return [];
        }

        if (pointer[0] != '/')
        {
            return null;
        }

        var tokens = pointer[1..].Split('/');
        for (var i = 0; i < tokens.Length; i++)
        {
            for (var tilde = tokens[i].IndexOf('~'); tilde >= 0; tilde = tokens[i].IndexOf('~', tilde + 1))
            {
                if (tilde + 1 == tokens[i].Length || tokens[i][tilde + 1] is not ('0' or '1'))
                {
                    return null;
                }
            }

            tokens[i] = tokens[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return tokens;
    }

    /// <summary>What a pointer points to in a document, if there is anything there.</summary>
    public static bool TryGet(JsonElement document, string pointer, [NotNullWhen(true)] out JsonElement? value)
    {
        value = null;
        if (Tokens(pointer) is not { } tokens)
        {
            return false;
        }

        var at = document;
        foreach (var token in tokens)
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(token, out var member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array && Index(token) is { } index && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return false;
            }
        }

        value = at;
        return true;
    }

    /// <summary>The pointers that something stands at, for one whose last part may be "*": each element of the list.</summary>
    public static IEnumerable<string> Expand(JsonElement document, string pointer)
    {
        if (!pointer.EndsWith("/*", StringComparison.Ordinal))
        {
            return TryGet(document, pointer, out _) ? [pointer] : [];
        }

        var list = pointer[..^2];
        var length = TryGet(document, list, out var found) && found.Value.ValueKind == JsonValueKind.Array ? found.Value.GetArrayLength() : 0;
        return Enumerable.Range(0, length).Select(index => Append(list, index));
    }

    private static int? Index(string token) =>
        (token == "0" || (token.Length is > 0 and < 10 && token[0] != '0'))
        && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
