using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.App.Tests.Harness;
using static LienThong.App.Access.PartnerKind;
using static LienThong.App.Tests.Harness.Kinds;

namespace LienThong.App.Tests.Access;

/// <summary>Who may call a function.</summary>
/// <param name="Own">The kinds that may, where the dossier, the worklist or the facility is theirs.</param>
/// <param name="Foreign">The kinds that may although it is another area's.</param>
/// <param name="Granted">What those who may are answered.</param>
internal sealed record Expectation(PartnerKind[] Own, PartnerKind[] Foreign, params HttpStatusCode[] Granted)
{
    /// <summary>Nobody has to say who they are.</summary>
    public bool OpenToAll { get; init; }

    /// <summary>What a caller of a kind sends.</summary>
    public Func<PartnerKind, Family, JsonNode>? Body { get; init; }

    /// <summary>Whether the body is a record instead of JSON.</summary>
    public bool SendsRecord { get; init; }
}

/// <summary>The policies as docs/api.md tells them: one row for each HTTP function of the app.</summary>
internal static class Expectations
{
    private static readonly PartnerKind[] Everybody = [.. All];
    private static readonly PartnerKind[] Filing = [Portal, Vneid, Agent, Counter];
    private static readonly PartnerKind[] Agencies = [CivilStatus, Police, Insurance, Identity];
    private static readonly PartnerKind[] Readers = [.. Filing, .. Agencies, Operator];
    private static readonly PartnerKind[] ReportReaders = [.. Agencies, Province, Source, Operator];

