using System.Text.RegularExpressions;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Audit;

/// <summary>What may stand in the audit log of what came from outside.</summary>
internal static partial class AuditText
{
    /// <summary>The text if it looks like a code, else <c>?</c>: it may be anything, a name too. Twelve digits are how a person is
    /// numbered, so they are none.</summary>
    public static string Code(string? text) => text is not null && IsCode(text) ? text : "?";

    /// <summary>Whether a text is the number of an employee: a code of at most 32 characters.</summary>
    public static bool IsOfficer(string text) => text.Length <= 32 && IsCode(text);

    /// <summary>Whether a text looks like a code.</summary>
    public static bool IsCode(string text) => Form().IsMatch(text) && !PersonalId.TryParse(text, out _, out _);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/\-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
