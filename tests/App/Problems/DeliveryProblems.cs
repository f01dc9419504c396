using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.App.Errands;
using LienThong.App.Tests.Errands;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Procedures.Law.Lanes;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Problems;

/// <summary>Known problems of today's linked service between systems: what gets lost, late or out of order on the way.</summary>
public sealed class DeliveryProblems
{
    [Fact]
    public async Task Problem02_HoursAfterFilingTheNextSystemSeesNothing_IsShownToAnOperatorWithItsAge()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Linked);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("linked", AgencyReply.Says(503));
        var ages = new List<double>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => Listen(instrument, listener) };
        meters.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Note(seconds, tags));
        meters.Start();
        var filed = await app.FileAsync(new Family());
        var owedSince = app.Clock.GetUtcNow();

        await app.PassAsync(TimeSpan.FromHours(3.5));
        Assert.Empty(await app.AttentionAsync(filed.Code));
        await app.PassAsync(TimeSpan.FromHours(1.5));

        var late = (await app.AttentionAsync(filed.Code)).Single(entry => (string)entry["step"]! == "lane:linked");
        Assert.Equal(("errand-late", owedSince), ((string)late["attention"]!, DateTimeOffset.Parse((string)late["since"]!, null)));
        Assert.Equal("Owed", (string)(await ErrandTests.LanesAsync(app, filed))["linked"]["state"]!);

        // How long it took in the end is measured.
        systems.IsWell("linked");
        await app.PassAsync(TimeSpan.FromHours(3.5));
        Assert.InRange(Assert.Single(ages), TimeSpan.FromHours(5).TotalSeconds, TimeSpan.FromHours(8.5).TotalSeconds);
        Assert.Empty(await app.AttentionAsync(filed.Code));

        void Listen(Instrument instrument, MeterListener listener)
        {
            if (instrument.Name == ErrandMeter.Age && ReferenceEquals(instrument.Meter.Scope, app.Services.GetRequiredService<IMeterFactory>()))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        }

        void Note(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.Contains(new KeyValuePair<string, object?>("lane", "linked"), tags.ToArray());
            ages.Add(seconds);
        }
    }

    [Fact]
    public async Task Problem04_ResultsNotPutInRepositoryAndProvincialSystem_EachIsConfirmedOrShownAsMissing()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Repository, PartnerKind.Vneid, PartnerKind.Post);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("repository", AgencyReply.Says(503));
        systems.Answers("vneid", AgencyReply.Says(202));
        systems.Answers("post", AgencyReply.Says(400, """{"message":"Địa chỉ không có"}"""));
        var family = new Family();
        var answer = (await app.As("portal").PostAsync("dossiers", family.Filing(declaration =>
            declaration["result"] = new JsonObject { ["by"] = "post", ["postAddress"] = "Số 1, đường Mẫu" }), ("Idempotency-Key", "problem-04"))).Is(HttpStatusCode.Accepted);
        var filed = new FiledDossier((string)answer.Body["code"]!, family, "portal", answer);
        await app.SettleAsync();
        (await app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();

        Assert.Equal(
            [("post", "Parked"), ("province", "NoReceiver"), ("repository", "Owed"), ("vneid", "Sent")],
            (await ErrandTests.DeliveriesAsync(app, filed)).Select(d => (d.Lane, d.State)).Order());

        systems.IsWell("repository");
        systems.IsWell("vneid");
        await app.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(
            [("post", "Parked"), ("province", "NoReceiver"), ("repository", "Confirmed"), ("vneid", "Confirmed")],
            (await ErrandTests.DeliveriesAsync(app, filed)).Select(d => (d.Lane, d.State)).Order());
    }

    [Fact]
    public async Task Problem05_NotCountedInIndex766_ThePortalIsToldEveryChangeWithWhatTheIndexCounts()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal);
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family());
        await app.PassAsync(TimeSpan.FromHours(1));
        await app.FinishAsync(filed);
        await app.CatchUpAsync();

        var told = systems.About(filed, "portal");
        Assert.Equal([1, 2, 4, 9, 10], told.Select(post => (int)post.Body["status"]!));

        // Receipt, due date, channel and end: what indicators 1.4, 2.1 and 3.3 are counted from.
        Assert.All(told, post => Assert.All(["procedure", "channel", "filedAt", "due", "at"], name => Assert.NotNull(post.Body[name])));
        var (filedAt, ended) = (At(told[0]), At(told.Single(post => (int)post.Body["status"]! == 9)));
        Assert.Equal(TimeSpan.FromHours(1), TimeSpan.FromHours(Math.Round((ended - filedAt).TotalHours)));
        Assert.True(ended < DateTimeOffset.Parse((string)told[0].Body["due"]!, null));

        static DateTimeOffset At(LanePost post) => DateTimeOffset.Parse((string)post.Body["at"]!, null);
    }

    [Fact]
    public async Task Problem07_IntermediateStatusesMissing_AnOperatorReplaysThemInOrderAndTheResultIsTaken()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Linked);
        var (app, systems) = (connected.App, connected.Systems);
        var central = new CentralSystem();
        systems.Answers("linked", central.Answer);
        var filed = await app.FileAsync(new Family());
        (await app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();
        Assert.Equal([1, 3, 7], central.Known(filed.Code));

        // It loses what it was told, and refuses the result because of it.
        central.Forget(filed.Code, 3, 7);
        (await app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await app.PassAsync(TimeSpan.FromHours(25));
        var lane = (await ErrandTests.LanesAsync(app, filed))["linked"];
        Assert.Equal(("Parked", "status:birth:4"), ((string)lane["state"]!, (string)lane["parked"]!["errand"]!));

        (await app.As("operator").PostAsync(
            $"dossiers/{filed.Code}/lanes/linked/replay", new JsonObject { ["from"] = "status:birth:3", ["reason"] = "Hệ thống trung tâm mất trạng thái 3 và 7" }))
            .Is(HttpStatusCode.Accepted);
        await app.SettleAsync();

        Assert.Equal([1, 3, 7, 4, 5], central.Known(filed.Code));
        Assert.Equal("Idle", (string)(await ErrandTests.LanesAsync(app, filed))["linked"]["state"]!);
        Assert.Equal("operator", Assert.Single((await ErrandTests.StoredAsync(app, filed)).Events.OfType<ErrandsResumed>()).By);
        var audited = Assert.Single(await app.ListAsync("operator", $"audit?dossier={filed.Code}"), item => (string)item["entry"]!["act"]! == "ReplayLane")["entry"]!;
        Assert.Equal(
            ("operator", "linked", "from status:birth:3", "202"),
            ((string)audited["by"]!, (string)audited["subject"]!, (string)audited["detail"]!, (string)audited["outcome"]!));
    }

    [Fact]
    public async Task Problem07_AlreadyToldOrOutOfOrder_TheSystemsOwnWordsDecide()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Linked);
        var (app, systems) = (connected.App, connected.Systems);
        systems.Answers("linked", post => AgencyReply.Says(200, (int)post.Body["status"]! switch
        {
            1 => """{"code":"02","message":"Hồ sơ đã tồn tại trong một cửa điện tử"}""",
            3 => """{"code":"00","message":"Thành công"}""",
            _ => """{"code":"09","message":"Logic xử lý không hợp lệ"}""",
        }));
        var filed = await app.FileAsync(new Family());
        (await app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();

        var lane = (await ErrandTests.LanesAsync(app, filed))["linked"];
        Assert.Equal(["Confirmed", "Confirmed", "Parked"], lane["errands"]!.AsArray().Select(errand => (string)errand!["state"]!));
        Assert.Contains("Logic xử lý không hợp lệ", (string)lane["parked"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem08_SystemsSlowOrFrozen_OthersGoOnAndNothingIsLostOrDoneTwice()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Portal, PartnerKind.Province, PartnerKind.Repository);
        var (app, systems) = (connected.App, connected.Systems);
        var attempts = 0;
        systems.Answers("portal", _ => Interlocked.Increment(ref attempts) % 3 == 0 ? AgencyReply.Says(200, "{}") : attempts % 3 == 1 ? AgencyReply.Breaks : AgencyReply.Says(429));
        systems.Answers("repository", AgencyReply.Says(500, "<html>oops</html>", "text/html"));
        var filed = await app.FileAsync(new Family());
        await app.FinishAsync(filed);
        await app.CatchUpAsync();
        Assert.Equal("Completed", (await app.DossierAsync(filed)).Outcome);
        Assert.Equal("Idle", State("province", await ErrandTests.LanesAsync(app, filed)));

        systems.IsWell("repository");
        await app.PassAsync(TimeSpan.FromHours(4));
        var lanes = await ErrandTests.LanesAsync(app, filed);
        Assert.Equal(("Idle", "Idle"), (State("portal", lanes), State("repository", lanes)));
        Assert.All(systems.Posts.GroupBy(post => post.MessageId), again => Assert.Single(again.Select(post => post.Body.ToJsonString()).Distinct()));

        static string State(string lane, IReadOnlyDictionary<string, JsonObject> lanes) => (string)lanes[lane]["state"]!;
    }

    [Fact]
    public async Task Problem10_RawEnglishErrors_OfficersReadCodedVietnamese()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());

        var refused = (await app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/steps/birth/statuses", new JsonObject { ["status"] = 5, ["round"] = 1 }))
            .IsProblem(HttpStatusCode.Conflict, "earlier-status-missing");
        Assert.Equal("Chưa cập nhật trạng thái 4 (Có kết quả), chưa nhận được trạng thái 5.", (string)refused.Body["vi"]!);
        Assert.Equal("/status", (string)refused.Body["faults"]![0]!["pointer"]!);
    }

    [Fact]
    public async Task Problem19_CorrectedAfterTheResult_EverybodyWhoHadTheEarlierEditionIsTold()
    {
        await using var connected = await ConnectedApp.StartAsync(PartnerKind.Repository, PartnerKind.Province);
        var (app, systems) = (connected.App, connected.Systems);
        var filed = await app.FileAsync(new Family { Commune = "00004", Facility = "01001" });
        await app.FinishAsync(filed);
        await app.CatchUpAsync();

        // As the decision desk writes it.
        await app.Services.GetRequiredService<DossierDesk>().AppendAsync(
            DossierCode.Parse(filed.Code),
            (dossier, _, now) => Decided.Happens(new ResultCorrected(
                now, "civil-status-00004", "birth", 2, new Dictionary<string, string> { ["registrationNumber"] = "2", ["bookNumber"] = "01/2026" }, [], "Sai số đăng ký")),
            CancellationToken.None);
        await app.CatchUpAsync();

        foreach (var lane in new[] { "repository", "province" })
        {
            var told = systems.About(filed, lane).Where(post => post.Kind == "result" && (string)post.Body["step"]! == "birth").Select(post => post.Body["result"]!).ToArray();
            Assert.Equal([1, 2], told.Select(result => (int)result["edition"]!));
            Assert.Equal("2", (string)told[1]["values"]!["registrationNumber"]!);
        }

        var agencies = app.Agencies.Posts.Where(post => post.Dossier == filed.Code && post.Kind == "correction").ToArray();
        Assert.Equal(["identity-01", "insurance-01", "police-00004"], agencies.Select(post => post.Partner).Order());
        Assert.All(agencies, post => Assert.Equal(
            ("birth", 2, "Sai số đăng ký"), ((string)post.Body["result"]!["step"]!, (int)post.Body["result"]!["edition"]!, (string)post.Body["reason"]!)));
        Assert.All(
            (await ErrandTests.DeliveriesAsync(app, filed)).Where(d => d is { Step: "birth", Lane: "repository" or "province" }),
            d => Assert.Equal((2, "Confirmed"), (d.Edition, d.State)));
    }

    /// <summary>The central system as provinces know it: it takes statuses in its order only.</summary>
    private sealed class CentralSystem
    {
        private readonly Dictionary<string, List<int>> _known = [];
        private readonly Lane _order = LawLibrary.Load().Lanes.Single(lane => lane.Code == "linked");
        private readonly Lock _gate = new();

        public IReadOnlyList<int> Known(string dossier)
        {
            lock (_gate)
            {
                return [.. _known[dossier]];
            }
        }

        public void Forget(string dossier, params int[] numbers)
        {
            lock (_gate)
            {
                _known[dossier].RemoveAll(number => numbers.Contains(number));
            }
        }

        public AgencyReply Answer(LanePost post)
        {
            lock (_gate)
            {
                if (!_known.TryGetValue(post.Dossier, out var known))
                {
                    _known[post.Dossier] = known = [];
                }

                var number = (int)post.Body["status"]!;
                if (known.Contains(number))
                {
                    return Says("Trạng thái đã tồn tại");
                }

                if (_order.Before(_order.Status(number)!).FirstOrDefault(before => !known.Contains(before.Number)) is { } missing)
                {
                    return Says($"Chưa cập nhật trạng thái {missing.Number}");
                }

                known.Add(number);
                return Says("Thành công");
            }
        }

        private static AgencyReply Says(string message) => AgencyReply.Says(200, new JsonObject { ["message"] = message }.ToJsonString());
    }
}
