using System.Text.Json.Nodes;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;

namespace LienThong.App.Population;

/// <summary>A declaration as far as the state can fill it in.</summary>
public sealed record Prefilled
{
    /// <summary>The procedure's code.</summary>
    public required string Procedure { get; init; }

    /// <summary>The version of the law whose form it is.</summary>
    public required string LawVersion { get; init; }

    /// <summary>The declaration so far: what was asked with, and what is known. Not complete.</summary>
    public required JsonObject Declaration { get; init; }

    /// <summary>The fields that the state can know, beyond those that it was asked with.</summary>
    public required IReadOnlyList<PrefilledField> Fields { get; init; }

    /// <summary>How many there are and how many of them are filled in; and how many the whole form has, and what was typed to ask.</summary>
    public required PrefillShare Share { get; init; }

    /// <summary>answered, unavailable (ask again later, or let people type) or not-used.</summary>
    public required string Population { get; init; }

    /// <summary>The roles of the persons whom nobody knows by this number, name and birth date.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>To be sent with the filing, so that the dossier tells how much nobody had to type.</summary>
    public required string Prefill { get; init; }

    /// <summary>Until when that is good, UTC.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>A field that the state can know.</summary>
/// <param name="Field">JSON pointer into the declaration.</param>
/// <param name="From">The role of the person whose entry has it, or notice.</param>
/// <param name="Filled">Whether it is filled in.</param>
public sealed record PrefilledField(string Field, string From, bool Filled);

/// <summary>What became of asking for a prefilled declaration: it, or everything that is wrong with the question.</summary>
public sealed record PrefillAnswer(Prefilled? Prefilled, IReadOnlyList<Fault> Faults);
