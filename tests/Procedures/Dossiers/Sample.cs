using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>A dossier of the four-step birth group, and the moments around it.</summary>
internal static class Sample
{
    public static readonly LawLibrary Law = LawLibrary.Load();

    /// <summary>Monday 07/09/2026, in the words an official would use: hour and minute in Vietnam.</summary>
    public static DateTimeOffset Monday(int hour, int minute = 0, int addDays = 0) =>
        new DateTimeOffset(2026, 9, 7, hour, minute, 0, TimeSpan.FromHours(7)).AddDays(addDays).ToUniversalTime();

    public static readonly DossierRules Rules = new(Law.InForce("3.000722", new DateOnly(2026, 9, 7)), Law);

    public static Dossier Filed(params DossierEvent[] more) => new Dossier
    {
        Code = DossierCode.Parse("G22.99.08-260907-0000001"),
        Procedure = Rules.Law.Code,
        LawVersion = Rules.Law.Version,
        Declaration = Declaration,
        Events =
        [
            new DossierFiled(Monday(8), "portal", "portal",
            [
                new PlannedStep("birth", AgencyCode.Parse("civil-status-00004"), []),
                new PlannedStep("residence", AgencyCode.Parse("police-00004"), ["birth"]),
                new PlannedStep("insurance", AgencyCode.Parse("insurance-01"), ["birth"]),
                new PlannedStep("identity", AgencyCode.Parse("identity-01"), ["birth"]),
            ], Monday(17, 0, 11)),
            .. more,
        ],
    };

    /// <summary>The same, but the father has to confirm before the residence, and the card needs the child's number.</summary>
    public static Dossier FiledWithWaits(params DossierEvent[] more)
    {
        var filed = (DossierFiled)Filed().Events[0];
        return Filed() with
        {
            Events =
            [
                filed with
                {
                    Steps = [.. filed.Steps.Select(s => s.Step switch
                    {
                        "residence" => s with { ConfirmedBy = ["/father", "/mother"] },
                        "identity" => s with { Needs = ["birth/personalId"] },
                        _ => s,
                    })],
                },
                .. more,
            ],
        };
    }

    private static readonly JsonElement Declaration = JsonDocument.Parse(
        """{"mother":{"personalId":"004198000001"},"father":{"personalId":"004095000001"},"identityCard":{"wanted":true}}""").RootElement;

    public const string FatherId = "004095000001";

    public const string MotherId = "004198000001";

    public const string ChildId = "001326000001";

    public static ConfirmationAnswer Agrees(string person = "/father", string id = FatherId) => new() { From = person, PersonalId = id, Agrees = true };

    public static ResultCorrection Correction(int edition, string step = "birth", string number = "9876543210") => new()
    {
        Edition = edition,
        Result = Results[step].ToDictionary(p => p.Key, p => p.Key is "registrationNumber" or "noticeNumber" ? number : p.Value),
        Reason = "Sai số đăng ký",
    };

    /// <summary>The rules under a calendar with more days off, as after a law file was changed.</summary>
    public static DossierRules RulesWithDaysOff(params DateOnly[] off)
    {
        using var builtIn = typeof(LawLibrary).Assembly.GetManifestResourceStream("calendar/2026.json")!;
        var year = JsonNode.Parse(builtIn)!;
        foreach (var day in off)
        {
            year["daysOff"]!.AsArray().Add(JsonNode.Parse(
                $$"""{"from":"{{day:yyyy-MM-dd}}","name":{"vi":"Nghỉ","en":"Off"},"sources":[{"text":"Test","certainty":"inferred"}]}"""));
        }

        var folder = Directory.CreateTempSubdirectory("lien-thong-law-");
        try
        {
            File.WriteAllText(Path.Combine(folder.CreateSubdirectory("calendar").FullName, "2026.json"), year.ToJsonString());
            var law = LawLibrary.Load(folder.FullName);
            return new(law.InForce("3.000722", new DateOnly(2026, 9, 7)), law);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The sample with its birth step begun and asked.</summary>
    public static Dossier BirthAsked() => Filed(
        new StepBegun(Monday(8), DossierEvent.System, "birth", Monday(17)),
        new RequestSent(Monday(8), DossierEvent.System, "birth", 1));

    public static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Results =
        Rules.Law.Steps.ToDictionary(
            s => s.Code,
            IReadOnlyDictionary<string, string> (s) => s.ResultFields
                .Where(f => f.Presence == ResultPresence.Required)
                .ToDictionary(f => f.Name, f => f.Format == "date" ? "2026-09-08" : "0123456789"));

    public static AgencyDecision Done(string step, int round = 1) => new()
    {
        Round = round,
        Decision = AgencyDecisionKind.Done,
        Result = Results[step],
    };

    public static AgencyDecision Decision(AgencyDecisionKind kind, int round = 1) => kind switch
    {
        AgencyDecisionKind.Supplement => new() { Round = round, Decision = kind, Reason = "Thiếu giấy tờ", Asked = ["householder-consent"] },
        AgencyDecisionKind.Verify => new() { Round = round, Decision = kind, Reason = "Cần xác minh" },
        AgencyDecisionKind.Refuse => new() { Round = round, Decision = kind, ReasonCode = "not-eligible", Reason = "Không đủ điều kiện" },
        _ => new() { Round = round, Decision = kind },
    };

    public static readonly IReadOnlyList<RecordReference> Paper = [new("householder-consent", new string('a', 64))];

    /// <summary>The dossier after a decision that is granted.</summary>
    public static Dossier After(this Dossier dossier, Decided decided)
    {
        Assert.Null(decided.Refusal);
        return dossier.With(decided.Events);
    }

    public static Dossier Decide(this Dossier dossier, string step, AgencyDecision decision, DateTimeOffset at) =>
        dossier.After(AgencyDecisions.Decide(dossier, step, decision, Rules, "agency", at));

    /// <summary>Carries out everything that the plans have for a moment, as the orchestrations do.</summary>
    public static Dossier CarryOut(this Dossier dossier, DateTimeOffset now) => dossier.CarryOut(Rules, now);

    /// <summary>The same under another law.</summary>
    public static Dossier CarryOut(this Dossier dossier, DossierRules rules, DateTimeOffset now)
    {
        while (true)
        {
            var before = dossier;
            dossier = dossier.With(DossierPlan.Settle(dossier, rules, now));
            foreach (var step in DossierPlan.Running(dossier.State, rules))
            {
                var next = StepPlan.Next(dossier, step, rules, now);
                if (StepPlan.Record(next.Action, dossier, dossier.State.Step(step)!, rules, now) is { } happened)
                {
                    dossier = dossier.With([happened]);
                }
            }

            if (dossier.Version == before.Version)
            {
                return dossier;
            }
        }
    }

    public static string? Code(Decided decided) => decided.Refusal?.Faults[0].Code;
}
