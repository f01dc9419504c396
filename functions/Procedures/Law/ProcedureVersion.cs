using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>A linked procedure as one instrument orders it, over the days that it is in force.</summary>
public sealed record ProcedureVersion
{
    /// <summary>The procedure's current code, for example "3.000722".</summary>
    public required string Code { get; init; }

    /// <summary>The version, named after its instrument, for example "decree-63-2024".</summary>
    public required string Version { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day on which a dossier may be filed under it; null while it stands.</summary>
    public DateOnly? ValidTo { get; init; }

    public required Localized Name { get; init; }

    /// <summary>Codes that the procedure had before and is still asked for by.</summary>
    public required IReadOnlyList<string> FormerCodes { get; init; }

    /// <summary>The declaration's form, a name for <see cref="Forms.FormLibrary.Get"/>.</summary>
    public required string Form { get; init; }

    /// <summary>The steps, each after the steps that it waits for.</summary>
    public required IReadOnlyList<StepDefinition> Steps { get; init; }

    public required TimeLimit GroupLimit { get; init; }

    public TimeLimit? GroupLimitWithVerification { get; init; }

    /// <summary>How long the applicant has to supplement; past it the dossier is rejected.</summary>
    public required TimeLimit SupplementWindow { get; init; }

    /// <summary>Other limits of the whole group for some declarations; the first that fits counts.</summary>
    public IReadOnlyList<GroupLimitCase> GroupLimitCases { get; init; } = [];

    public required IReadOnlyList<RecordRule> Records { get; init; }

    /// <summary>Every type of record that the form takes, with its name; agencies ask for these and no others.</summary>
    public required IReadOnlyDictionary<string, Localized> RecordNames { get; init; }

    /// <summary>Where the declaration holds what every procedure has.</summary>
    public required DeclarationMap Declaration { get; init; }

    /// <summary>What a declaration must obey beyond its form.</summary>
    public required IReadOnlyList<DocumentRule> Rules { get; init; }

    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>What is not confirmed: the sources that are worked out or general knowledge, each with where it is said.</summary>
    public IReadOnlyList<Doubt> Doubts =>
    [
        .. Doubt.In("", Sources),
        .. Steps.SelectMany((step, i) => Doubt.In($"/steps/{i}", step.Sources)
            .Concat(Doubt.In($"/steps/{i}/confirmation", step.Confirmation?.Sources ?? []))),
        .. GroupLimitCases.SelectMany((limit, i) => Doubt.In($"/groupLimitCases/{i}", limit.Sources)),
        .. Records.SelectMany((record, i) => Doubt.In($"/records/{i}", record.Sources)),
        .. Rules.SelectMany((rule, i) => Doubt.In($"/rules/{i}", rule.Sources)),
    ];

    /// <summary>Whether it is in force on a day (in Vietnam).</summary>
    public bool IsInForce(DateOnly day) => ValidFrom <= day && !(ValidTo < day);

    /// <summary>The limit of the whole group for a declaration.</summary>
    public TimeLimit GroupLimitFor(Facts facts) => CaseOf(facts)?.Limit ?? GroupLimit;

    /// <summary>The longer limit of the whole group for a declaration, when an agency must verify; null when the law gives none.</summary>
    public TimeLimit? GroupLimitWithVerificationFor(Facts facts) =>
        CaseOf(facts) is { } found ? found.LimitWithVerification : GroupLimitWithVerification;

    /// <summary>The step of a code.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public StepDefinition Step(string code) =>
        Steps.FirstOrDefault(step => step.Code == code)
        ?? throw new KeyNotFoundException($"Procedure {Code} ({Version}) has no step '{code}'.");

    private GroupLimitCase? CaseOf(Facts facts) => GroupLimitCases.FirstOrDefault(limit => limit.When.Holds(facts));
}
