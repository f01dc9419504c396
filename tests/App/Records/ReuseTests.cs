using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Dossiers;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Records;

public sealed class ReuseTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Offer_PersonWhoAgrees_ShowsWhatEarlierDossiersHoldThatTheProcedureAsksFor()
    {
        var (family, earlier, hash) = await BroughtAsync();

        var offer = Assert.Single(await OfferAsync(family));

        Assert.Equal(("witness-statement", hash, earlier.Code), ((string)offer["type"]!, (string)offer["sha256"]!, (string)offer["dossier"]!));
    }

    [Fact]
    public async Task Filing_OfferTaken_BringsTheRecordOverWithTheConsentNoted()
    {
        var (family, earlier, hash) = await BroughtAsync();
        var offer = (string)Assert.Single(await OfferAsync(family))["offer"]!;

        var code = (string)(await FileAsync(family.Twin(), hash, offer)).Is(HttpStatusCode.Accepted).Body["code"]!;

        Assert.Equal(family.Scan(), (await _app.As("portal").ReadAsync($"dossiers/{code}/records/{hash}")).Is(HttpStatusCode.OK).Bytes);
        var seen = (await _app.As("portal").ReadAsync($"dossiers/{code}")).Body;
        Assert.Equal(hash, (string)Assert.Single(seen["reusedRecords"]!.AsArray())!["sha256"]!);
        var timeline = (await _app.As("portal").ReadAsync($"dossiers/{code}/timeline")).Body["events"]!.AsArray();
        Assert.Contains(timeline, e => ((string)e!["text"]!["en"]!).Contains($"taken over from dossier {earlier.Code}", StringComparison.Ordinal));
        await _app.SettleAsync();
        var request = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{code}/steps/birth/request")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(earlier.Code, (string)Assert.Single(request["reused"]!.AsArray())!["from"]!);
        var stored = await _app.StoredAsync(code);
        Assert.Equal("DY-0001", Assert.Single(stored.Events.OfType<RecordReused>()).Consent);
    }

    [Fact]
    public async Task Filing_OfferNotTaken_TheRecordHasToBeBrought()
    {
        var (family, _, hash) = await BroughtAsync(by: "vneid");
        await OfferAsync(family);

        (await FileAsync(family.Twin(), hash)).IsProblem(HttpStatusCode.BadRequest, "record-not-uploaded");
    }

    [Fact]
    public async Task Filing_OfferOfAnotherPartnerOrPersonOrRecordOrTooOld_IsAFault()
    {
        var (family, _, hash) = await BroughtAsync(by: "vneid");
        var (stranger, _, strangersHash) = await BroughtAsync(by: "vneid");
        var offer = (string)Assert.Single(await OfferAsync(family))["offer"]!;
        var ofVneid = (string)Assert.Single(await OfferAsync(family, "vneid"))["offer"]!;
        var ofStranger = (string)Assert.Single(await OfferAsync(stranger))["offer"]!;

        await FaultsAsync(ofVneid, "offer-not-good");
        await FaultsAsync(offer[..^1] + (offer[^1] == 'a' ? 'b' : 'a'), "offer-not-good");
        await FaultsAsync(ofStranger, "offer-of-another-person");
        Assert.Contains(("offer-not-declared", "/reused/0"), (await FileAsync(family.Twin(), strangersHash, offer)).Is(HttpStatusCode.BadRequest).Faults);
        await _app.PassAsync(TimeSpan.FromHours(1));
        await FaultsAsync(offer, "offer-not-good");

        async Task FaultsAsync(string sent, string code) =>
            Assert.Contains((code, "/reused/0"), (await FileAsync(family.Twin(), hash, sent)).Is(HttpStatusCode.BadRequest).Faults);
    }

    [Fact]
    public async Task Offer_WithoutConsentOrWithOneThatIsTooOldOrToCome_ShowsNothing()
    {
        var (family, _, _) = await BroughtAsync();
        var none = family.ReuseQuestion();
        none["persons"]![0]!.AsObject().Remove("consent");

        (await _app.As("portal").PostAsync("records/reusable", none)).IsProblem(HttpStatusCode.BadRequest, "field-missing");
        (await _app.As("portal").PostAsync("records/reusable", family.ReuseQuestion(At(TimeSpan.FromHours(-25))))).IsProblem(HttpStatusCode.BadRequest, "consent-expired");
        (await _app.As("portal").PostAsync("records/reusable", family.ReuseQuestion(At(TimeSpan.FromHours(1))))).IsProblem(HttpStatusCode.BadRequest, "consent-in-future");
    }

    [Fact]
    public async Task Offer_RecordOfADossierClosedAsDuplicate_IsNotShown()
    {
        var (family, earlier, hash) = await BroughtAsync();
        await _app.UploadAsync("vneid", "records", family.Scan());
        var held = await _app.FileAsync(family with { Records = [("witness-statement", hash)] }, "vneid");
        Assert.Equal("Held", (string)held.Answer.Body["status"]!);
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{held.Code}/duplicate", """{"isDuplicate":true,"note":"Trùng."}""")).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.Equal([earlier.Code], (await OfferAsync(family)).Select(o => (string)o["dossier"]!));
    }

    [Fact]
    public async Task Result_WithARecord_IsKeptForEveryDeclaredPersonAndTheChild()
    {
        var filed = await _app.FileAsync(new Family());
        var paper = await _app.UploadAsync("civil-status-01273", $"dossiers/{filed.Code}/records", filed.Family.Scan("certificate"));
        var done = Decision.Done("birth");
        done["result"]!["personalId"] = "012326000009";
        done["records"] = new JsonArray(new JsonObject { ["type"] = "birth-certificate", ["sha256"] = paper });
        (await _app.DecideAsync(filed, "birth", done)).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        foreach (var person in (string[])[filed.Family.MotherId, filed.Family.FatherId, "012326000009"])
        {
            var held = Assert.Single(await HeldAsync(person));
            Assert.Equal(filed.Code, held.Dossier.ToString());
            Assert.Equal(("birth-certificate", paper), (Assert.Single(held.Records).Type, held.Records[0].Sha256));
        }
    }

    [Fact]
    public async Task Result_WhoseNumberIsCorrected_IsNoLongerThatOfWhoHasTheWrongNumber()
    {
        var filed = await _app.FileAsync(new Family());
        var paper = await _app.UploadAsync("civil-status-01273", $"dossiers/{filed.Code}/records", filed.Family.Scan("certificate"));
        var done = Decision.Done("birth");
        done["result"]!["personalId"] = "012326000017";
        done["records"] = new JsonArray(new JsonObject { ["type"] = "birth-certificate", ["sha256"] = paper });
        (await _app.DecideAsync(filed, "birth", done)).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        Assert.Single(await HeldAsync("012326000017"));

        await CorrectAsync(filed, birth => new Dictionary<string, string>(birth.Result) { ["personalId"] = "012326000018" }, [new RecordReference("birth-certificate", paper)]);

        Assert.Equal(paper, Assert.Single(Assert.Single(await HeldAsync("012326000018")).Records).Sha256);
        Assert.Empty(await HeldAsync("012326000017"));
    }

    [Fact]
    public async Task Filing_OneOfferTakenTwice_BringsTheRecordOverOnce()
    {
        var (family, _, hash) = await BroughtAsync();
        var (first, second) = ((string)Assert.Single(await OfferAsync(family))["offer"]!, (string)Assert.Single(await OfferAsync(family))["offer"]!);

        var code = (string)(await FileAsync(family.Twin(), hash, first, first, second)).Is(HttpStatusCode.Accepted).Body["code"]!;

        Assert.Single((await _app.StoredAsync(code)).Events.OfType<RecordReused>());
    }

    [Fact]
    public async Task Filing_OfferTaken_TheRecordStaysThatOfTheDossierThatHeldIt()
    {
        var (family, earlier, hash) = await BroughtAsync();
        var offer = (string)Assert.Single(await OfferAsync(family))["offer"]!;

        (await FileAsync(family.Twin(), hash, offer)).Is(HttpStatusCode.Accepted);
        await _app.CatchUpAsync();

        Assert.Equal(earlier.Code, Assert.Single(await HeldAsync(family.MotherId)).Dossier.ToString());
    }

    [Fact]
    public async Task Result_CorrectedToOneWithoutARecord_IsNotOfferedAnyMore()
    {
        var filed = await _app.FileAsync(new Family());
        var paper = await _app.UploadAsync("civil-status-01273", $"dossiers/{filed.Code}/records", filed.Family.Scan("certificate"));
        var done = Decision.Done("birth");
        done["records"] = new JsonArray(new JsonObject { ["type"] = "birth-certificate", ["sha256"] = paper });
        (await _app.DecideAsync(filed, "birth", done)).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        Assert.Single(await HeldAsync(filed.Family.MotherId));

        await CorrectAsync(filed, birth => birth.Result, []);

        Assert.Empty(await HeldAsync(filed.Family.MotherId));
    }

    private async Task CorrectAsync(FiledDossier filed, Func<StepState, IReadOnlyDictionary<string, string>> result, IReadOnlyList<RecordReference> records)
    {
        await _app.Services.GetRequiredService<DossierDesk>().AppendAsync(
            DossierCode.Parse(filed.Code),
            (dossier, _, now) => Decided.Happens(new ResultCorrected(now, "civil-status-01273", "birth", 2, result(dossier.State.Step("birth")!), records, "Nhầm.")),
            CancellationToken.None);
        await _app.CatchUpAsync();
    }

    [Fact]
    public async Task Brought_RecordOfTheApplicant_IsNotTheOtherParents()
    {
        var (family, _, hash) = await BroughtAsync();

        Assert.Equal(hash, Assert.Single(Assert.Single(await HeldAsync(family.MotherId)).Records).Sha256);
        Assert.Empty(await HeldAsync(family.FatherId));
    }

    private Task<IReadOnlyList<PersonRecords>> HeldAsync(string person) => _app.Services.GetRequiredService<IPersonRecordStore>()
        .OfAsync(_app.Services.GetRequiredService<RecordReuse>().Hash(PersonalId.Parse(person)), 10, CancellationToken.None);

    [Fact]
    public async Task Offer_PersonWithoutRecords_IsEmpty() => Assert.Empty(await OfferAsync(new Family()));

    /// <summary>A family without a hospital's paper, and the witness's statement that its first dossier brought.</summary>
    private async Task<(Family Family, FiledDossier Filed, string Hash)> BroughtAsync(string by = "portal")
    {
        var family = new Family { HasPaper = false, ChildrenInBirth = 2 };
        var hash = await _app.UploadAsync(by, "records", family.Scan());
        var filed = await _app.FileAsync(family with { Records = [("witness-statement", hash)] }, by);
        await _app.CatchUpAsync();
        return (family, filed, hash);
    }

    private async Task<IReadOnlyList<JsonObject>> OfferAsync(Family family, string by = "portal") =>
        [.. (await _app.As(by).PostAsync("records/reusable", family.ReuseQuestion(At(TimeSpan.FromMinutes(-5))))).Is(HttpStatusCode.OK)
            .Body["records"]!.AsArray().Select(o => o!.AsObject())];

    private Task<Answer> FileAsync(Family family, string hash, params string[] offers)
    {
        var filing = (family with { HasPaper = false, Records = [("witness-statement", hash)] }).Filing();
        filing["reused"] = new JsonArray([.. offers.Select(o => (JsonNode)o)]);
        return _app.As("portal").PostAsync("dossiers", filing);
    }

    private string At(TimeSpan ago) => (_app.Now + ago).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}
