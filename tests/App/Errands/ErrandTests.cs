using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.App.Errands;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Errands;

/// <summary>What a dossier owes other systems, through the whole app and over real HTTP.</summary>
public sealed class ErrandTests
{
    [Fact]
    public async Task Chain_WithoutReceivers_MakesNoOrchestrationAndNoWriteMore()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);
        await app.CatchUpAsync();

        var instances = new List<string>();
        await foreach (var instance in app.App.DurableTaskClient.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = filed.Code }))
        {
            instances.Add(instance.InstanceId);
        }

        var dossier = await StoredAsync(app, filed);
        Assert.Equal(new[] { "", ":birth", ":identity", ":insurance", ":residence" }.Select(part => filed.Code + part), instances.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(dossier.Events, e => e is ErrandDone or ErrandTaken or ErrandParked or ErrandsResumed);
        Assert.Empty(dossier.State.Errands);
        Assert.All(await DeliveriesAsync(app, filed), delivery => Assert.Equal("NoReceiver", delivery.State));
        Assert.Empty(await app.Services.GetRequiredService<IWatchStore>().DueAsync(DateTimeOffset.MaxValue, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Portal_IsToldEveryStatusInOrderWhileTheDossierGoesOn()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal);
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family());
        await app.CatchUpAsync();
        Assert.Equal([1], systems.Told(filed, "portal"));

        (await app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        (await app.DecideAsync(filed, "birth", Decision.Supplement())).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();
        Assert.Equal([1, 2, 4, 5], systems.Told(filed, "portal"));
        var asked = systems.About(filed, "portal")[^1].Body;
        Assert.Equal(("Cần thêm giấy tờ.", "Yêu cầu bổ sung giấy tờ"), ((string)asked["reason"]!, (string)asked["name"]!["vi"]!));
        Assert.Equal(filed.Family.MotherName, (string)asked["form"]!["applicant"]!["fullName"]!);
        Assert.False(asked["form"]!.AsObject().ContainsKey("child"));
    }

    [Fact]
    public async Task Closed_ResultsAreDeliveredAndConfirmedAndThePortalToldThatTheyAreReturned()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal, PartnerKind.Repository, PartnerKind.Province);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("repository", AgencyReply.Says(202));
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);
        await app.CatchUpAsync();

        Assert.Equal([1, 2, 4, 9], systems.Told(filed, "portal"));
        Assert.Equal(4, (await DeliveriesAsync(app, filed)).Count(d => d is { Lane: "repository", State: "Sent" }));
        Assert.All((await DeliveriesAsync(app, filed)).Where(d => d.Lane == "province"), d => Assert.Equal("Confirmed", d.State));

        // It has it, and is asked again, with the same id, until it confirms.
        systems.IsWell("repository");
        await app.PassAsync(TimeSpan.FromHours(1.1));
        Assert.All(systems.About(filed, "repository").GroupBy(post => post.MessageId), asked => Assert.Equal(2, asked.Count()));
        var all = await DeliveriesAsync(app, filed);
        Assert.Equal(["birth", "identity", "insurance", "residence"], all.Where(d => d is { Lane: "repository", State: "Confirmed" }).Select(d => d.Step).Order());
        Assert.Equal(10, systems.Told(filed, "portal")[^1]);
        Assert.Equal("Completed", (await InstanceAsync(app, filed))!.RuntimeStatus.ToString());
    }

    [Fact]
    public async Task Receiver_DownForHours_GetsEverythingInOrderWithTheSameIds()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("portal", AgencyReply.Says(503));
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);
        await app.PassAsync(TimeSpan.FromHours(5));
        Assert.Equal([1], systems.Told(filed, "portal").Distinct());
        Assert.Equal("errand-late", Attention(await app.AttentionAsync(filed.Code)));

        systems.IsWell("portal");
        await app.PassAsync(TimeSpan.FromHours(3.5));
        Assert.Equal([1, 2, 4, 9, 10], systems.Told(filed, "portal").Distinct());
        Assert.Equal(5, systems.About(filed, "portal").Select(post => post.MessageId).Distinct().Count());
        Assert.Empty(await app.AttentionAsync(filed.Code));
    }

    [Fact]
    public async Task Receiver_DownForMoreThanADay_ParksAndGoesOnWhenAnOperatorLetsIt()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Repository);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("repository", AgencyReply.Says(503));
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);

        await app.PassAsync(TimeSpan.FromHours(25));
        Assert.Equal("receiver-unreachable", Attention(await app.AttentionAsync(filed.Code)));
        Assert.Equal("Completed", (await InstanceAsync(app, filed))!.RuntimeStatus.ToString());

        systems.IsWell("repository");
        (await app.As("operator").PostAsync($"dossiers/{filed.Code}/lanes/repository/resume", Reason())).Is(HttpStatusCode.Accepted);
        await app.SettleAsync();
        Assert.All(await DeliveriesAsync(app, filed), d => Assert.Equal(d.Lane == "repository" ? "Confirmed" : "NoReceiver", d.State));
        await app.CatchUpAsync();
        Assert.Empty(await app.AttentionAsync(filed.Code));
    }

    [Fact]
    public async Task OneLaneThatHangsOrParks_HoldsUpNoOther()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal, PartnerKind.Repository, PartnerKind.Province);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("portal", AgencyReply.Breaks);
        systems.Answers("repository", AgencyReply.Says(422, """{"faults":[{"code":"owner-unknown","pointer":"/form/applicant","vi":"Không tìm thấy kho.","en":"No repository."}]}"""));
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);
        await app.CatchUpAsync();

        Assert.Equal([1, 2, 4, 9], systems.Told(filed, "province"));
        Assert.Equal(4, systems.About(filed, "province").Count(post => post.Kind == "result"));
        var lanes = await LanesAsync(app, filed);
        Assert.Equal(("Owed", "Parked", "Idle", "NoReceiver"), (State("portal"), State("repository"), State("province"), State("vneid")));
        var parked = lanes["repository"]["parked"]!;
        Assert.Equal(("partner-rejected", "result:birth:1"), ((string)parked["code"]!, (string)parked["errand"]!));
        Assert.Contains("Không tìm thấy kho.", (string)parked["text"]!, StringComparison.Ordinal);

        string State(string lane) => (string)lanes[lane]["state"]!;
    }

    [Fact]
    public async Task Crash_BetweenErrands_LosesNoneAndKeepsTheirOrder()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal, PartnerKind.Repository);
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family());
        systems.Answers("portal", AgencyReply.Says(503));
        systems.Answers("repository", AgencyReply.Says(503));
        await app.FinishAsync(filed);

        await app.CrashAsync();
        systems.IsWell("portal");
        systems.IsWell("repository");
        await app.CatchUpAsync();
        await app.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([1, 2, 4, 9, 10], systems.Told(filed, "portal").Distinct());
        Assert.All((await DeliveriesAsync(app, filed)).Where(d => d.Lane == "repository"), d => Assert.Equal("Confirmed", d.State));
    }

    [Fact]
    public async Task RuntimeLostAfterTheDossierClosed_TheWatchdogDeliversAllTheSame()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Repository);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("repository", AgencyReply.Says(503));
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);
        await app.CatchUpAsync();
        systems.IsWell("repository");

        // Nothing is left that would wake it but what the watchdog keeps.
        await app.App.DurableTaskClient.TerminateInstanceAsync(DossierTeller.InstanceOf(filed.Code, "errands"));
        await app.SettleAsync();
        var before = systems.About(filed, "repository").Count;
        await app.PassAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(before, systems.About(filed, "repository").Count);

        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.All((await DeliveriesAsync(app, filed)).Where(d => d.Lane == "repository"), d => Assert.Equal("Confirmed", d.State));
    }

    [Fact]
    public async Task ReceiverConnectedLater_TakesWhatWasOwedOnceTheDossierChanges()
    {
        await using var connected = await ConnectedApp.StartAsync();
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family());
        (await app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();

        connected.Connect([systems.Partner(PartnerKind.Province)]);
        (await app.DecideAsync(filed, "residence", Decision.Done("residence"))).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();

        Assert.Equal([1, 2, 4], systems.Told(filed, "province"));
        Assert.Equal(["birth", "residence"], systems.About(filed, "province").Where(post => post.Kind == "result").Select(post => (string)post.Body["step"]!));
    }

    [Fact]
    public async Task ReceiverTakenAway_DossiersThatOweItNothingMore_LeaveTheWatchdogsList()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Repository);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("repository", AgencyReply.Says(503));
        var closed = await app.FileAsync(new Family());
        await app.FinishAsync(closed);
        var open = await app.FileAsync(new Family());
        (await app.DecideAsync(open, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();

        connected.Connect([]);
        await app.PassAsync(TimeSpan.FromHours(1));

        // Else they would stand before all others for ever.
        Assert.Empty(await app.Services.GetRequiredService<IWatchStore>().DueAsync(app.Clock.GetUtcNow(), 10, CancellationToken.None));
    }

    [Fact]
    public async Task Start_PartnerThatNamesALaneNobodyKnows_IsRefused()
    {
        await using var connected = await ConnectedApp.StartAsync();
        connected.Connect([connected.Systems.Partner(PartnerKind.Province, "04", "province-lokal")]);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => connected.App.RestartAsync());

        Assert.Contains("province-lokal-lane", refused.ToString(), StringComparison.Ordinal);
        connected.Connect([connected.Systems.Partner(PartnerKind.Province, "04", "province-local")]);
        await connected.App.StartAgainAsync();
    }

    [Fact]
    public async Task Replay_FromAnErrand_SendsItAndAllAfterItAsSomethingNew()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal);
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);
        await app.CatchUpAsync();

        var route = $"dossiers/{filed.Code}/lanes/portal/replay";
        (await app.As("operator").PostAsync(route, new JsonObject { ["from"] = "status:7", ["reason"] = "x" })).IsProblem(HttpStatusCode.BadRequest, "errand-unknown");
        (await app.As("operator").PostAsync(route, new JsonObject { ["from"] = "status:4" })).IsProblem(HttpStatusCode.BadRequest, "field-missing");
        (await app.As("portal").PostAsync(route, new JsonObject { ["from"] = "status:4", ["reason"] = "x" })).IsProblem(HttpStatusCode.Forbidden, "scope-missing");
        (await app.As("operator").PostAsync($"dossiers/{filed.Code}/lanes/moon/replay", new JsonObject { ["from"] = "status:4", ["reason"] = "x" }))
            .IsProblem(HttpStatusCode.NotFound, "lane-unknown");
        (await app.As("operator").PostAsync($"dossiers/{filed.Code}/lanes/portal/resume", Reason())).IsProblem(HttpStatusCode.Conflict, "lane-not-parked");

        (await app.As("operator").PostAsync(route, new JsonObject { ["from"] = "status:4", ["reason"] = "Cổng mất dữ liệu" })).Is(HttpStatusCode.Accepted);
        await app.SettleAsync();

        Assert.Equal([1, 2, 4, 9, 10, 4, 9, 10], systems.Told(filed, "portal"));
        Assert.Equal(
            [$"{filed.Code}:portal:status:4:r1", $"{filed.Code}:portal:status:9:r1", $"{filed.Code}:portal:status:10:r1"],
            systems.About(filed, "portal").TakeLast(3).Select(post => post.MessageId));
        var resumed = Assert.Single((await StoredAsync(app, filed)).Events.OfType<ErrandsResumed>());
        Assert.Equal(("operator", "portal", "status:4", "Cổng mất dữ liệu"), (resumed.By, resumed.Lane, resumed.From, resumed.Reason));
    }

    [Fact]
    public async Task Replay_SameCallSentTwice_IsDoneOnce()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal);
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family());
        await app.CatchUpAsync();
        var body = new JsonObject { ["from"] = "status:1", ["reason"] = "Cổng mất dữ liệu" };

        (await ReplayAsync(body)).Is(HttpStatusCode.Accepted);
        await app.SettleAsync();
        var again = (await ReplayAsync(body)).Is(HttpStatusCode.Accepted);
        await app.SettleAsync();

        Assert.Equal((1, "Idle"), ((int)again.Body["replays"]!, (string)again.Body["state"]!));
        Assert.Equal([1, 1], systems.Told(filed, "portal"));
        (await ReplayAsync(new JsonObject { ["from"] = "status:1", ["reason"] = "Lần nữa" })).IsProblem(HttpStatusCode.Conflict, "replay-key-used");
        (await ReplayAsync(body, "một hai")).IsProblem(HttpStatusCode.BadRequest, "idempotency-key-bad");

        Task<Answer> ReplayAsync(JsonObject sent, string key = "replay-1") =>
            app.As("operator").PostAsync($"dossiers/{filed.Code}/lanes/portal/replay", sent, ("Idempotency-Key", key));
    }

    [Fact]
    public async Task Linked_ResultCorrectedAfterItWasSent_IsToldAndMayStillFetchWhatItHad()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Linked);
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family());
        var first = await CertificateAsync(app, filed, "first");
        (await app.DecideAsync(filed, "birth", DoneWith(first))).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();
        Assert.Equal((1, first), EditionOf(systems.About(filed, "linked").Single(post => (int?)post.Body["status"] == 4)));

        systems.Answers("linked", AgencyReply.Says(503));
        var second = await CertificateAsync(app, filed, "second");
        await CorrectAsync(app, filed, second);
        Assert.Equal(filed.Family.Scan("first"), (await app.As("linked-lane").ReadAsync($"dossiers/{filed.Code}/records/{first}")).Is(HttpStatusCode.OK).Bytes);

        systems.IsWell("linked");
        await app.PassAsync(TimeSpan.FromMinutes(1));
        var told = systems.About(filed, "linked")[^1];
        Assert.Equal(("correction", $"{filed.Code}:linked:correction:birth:2", "Sai số đăng ký."), (told.Kind, told.MessageId, (string)told.Body["reason"]!));
        Assert.Equal((2, second), EditionOf(told));
        Assert.Equal(filed.Family.Scan("second"), (await app.As("linked-lane").ReadAsync($"dossiers/{filed.Code}/records/{second}")).Is(HttpStatusCode.OK).Bytes);
    }

    [Fact]
    public async Task Linked_NumberThatComesLate_TakesTheNewestEditionAlong()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Linked);
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family());
        await app.CatchUpAsync();
        systems.Answers("linked", post => (int?)post.Body["status"] == 4 ? AgencyReply.Says(503) : AgencyReply.Says(200, "{}"));
        (await app.DecideAsync(filed, "birth", DoneWith(await CertificateAsync(app, filed, "first")))).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();
        var second = await CertificateAsync(app, filed, "second");
        await CorrectAsync(app, filed, second);

        systems.IsWell("linked");
        await app.PassAsync(TimeSpan.FromHours(1));
        var told = systems.About(filed, "linked").Last(post => (int?)post.Body["status"] == 4);
        Assert.Equal((2, second), EditionOf(told));
        Assert.Equal($"{filed.Code}:linked:status:birth:4:e2", told.MessageId);
        (await app.As("linked-lane").ReadAsync($"dossiers/{filed.Code}/records/{second}")).Is(HttpStatusCode.OK);
        Assert.All(systems.Posts.GroupBy(post => post.MessageId), again => Assert.Single(again.Select(post => post.Body.ToJsonString()).Distinct()));
    }

    [Fact]
    public async Task FaultOfOurOwn_ParksUnderACodeOfItsOwn()
    {
        await using var app = await RunningApp.StartAsync(new RunningAppOptions { Configure = (builder, _) => builder.Services.AddSingleton<ILaneRunner, Faulty>() });
        var filed = await app.FileAsync(new Family());
        (await app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);

        await app.PassAsync(TimeSpan.FromHours(25));

        var parked = (await LanesAsync(app, filed))["repository"]["parked"]!;
        Assert.Equal(("errand-failed", nameof(InvalidOperationException)), ((string)parked["code"]!, (string)parked["text"]!));
        Assert.Contains("errand-failed", (await app.AttentionAsync(filed.Code)).Select(entry => (string)entry["attention"]!));
    }

    [Fact]
    public async Task Rejected_WordsThatMayNameAPerson_AreKeptWithoutNumbersOnOneBoundedLine()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("portal", AgencyReply.Says(422, new JsonObject { ["message"] = "Công dân 004198000001\r\n\u202E(a.b@mau.vn) không có tài khoản " + new string('x', 600) }.ToJsonString()));
        var filed = await app.FileAsync(new Family());
        await app.CatchUpAsync();

        var text = (string)(await LanesAsync(app, filed))["portal"]["parked"]!["text"]!;
        Assert.StartsWith("Công dân […] […] không có tài khoản xxx", text, StringComparison.Ordinal);
        Assert.Equal(500, text.Length);
    }

    [Fact]
    public async Task ResumeLanes_AfterAnOutage_LetsOnePartnersDossiersGoOnPageByPage()
    {
        await using var connected = await ConnectedApp.StartAsync(systems =>
            [systems.Partner(PartnerKind.Province, "01"), systems.Partner(PartnerKind.Province, "04") with { Id = "province-of-04" }]);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("province", AgencyReply.Says(400, "{}"));
        var inOne = await app.FileAsync(new Family { Commune = "00004", Facility = "01001" });
        var inFour = await app.FileAsync(new Family());
        await app.CatchUpAsync();
        Assert.Equal(2, (await app.ListAsync("operator", "attention?status=lane:province")).Count);

        systems.IsWell("province");
        var answer = (await app.As("operator").PostAsync("lanes/province/resume", new JsonObject { ["reason"] = "Hệ thống tỉnh đã chạy lại", ["partner"] = "province-of-04" }))
            .Is(HttpStatusCode.Accepted);
        await app.CatchUpAsync();

        Assert.Equal([inFour.Code], answer.Body["resumed"]!.AsArray().Select(code => (string)code!));
        Assert.Null(answer.Body["continuation"]);
        Assert.Equal([1, 1], systems.Told(inFour, "province"));
        Assert.Equal([1], systems.Told(inOne, "province"));
        Assert.Equal(inOne.Code, (string)Assert.Single(await app.ListAsync("operator", "attention?status=lane:province"))["dossier"]!);
        (await app.As("operator").PostAsync("lanes/province/resume", new JsonObject { ["reason"] = "x", ["continuation"] = "nonsense" }))
            .IsProblem(HttpStatusCode.BadRequest, "continuation-bad");
        (await app.As("operator").PostAsync("lanes/provinces/resume", Reason())).IsProblem(HttpStatusCode.NotFound, "lane-unknown");
    }

    [Fact]
    public async Task ResultRecord_IsFetchedByWhoeverIsToHaveItAndByNobodyElse()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Repository, PartnerKind.Post);
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family());
        var certificate = (await app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/records", filed.Family.Scan("certificate"))).Is(HttpStatusCode.Created);
        var other = (await app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/records", filed.Family.Scan("note"))).Is(HttpStatusCode.Created);
        var done = Decision.Done("birth");
        done["records"] = new JsonArray(new JsonObject { ["type"] = "birth-certificate", ["sha256"] = (string)certificate.Body["sha256"]! });
        (await app.DecideAsync(filed, "birth", done)).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();

        var told = Assert.Single(systems.About(filed, "repository")).Body["result"]!;
        Assert.Equal(("birth", 1, "birth-certificate"), ((string)told["step"]!, (int)told["edition"]!, (string)told["record"]!));
        var href = ((string)told["records"]![0]!["href"]!)["/api/v1/".Length..];
        Assert.Equal(filed.Family.Scan("certificate"), (await app.As("repository-lane").ReadAsync(href)).Is(HttpStatusCode.OK).Bytes);
        (await app.As("repository-lane").ReadAsync($"dossiers/{filed.Code}/records/{(string)other.Body["sha256"]!}")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");

        // The declaration does not wish the post.
        (await app.As("post-lane").ReadAsync(href)).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        Assert.Empty(systems.About(filed, "post"));
    }

    private static Task<string> CertificateAsync(RunningApp app, FiledDossier filed, string what) =>
        app.UploadAsync("civil-status-01273", $"dossiers/{filed.Code}/records", filed.Family.Scan(what));

    private static JsonObject DoneWith(string certificate)
    {
        var done = Decision.Done("birth");
        done["records"] = Certificates(certificate);
        return done;
    }

    private static async Task CorrectAsync(RunningApp app, FiledDossier filed, string certificate)
    {
        (await app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/steps/birth/corrections", new JsonObject
        {
            ["edition"] = 2,
            ["result"] = Decision.Done("birth")["result"]!.DeepClone(),
            ["records"] = Certificates(certificate),
            ["reason"] = "Sai số đăng ký.",
        })).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();
    }

    private static JsonArray Certificates(string sha256) => [new JsonObject { ["type"] = "birth-certificate", ["sha256"] = sha256 }];

    private static (int Edition, string Sha256) EditionOf(LanePost post) =>
        ((int)post.Body["result"]!["edition"]!, (string)Assert.Single(post.Body["result"]!["records"]!.AsArray())!["sha256"]!);

    /// <summary>A lane whose errands end in a fault of the app's own.</summary>
    private sealed class Faulty : ILaneRunner
    {
        public string Lane => "repository";

        public Task<ErrandResult> RunAsync(Dossier dossier, Errand errand, CancellationToken cancellation) =>
            throw new InvalidOperationException("A mistake in the code.");
    }

    private static JsonObject Reason() => new() { ["reason"] = "Đã liên hệ" };

    private static string Attention(IReadOnlyList<JsonObject> entries) => (string)Assert.Single(entries)["attention"]!;

    internal static async Task<IReadOnlyList<DeliverySeen>> DeliveriesAsync(RunningApp app, FiledDossier filed) =>
    [
        .. (await app.As(filed.By).ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.OK).Body["deliveries"]!.AsArray()
            .Select(d => new DeliverySeen((string)d!["lane"]!, (string)d["step"]!, (int)d["edition"]!, (string)d["state"]!)),
    ];

    internal static async Task<IReadOnlyDictionary<string, JsonObject>> LanesAsync(RunningApp app, FiledDossier filed) =>
        (await app.As("operator").ReadAsync($"dossiers/{filed.Code}/lanes")).Is(HttpStatusCode.OK).Body["lanes"]!.AsArray()
            .ToDictionary(lane => (string)lane!["lane"]!, lane => lane!.AsObject());

    internal static async Task<Dossier> StoredAsync(RunningApp app, FiledDossier filed) =>
        (await app.Services.GetRequiredService<IDossierStore>().ReadAsync(DossierCode.Parse(filed.Code), CancellationToken.None))!.Value;

    private static Task<OrchestrationMetadata?> InstanceAsync(RunningApp app, FiledDossier filed) =>
        app.App.DurableTaskClient.GetInstanceAsync(DossierTeller.InstanceOf(filed.Code, "errands"));
}

/// <summary>A delivery as the dossier shows it.</summary>
internal sealed record DeliverySeen(string Lane, string Step, int Edition, string State);
