using LienThong.Procedures.Faults;

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
/// <param name="Format">One of <see cref="Forms.Formats"/>; null for any text of 1 to 200 characters.</param>
/// <param name="Presence">Whether it must be there.</param>
public sealed record ResultField(string Name, Localized Label, string? Format, ResultPresence Presence);
