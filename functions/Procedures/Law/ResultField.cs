using System.Collections.Frozen;
using System.Text.Json;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Law;

/// <summary>Whether an agency's result must carry a field.</summary>
public enum ResultPresence
{
    /// <summary>The step is not done without it.</summary>
    Required,

    /// <summary>It may be left out.</summary>
    Optional,

    /// <summary>It may come after the step is done, as a patch of the result.</summary>
    Late,
}

/// <summary>A named piece of data in an agency's result, for example registrationNumber.</summary>
/// <param name="Name">The JSON name in the result's data.</param>
/// <param name="Label">What the reader sees.</param>
/// <param name="Format">One of <see cref="Formats"/>; null for any text of 1 to 200 characters.</param>
/// <param name="Presence">Whether it must be there.</param>
public sealed record ResultField(string Name, Localized Label, string? Format, ResultPresence Presence)
{
    /// <summary>Checks result data against the fields as a form would.</summary>
    internal static IReadOnlyList<Fault> Check(IReadOnlyList<ResultField> fields, JsonElement data)
    {
        var check = new FormCheck();
        check.Value(
            new FormNode
            {
                Type = FormType.Object,
                IsClosed = true,
                Required = [.. fields.Where(field => field.Presence == ResultPresence.Required).Select(field => field.Name)],
                Properties = fields.ToFrozenDictionary(
                    field => field.Name,
                    field => new FormNode { Type = FormType.String, Format = field.Format ?? Formats.Text, MaxLength = 200 }),
            },
            data,
            "");
        return check.Faults;
    }
}
