using System.Text.Json;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Reports.Tests;

/// <summary>Made-up dossiers of the birth group, from the sample declaration.</summary>
internal static class SampleDossiers
{
    public static readonly LawLibrary Law = LawLibrary.Load();

    public static readonly DossierRules Rules = new(Law.InForce("3.000722", new DateOnly(2026, 9, 7)), Law);

    private static readonly JsonElement Declaration =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", "declarations", "birth.decree-301-2026.json"))).RootElement;

    /// <summary>A moment by a clock in Vietnam, counted from Monday 07/09/2026.</summary>
    public static DateTimeOffset Monday(int hour, int minute = 0, int addDays = 0) =>
        new DateTimeOffset(2026, 9, 7, hour, minute, 0, TimeSpan.FromHours(7)).AddDays(addDays).ToUniversalTime();

    public static DateOnly Day(int addDays = 0) => new DateOnly(2026, 9, 7).AddDays(addDays);

    public static DossierCode Code(int number) => DossierCode.For(AgencyIdentifier.Parse("G22.99.08"), Day(), number);

    /// <summary>A dossier of two steps, filed on Monday at eight and due on Thursday at five.</summary>
    public static Dossier Filed(params DossierEvent[] more) => new()
    {
        Code = Code(1),
        Procedure = Rules.Law.Code,
        LawVersion = Rules.Law.Version,
        Declaration = Declaration,
        Events =
        [
            new DossierFiled(Monday(8), "portal", "portal",
                [new PlannedStep("birth", AgencyCode.Parse("civil-status-00004"), []), new PlannedStep("residence", AgencyCode.Parse("police-00004"), ["birth"])],
                Monday(17, 0, 3)),
            .. more,
        ],
    };

    /// <summary>The same with its first step begun and asked, due on Monday at five.</summary>
    public static Dossier Asked(params DossierEvent[] more) => Filed([Begun("birth", Monday(8), Monday(17)), Sent("birth", Monday(8, 5)), .. more]);

    public static StepBegun Begun(string step, DateTimeOffset at, DateTimeOffset due) => new(at, DossierEvent.System, step, due);

    public static RequestSent Sent(string step, DateTimeOffset at, int round = 1) => new(at, DossierEvent.System, step, round);

    public static StepAccepted Accepted(string step, DateTimeOffset at) => new(at, "agency", step, 1);

    public static StepDone Done(string step, DateTimeOffset at, params RecordReference[] records) =>
        new(at, "agency", step, 1, new Dictionary<string, string>(), records);

    public static SupplementAsked Supplement(string step, DateTimeOffset at, int round = 1) =>
        new(at, "agency", step, round, ["householder-consent"], "Thiếu giấy tờ", at.AddDays(9));

    public static SupplementGiven Given(string step, DateTimeOffset at, DateTimeOffset due, int round = 2) => new(at, "portal", step, round, [], null, due);

    public static DossierClosed Closed(DateTimeOffset at, DossierOutcome outcome = DossierOutcome.Completed) => new(at, DossierEvent.System, outcome);

    /// <summary>Both steps done, the second at a given moment; the whole is due on Thursday at five, the second step on Wednesday at five.</summary>
    public static Dossier EndedAt(DateTimeOffset end) => Asked(
        Done("birth", Monday(10)),
        Begun("residence", Monday(10), Monday(17, 0, 2)),
        Sent("residence", Monday(10)),
        Done("residence", end),
        Closed(end));
}
