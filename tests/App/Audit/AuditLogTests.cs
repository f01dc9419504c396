using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Messages;
using LienThong.App.Tests.Harness;
using LienThong.Embedded.Queues;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Audit;

/// <summary>What stands in the audit log after what partners do, and after what they are refused.</summary>
public sealed class AuditLogTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Acts_AboutADossier_AreEachRecordedInOrderWithWhoAndForWhom()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.As("portal").ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.OK);
        (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.OK);
        (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/timeline")).Is(HttpStatusCode.OK);
        (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/steps/birth/request")).Is(HttpStatusCode.OK);
        (await _app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK);
        (await _app.As("operator").ReadAsync($"dossiers/{filed.Code}/instances")).Is(HttpStatusCode.OK);

        var entries = await AuditAsync($"dossier={filed.Code}");

        Assert.Equal(
            [
                "FileDossier portal applicant 202",
                "ReadDossier portal applicant 200",
                "ReadDossier civil-status-01273  200",
                "ReadTimeline civil-status-01273  200",
                "ReadAgencyRequest civil-status-01273  200",
                "Decide civil-status-01273 civil-status-01273 200",
                "ListInstances operator  200",
            ],
            entries.Select(e => $"{e["act"]} {e["by"]} {e["onBehalfOf"]} {e["outcome"]}"));
        Assert.All(entries, e => Assert.Equal(("http", "127.0.0.1"), ((string)e["via"]!, (string)e["address"]!)));
        Assert.Equal(("birth", "accept round 1"), ((string)entries[5]["subject"]!, (string)entries[5]["detail"]!));
    }

    [Fact]
    public async Task Refused_ByScopeAreaDossierOrBody_IsRecordedWithTheCode()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.As("police-00004").ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.Forbidden);
        (await _app.As("hospital-01001").ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.Forbidden);
        (await _app.As("civil-status-00004").PostAsync($"dossiers/{filed.Code}/steps/birth/decisions", Decision.Accept())).Is(HttpStatusCode.Forbidden);
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/steps/birth/decisions", """{"round":9,"decision":"accept"}""")).Is(HttpStatusCode.BadRequest);
        (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/withdrawal", "{")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(
            [
                "ReadDossier police-00004 403 outside-jurisdiction",
                "ReadDossier hospital-01001 403 scope-missing",
                "Decide civil-status-00004 403 outside-jurisdiction",
                "Decide civil-status-01273 400 round-unknown",
                "Withdraw portal 400 json-malformed",
            ],
            (await AuditAsync($"dossier={filed.Code}")).Skip(1).Select(e => $"{e["act"]} {e["by"]} {e["outcome"]}"));
    }

    [Fact]
    public async Task Stranger_WithoutAToken_IsRecordedAsUnknown()
    {
        var code = "G22.99.08-260907-7777777";
        (await _app.Anonymous.ReadAsync($"dossiers/{code}")).Is(HttpStatusCode.Unauthorized);

        Assert.Equal("ReadDossier unknown 401 token-missing", Assert.Single((await AuditAsync($"dossier={code}")).Select(e => $"{e["act"]} {e["by"]} {e["outcome"]}")));
    }

    [Fact]
    public async Task Officer_GivenInTheHeader_IsRecorded()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}", ("Officer", "HT-0017"))).Is(HttpStatusCode.OK);

        Assert.Equal("HT-0017", (string)(await AuditAsync($"dossier={filed.Code}"))[^1]["officer"]!);
    }

    [Theory]
    [InlineData("Nguyễn Văn An")]
    [InlineData("001203004567")]
    [InlineData("")]
    [InlineData("123456789012345678901234567890123")]
    public async Task Officer_ThatMayNameAPerson_IsRefusedAndNotRecorded(string officer)
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}", ("Officer", officer))).IsProblem(HttpStatusCode.BadRequest, "officer-bad");

        var entry = (await AuditAsync($"dossier={filed.Code}"))[^1];
        Assert.Equal(("400 officer-bad", null), ((string)entry["outcome"]!, (string?)entry["officer"]));
    }

    [Fact]
    public async Task PersonalDataWhereACodeBelongs_IsNotRecorded()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.As("portal").ReadAsync("dossiers/001203004567")).Is(HttpStatusCode.NotFound);
        (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/steps/001203004567/request")).Is(HttpStatusCode.NotFound);
        await _app.As("civil-status-01273").PostAsync(
            $"dossiers/{filed.Code}/steps/birth/decisions", """{"round":1,"decision":"refuse","reasonCode":"Nguyễn Thị Bình","reason":"x"}""");

        var log = await WholeLogAsync();
        Assert.DoesNotContain(log, content => content.Contains("001203004567", StringComparison.Ordinal) || content.Contains("Bình", StringComparison.Ordinal));
        Assert.Equal("?", (string)(await AuditAsync($"dossier={filed.Code}")).Single(e => (string)e["act"]! == "ReadAgencyRequest")["subject"]!);
    }

    [Fact]
    public async Task Log_AfterAFamilysWholeWay_HoldsNothingOfTheFamily()
    {
        var family = new Family();
        var filed = await _app.FileAsync(family);
        await _app.FinishAsync(filed);

        var log = await WholeLogAsync();
        Assert.Contains(log, content => content.Contains(filed.Code, StringComparison.Ordinal));
        foreach (var personal in family.PersonalData.Append(family.Certificate))
        {
            Assert.DoesNotContain(log, content => content.Contains(personal, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Decision_ByQueueOrAsTheAnswerToARequest_IsRecorded()
    {
        var filed = await _app.FileAsync(new Family());
        await SendAsync("civil-status-01273", filed.Code, Decision.Accept());
        await SendAsync("civil-status-01273", filed.Code, Decision.Accept());
        await SendAsync("police-01273", filed.Code, Decision.Accept());
        // What comes behind a refused decision waits until that is given up.
        await SendAsync("nobody", filed.Code, Decision.Accept());
        await _app.PassAsync(TimeSpan.FromMinutes(30));
        var posted = new Family { Commune = "00004", Facility = "01001" };
        _app.Agencies.Answer(posted, "birth", AgencyReply.Decides(Decision.Done("birth")));
        var answered = await _app.FileAsync(posted);

        var byQueue = (await AuditAsync($"dossier={filed.Code}")).Where(e => (string)e["via"]! == "queue").Select(e => $"{e["act"]} {e["by"]} {e["subject"]} {e["outcome"]}").ToList();
        Assert.Equal(["Decide civil-status-01273 birth taken", "Decide civil-status-01273 birth already"], byQueue[..2]);
        Assert.Contains("Decide police-01273 birth refused outside-jurisdiction", byQueue);
        Assert.Contains("Decide unknown birth refused partner-unknown", byQueue);
        var answer = Assert.Single(await AuditAsync($"dossier={answered.Code}"), e => (string)e["via"]! == "answer");
        Assert.Equal(
            ("civil-status-00004", "127.0.0.1", "done round 1", "taken"),
            ((string)answer["by"]!, (string)answer["address"]!, (string)answer["detail"]!, (string)answer["outcome"]!));
    }

    [Fact]
    public async Task Audit_QueriedByPartnerAndPage_GivesEachOnceAndRecordsTheLook()
    {
        for (var i = 0; i < 5; i++)
        {
            (await _app.As("police-01279").ReadAsync("agencies/police-01279/worklist")).Is(HttpStatusCode.OK);
        }

        var looks = await AuditAsync("partner=police-01279&pageSize=2");
        Assert.Equal(Enumerable.Repeat("ReadWorklist police-01279", 5), looks.Select(e => $"{e["act"]} {e["subject"]}"));

        var last = (await AuditAsync("partner=operator&pageSize=200")).Last(e => (string)e["act"]! == "ReadAudit");
        Assert.EndsWith("police-01279", (string)last["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_DaysOutsideTheRange_AreLeftOut()
    {
        (await _app.As("police-01279").ReadAsync("agencies/police-01279/worklist")).Is(HttpStatusCode.OK);

        Assert.Empty(await AuditAsync("from=2020-01-01&to=2020-12-31"));
        Assert.NotEmpty(await AuditAsync($"from={_app.Now:yyyy-MM-dd}&to={_app.Now:yyyy-MM-dd}"));
    }

    [Fact]
    public async Task Audit_BadQuery_NamesEveryFault()
    {
        var answer = (await _app.As("operator").ReadAsync("audit?dossier=x&partner=A%20B&from=22/11/2026&to=tomorrow&pageSize=0")).Is(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["date-malformed /from", "date-malformed /to", "dossier-malformed /dossier", "page-size-bad /pageSize", "partner-malformed /partner"],
            answer.Faults.Select(f => $"{f.Code} {f.Pointer}").Order(StringComparer.Ordinal));
        (await _app.As("operator").ReadAsync("audit?from=2026-09-08&to=2026-09-07")).IsProblem(HttpStatusCode.BadRequest, "audit-range-bad");
        (await _app.As("operator").ReadAsync("audit?continuation=x")).IsProblem(HttpStatusCode.BadRequest, "continuation-bad");
    }

    [Fact]
    public async Task Tracking_PolledByAFamily_IsNotRecorded()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.Anonymous.ReadAsync($"tracking/{filed.Code}", ("Tracking-Token", (string)filed.Answer.Body["trackingToken"]!))).Is(HttpStatusCode.OK);

        Assert.Equal(["FileDossier"], (await AuditAsync($"dossier={filed.Code}")).Select(e => (string)e["act"]!));
    }

    [Fact]
    public async Task Repairs_AreRecordedWithWhatWasRepairedInCodes()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: "94001", withPersonalId: false))).Is(HttpStatusCode.OK);
        var steps = $"dossiers/{filed.Code}/steps";
        (await _app.As("civil-status-01273").PostAsync($"{steps}/birth/completions", """{"fields":{"personalId":"001226940011"}}""")).Is(HttpStatusCode.OK);
        (await _app.As("civil-status-01273").PostAsync(
            $"{steps}/birth/corrections", """{"edition":3,"result":{"registrationNumber":"94002","bookNumber":"01/2026"},"reason":"Bà Lê Thị Mẫu báo sai."}""")).Is(HttpStatusCode.OK);
        (await _app.As("police-01273").PostAsync($"{steps}/residence/transfer", """{"round":2,"to":"01279","reason":"Nhà ông Mẫu ở xã khác."}""")).Is(HttpStatusCode.OK);
        (await _app.As("operator").PostAsync($"dossiers/{filed.Code}/invalidation", """{"reasonCode":"Lê Thị Mẫu","reason":"x"}""")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(
            ["CompleteResult personalId", "CorrectResult edition 3, 0 records", "HandOn round 2 to 01279", "Invalidate ?"],
            (await AuditAsync($"dossier={filed.Code}"))
                .Where(e => e["act"]!.GetValue<string>() is "CompleteResult" or "CorrectResult" or "HandOn" or "Invalidate").Select(e => $"{e["act"]} {e["detail"]}"));
    }

    [Fact]
    public async Task PersonalData_AskedFor_IsRecordedWithTheProcedureAndHowManyPersons()
    {
        var family = new Family();
        (await _app.As("vneid").PostAsync($"procedures/{Family.Procedure}/prefill", family.PrefillQuestion())).Is(HttpStatusCode.OK);
        (await _app.As("vneid").PostAsync("records/reusable", family.ReuseQuestion(_app.Now.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture)))).Is(HttpStatusCode.OK);

        Assert.Equal(
            [$"PrefillDeclaration {Family.Procedure}, 3 persons, 0 known", $"OfferReusableRecords {Family.Procedure}, 1 persons, 0 records, consents portal-otp DY-0001"],
            (await AuditAsync("partner=vneid")).Where(e => e["act"]!.GetValue<string>() is "PrefillDeclaration" or "OfferReusableRecords").Select(e => $"{e["act"]} {e["detail"]}"));
    }

    private async Task<IReadOnlyList<JsonObject>> AuditAsync(string query) =>
        [.. (await _app.ListAsync("operator", "audit?" + query)).Select(item => item["entry"]!.AsObject())];

    private async Task<IReadOnlyList<string>> WholeLogAsync()
    {
        await AuditAsync("pageSize=1&from=2020-01-01&to=2020-01-02");
        var log = _app.Services.GetRequiredService<IAuditLog>();
        List<string> contents = [];
        for (var head = await log.NextHeadAsync(DateOnly.MinValue, default); head is not null; head = await log.NextHeadAsync(head.Day, default))
        {
            for (IReadOnlyList<AuditEntry> page = await log.ReadAsync(head.Day, 0, 1000, default); page.Count > 0; page = await log.ReadAsync(head.Day, page[^1].Number, 1000, default))
            {
                contents.AddRange(page.Select(e => e.Content));
            }
        }

        return contents;
    }

    private async Task SendAsync(string partner, string dossier, JsonObject decision)
    {
        var message = new JsonObject { ["partner"] = partner, ["dossier"] = dossier, ["step"] = "birth", ["decision"] = decision };
        await _app.App.MessageBus.SendAsync(
            DecisionMessages.Queue, OutgoingMessage.FromJson(Guid.NewGuid().ToString(), message.ToJsonString()) with { SessionId = dossier });
        await _app.SettleAsync();
    }
}