    public static IReadOnlyDictionary<string, Expectation> Of { get; } = new Dictionary<string, Expectation>
    {
        ["HealthLive"] = new(Everybody, Everybody, HttpStatusCode.OK) { OpenToAll = true },
        ["HealthReady"] = new(Everybody, Everybody, HttpStatusCode.OK) { OpenToAll = true },
        ["ReadTracking"] = new(Everybody, Everybody, HttpStatusCode.OK) { OpenToAll = true },
        ["ListProcedures"] = new(Everybody, Everybody, HttpStatusCode.OK),
        ["ReadProcedure"] = new(Everybody, Everybody, HttpStatusCode.OK),
        ["ReadLanes"] = new(Everybody, Everybody, HttpStatusCode.OK),

        // Into the caller's own inbox: there is no foreign one.
        ["UploadRecord"] = new(Filing, Filing, HttpStatusCode.Created) { SendsRecord = true },
        ["FileDossier"] = new(Filing, [], HttpStatusCode.Accepted) { Body = (kind, family) => family.Filing().On(kind.Name()) },

        // Of persons and procedures, which have no area.
        ["PrefillDeclaration"] = new(Filing, Filing, HttpStatusCode.OK) { Body = (_, family) => family.PrefillQuestion() },
        ["OfferReusableRecords"] = new(Filing, Filing, HttpStatusCode.OK) { Body = (_, family) => family.ReuseQuestion() },
        ["ReadDossier"] = new(Readers, [Operator], HttpStatusCode.OK),
        ["ReadTimeline"] = new(Readers, [Operator], HttpStatusCode.OK),
        ["AddRecord"] = new([.. Filing, .. Agencies], [], HttpStatusCode.Created) { SendsRecord = true },
        ["DownloadRecord"] = new([.. Filing, .. Agencies], [], HttpStatusCode.OK),
        ["LinkRecord"] = new([.. Filing, .. Agencies], [], HttpStatusCode.NotFound),
        ["Supplement"] = new(Filing, [], HttpStatusCode.Conflict) { Body = (_, _) => new JsonObject { ["round"] = 1, ["records"] = new JsonArray() } },
        ["Withdraw"] = new(Filing, [], HttpStatusCode.OK) { Body = (_, _) => new JsonObject { ["reason"] = "Nộp nhầm." } },
        ["Confirm"] = new([Vneid], [], HttpStatusCode.BadRequest)
        {
            Body = (_, _) => new JsonObject { ["from"] = "/nobody", ["agrees"] = true, ["personalId"] = "004198000001" },
        },
        ["JudgeDuplicate"] = new([CivilStatus], [], HttpStatusCode.Conflict) { Body = (_, _) => new JsonObject { ["isDuplicate"] = true, ["note"] = "Đã xem." } },
        ["ReadWorklist"] = new(Agencies, [], HttpStatusCode.OK),
        ["SummariseWorklist"] = new(Agencies, [], HttpStatusCode.OK),

        // The birth step has begun, the others have not.
        ["ReadAgencyRequest"] = new(Agencies, [], HttpStatusCode.OK, HttpStatusCode.Conflict),
        ["Decide"] = new(Agencies, [], HttpStatusCode.OK, HttpStatusCode.Conflict) { Body = (_, _) => Decision.Accept() },

        // The police speak in no other system's numbers.
        ["SayStatus"] = new(Agencies, [], HttpStatusCode.OK, HttpStatusCode.BadRequest) { Body = (_, _) => new JsonObject { ["status"] = 1, ["round"] = 1 } },
        ["ReceiveDeathNotice"] = new([Hospital], [], HttpStatusCode.Created, HttpStatusCode.OK) { Body = (_, _) => new Bereaved().Notice() },
        ["CorrectResult"] = new(Agencies, [], HttpStatusCode.Conflict)
        {
            Body = (_, _) => new JsonObject { ["edition"] = 2, ["result"] = new JsonObject(), ["reason"] = "Sai." },
        },
        ["CompleteResult"] = new(Agencies, [], HttpStatusCode.Conflict) { Body = (_, _) => new JsonObject { ["fields"] = new JsonObject() } },
        ["HandOn"] = new(Agencies, [], HttpStatusCode.BadRequest, HttpStatusCode.Conflict)
        {
            Body = (_, _) => new JsonObject { ["round"] = 1, ["to"] = "99999", ["reason"] = "Sai xã." },
        },
        ["ReceiveBirthNotice"] = new([Hospital], [], HttpStatusCode.Created, HttpStatusCode.OK) { Body = (_, family) => family.Notice() },

        // A source has no area; what it may not send for is its own test.
        ["SendMeasurements"] = new([PartnerKind.Source], [PartnerKind.Source], HttpStatusCode.BadRequest)
        {
            Body = (_, _) => new JsonObject
            {
                ["source"] = "nobody", ["batch"] = "1", ["measuredAt"] = "2026-09-07T00:00:00Z", ["sentAt"] = "2026-09-07T00:00:00Z", ["rows"] = new JsonArray(new JsonObject()),
            },
        },

        // Who runs the system runs all of it.
        ["ReadAttention"] = new([Operator], [Operator], HttpStatusCode.OK),
        ["ListUnassigned"] = new([Operator], [Operator], HttpStatusCode.OK),
        ["Invalidate"] = new([Operator], [Operator], HttpStatusCode.BadRequest)
        {
            Body = (_, _) => new JsonObject { ["reasonCode"] = "unknown", ["reason"] = "Thử." },
        },
        ["ListInstances"] = new([Operator], [Operator], HttpStatusCode.OK),
        ["ResumeInstance"] = new([Operator], [Operator], HttpStatusCode.Conflict),
        ["RestartInstance"] = new([Operator], [Operator], HttpStatusCode.Conflict),
        ["ListLanes"] = new([Operator], [Operator], HttpStatusCode.OK),
        ["ResumeLane"] = new([Operator], [Operator], HttpStatusCode.Conflict) { Body = (_, _) => new JsonObject { ["reason"] = "x" } },
        ["ReplayLane"] = new([Operator], [Operator], HttpStatusCode.BadRequest) { Body = (_, _) => new JsonObject { ["from"] = "status:1", ["reason"] = "x" } },
        ["ResumeLanes"] = new([Operator], [Operator], HttpStatusCode.Accepted) { Body = (_, _) => new JsonObject { ["reason"] = "x" } },
        ["WithdrawAlias"] = new([Operator], [Operator], HttpStatusCode.BadRequest)
        {
            Body = (_, _) => new JsonObject { ["register"] = "province", ["number"] = "H04.99-260907-0001", ["reason"] = "Thử." },
        },
        ["GiveAlias"] = new([.. Filing, .. Agencies], [], HttpStatusCode.OK)
        {
            Body = (_, family) => new JsonObject { ["register"] = "province", ["number"] = $"H04.77-260907-{family.Number:D6}" },
        },

        // Everybody may ask, and is shown no more than their own.
        ["SearchDossiers"] = new(Readers, Readers, HttpStatusCode.OK) { Body = (_, family) => new JsonObject { ["number"] = $"H04.77-260907-{family.Number:D6}" } },

        // The country's; those of provinces and communes are in ReportTests.
        ["ListReports"] = new(ReportReaders, ReportReaders, HttpStatusCode.OK),
        ["ReadReport"] = new(ReportReaders, ReportReaders, HttpStatusCode.NotFound, HttpStatusCode.OK),
        ["ReadLatestReport"] = new(ReportReaders, ReportReaders, HttpStatusCode.NotFound, HttpStatusCode.OK),
        ["ReadReportSchema"] = new(ReportReaders, ReportReaders, HttpStatusCode.OK),
        ["ReadAudit"] = new([Operator], [Operator], HttpStatusCode.OK),
        ["MakeReport"] = new([Operator], [Operator], HttpStatusCode.Accepted, HttpStatusCode.BadRequest),
        ["ListDeadLetters"] = new([Operator], [Operator], HttpStatusCode.OK),
        ["ReturnDeadLetter"] = new([Operator], [Operator], HttpStatusCode.NotFound),
    };
}
