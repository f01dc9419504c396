using System.Text.Json;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>What it does to the steps after a step that it is refused, or rejected because nothing was supplemented in time. Steps
/// beside it go on in any case.</summary>
public enum RefusalEffect
{
    /// <summary>Steps that come after it begin without its result; only one that needs a field of the result never starts.</summary>
    None,

    /// <summary>Steps that come after it, directly or not, never start.</summary>
    StopsDependants,
}

/// <summary>One step of a linked procedure: one agency, one limit, one result.</summary>
public sealed record StepDefinition
{
    /// <summary>Stable kebab-case code, for example "residence".</summary>
    public required string Code { get; init; }

    public required Localized Name { get; init; }

    /// <summary>Which agency decides it.</summary>
    public required AgencyRule Agency { get; init; }

    /// <summary>Codes of the steps that must be done before it starts, or refused with <see cref="RefusalEffect.None"/>.</summary>
    public required IReadOnlyList<string> After { get; init; }

    /// <summary>Its legal limit, counted from when the agency has all it needs.</summary>
    public required TimeLimit Limit { get; init; }

    /// <summary>The longer limit when the agency says that it must verify; null when the law gives none.</summary>
    public TimeLimit? LimitWithVerification { get; init; }

    /// <summary>Working hours before due at which the agency is reminded; 4 unless the law file says otherwise.</summary>
    public double ReminderBefore { get; init; } = 4;

    /// <summary>The type of record that its result is, for example "birth-certificate".</summary>
    public required string ResultRecord { get; init; }

    /// <summary>Whose the result is: roles of the declared persons, or <see cref="NewbornRule.Role"/>. They alone may reuse its
    /// records, and a personal number in it is that of the only one.</summary>
    public required IReadOnlyList<string> ResultOf { get; init; }

    public required RefusalEffect RefusalEffect { get; init; }

    /// <summary>The top-level members of the declaration that the agency gets to see: each is told what it needs.</summary>
    public required IReadOnlyList<string> Discloses { get; init; }

    /// <summary>When the step belongs to the dossier at all; null is always.</summary>
    public Condition? When { get; init; }

    /// <summary>What must be known before it begins, as <c>step/field</c> of results that may come late, for example birth/personalId.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Who must confirm before it begins; null is nobody.</summary>
    public ConfirmationRule? Confirmation { get; init; }

    /// <summary>What the agency says when the step is done.</summary>
    public required IReadOnlyList<ResultField> ResultFields { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>
    /// Everything that is wrong with an agency's result data: a required field missing (late ones may be), a text of the
    /// wrong format, a field that the step does not know.
    /// </summary>
    /// <param name="data">The result's data, an object of texts by field name.</param>
    public IReadOnlyList<Fault> CheckResult(JsonElement data) => ResultField.Check(ResultFields, data);

    /// <summary>The same for result data that has been read.</summary>
    public IReadOnlyList<Fault> CheckResult(IReadOnlyDictionary<string, string> data) =>
        CheckResult(JsonSerializer.SerializeToElement(data));
}
