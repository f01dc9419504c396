using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LienThong.App.Dossiers;
using LienThong.App.Population;
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

        Assert.Equal(("witness-statement", hash), ((string)offer["type"]!, (string)offer["sha256"]!));

        // Nothing says which dossier has it, nor who was asked for: the note's first part is JSON in Base64Url.
        var note = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(((string)offer["offer"]!).Split('.')[0]));
        foreach (var hidden in (string[])[earlier.Code, family.MotherId, family.MotherName])
        {
            Assert.DoesNotContain(hidden, offer.ToJsonString() + note, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Offer_NumberWithAnotherNameOrBirthDateOrNobodysNumber_IsAnsweredLikeAPersonWithoutRecords()
    {
        var (family, _, _) = await BroughtAsync();
        var without = new Family();
        Assert.Single(await OfferAsync(family));

        var answers = new[]
        {
            await AskAsync(Mother(without)),
            await AskAsync(Mother(family, name: family.MotherName + " Hai")),
            await AskAsync(Mother(family, born: "1998-03-03")),
            await AskAsync(Mother(family, born: "1998-03")),
            await AskAsync(Agreeing("004198999999", "Không Có Ai", "1998-03-02", "004198999999")),
        };

        Assert.All(answers, answer => Assert.Equal(answers[0].Is(HttpStatusCode.OK).Body.ToJsonString(), answer.Is(HttpStatusCode.OK).Body.ToJsonString()));
        Assert.Empty(answers[0].Body["records"]!.AsArray());
    }

    [Fact]
    public async Task Offer_AskedInVainTooOften_IsRefusedAlikeWhetherThereIsSomethingOrNot()
    {
        var (family, _, _) = await BroughtAsync();
        var without = new Family();
        for (var day = 1; day <= 5; day++)
        {
            Assert.Empty((await AskAsync(Mother(family, born: $"1997-01-0{day}"))).Is(HttpStatusCode.OK).Body["records"]!.AsArray());
            Assert.Empty((await AskAsync(Mother(without))).Is(HttpStatusCode.OK).Body["records"]!.AsArray());
        }

        Assert.Equal([("person-guessed-too-often", "/persons/0")], (await AskAsync(Mother(family))).Is(HttpStatusCode.BadRequest).Faults);
        Assert.Equal([("person-guessed-too-often", "/persons/0")], (await AskAsync(Mother(without))).Is(HttpStatusCode.BadRequest).Faults);
        Assert.Single(await OfferAsync(family, "vneid"));
        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Single(await OfferAsync(family));
    }

    [Fact]
    public async Task Offer_OnePersonUnderSeveralBirthDatesInOneQuestion_IsAFault()
    {
        var family = new Family();

        Assert.Equal([("person-twice", "/persons/1/personalId")], (await AskAsync(Mother(family), Mother(family, born: "1998-03-03"))).Is(HttpStatusCode.BadRequest).Faults);
    }

    [Fact]
    public async Task Offer_DossierThatKnowsLessOfTheBirthDate_IsFoundByTheWholeDateAndNotTheOtherWayRound()
    {
        var family = new Family();
        var (known, whole) = (new PersonKey(PersonalId.Parse(family.FatherId), family.FatherName, PartialDate.Parse("1995-11")), "1995-11-05");
        var store = _app.Services.GetRequiredService<IPersonRecordStore>();
        var record = new PersonRecord("witness-statement", new string('a', 64), _app.Now);
        await store.PutAsync(new PersonRecords(Reuse.KeyOf(known), DossierCode.Parse("G22.99.08-260907-0000001"), 1, [record]), CancellationToken.None);

        Assert.Single((await AskAsync(Agreeing(family.FatherId, family.FatherName, whole, family.FatherId))).Is(HttpStatusCode.OK).Body["records"]!.AsArray());
        Assert.Empty((await AskAsync(Agreeing(family.FatherId, family.FatherName, "1995", family.FatherId))).Is(HttpStatusCode.OK).Body["records"]!.AsArray());
    }

    [Fact]
    public async Task Filing_OfferTaken_BringsTheRecordOverWithTheConsentNoted()
    {
        var (family, earlier, hash) = await BroughtAsync();
        var offer = (string)Assert.Single(await OfferAsync(family))["offer"]!;

        var code = (string)(await FileAsync(family.Twin(), hash, offer)).Is(HttpStatusCode.Accepted).Body["code"]!;

        Assert.Equal(family.Scan(), (await _app.As("portal").ReadAsync($"dossiers/{code}/records/{hash}")).Is(HttpStatusCode.OK).Bytes);
        var seen = (await _app.As("portal").ReadAsync($"dossiers/{code}")).Body;
        var shown = Assert.Single(seen["reusedRecords"]!.AsArray())!;
        Assert.Equal((hash, "DY-0001", "/mother"), ((string)shown["sha256"]!, (string)shown["reference"]!, (string)shown["consent"]!["by"]!));
        var timeline = (await _app.As("portal").ReadAsync($"dossiers/{code}/timeline")).Body["events"]!.AsArray();
        Assert.Contains(timeline, e => ((string)e!["text"]!["en"]!).Contains("one-time password at the portal, DY-0001", StringComparison.Ordinal));
        Assert.DoesNotContain(earlier.Code, seen.ToJsonString() + timeline.ToJsonString(), StringComparison.Ordinal);
        await _app.SettleAsync();
        var request = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{code}/steps/birth/request")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(earlier.Code, (string)Assert.Single(request["reused"]!.AsArray())!["from"]!);
        var stored = await _app.StoredAsync(code);
        var reused = Assert.Single(stored.Events.OfType<RecordReused>());
        Assert.Equal("DY-0001", reused.Consent);
        Assert.Equal(new ReuseConsent("/mother", "/mother", "self", "portal-otp", reused.Given!.GivenAt, Family.Procedure), reused.Given);
        Assert.Equal(reused.At - TimeSpan.FromMinutes(5), reused.Given.GivenAt);
        var audited = Assert.Single((await _app.ListAsync("operator", $"audit?dossier={code}")).Select(item => item["entry"]!), entry => (string)entry["act"]! == "FileDossier");
        Assert.Equal("reuses 1 records, consents portal-otp DY-0001", (string)audited["detail"]!);
    }

    [Fact]
    public async Task Read_ReusedRecords_AreForWhoFiledAndForAgenciesThatGetTheDeclaredRecords()
    {
        var (family, _, hash) = await BroughtAsync();
        var offer = (string)Assert.Single(await OfferAsync(family))["offer"]!;
        var code = (string)(await FileAsync(family.Twin(), hash, offer)).Is(HttpStatusCode.Accepted).Body["code"]!;

        foreach (var (reader, sees) in (IEnumerable<(string, bool)>)[("portal", true), ("civil-status-01273", true), ("insurance-04", false), ("operator", false)])
        {
            var seen = (await _app.As(reader).ReadAsync($"dossiers/{code}")).Is(HttpStatusCode.OK);
            Assert.Equal(sees, seen.Text.Contains(hash, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Filing_ConsentOfSomebodyWhomTheDeclarationDoesNotName_IsAFault()
    {
        var (family, _, hash) = await BroughtAsync(by: "vneid");
        var asked = (await AskAsync(Agreeing(family.MotherId, family.MotherName, Family.MotherBorn, "004160999998", "guardian"))).Is(HttpStatusCode.OK);
        var offer = (string)Assert.Single(asked.Body["records"]!.AsArray())!["offer"]!;

        Assert.Contains(("consent-giver-not-declared", "/reused/0"), (await FileAsync(family.Twin(), hash, offer)).Is(HttpStatusCode.BadRequest).Faults);
    }

    [Fact]
    public async Task Filing_ConsentOfTheFatherForTheMother_IsRecordedAsHis()
    {
        var (family, _, hash) = await BroughtAsync(by: "vneid");
        var asked = (await AskAsync(Agreeing(family.MotherId, family.MotherName, Family.MotherBorn, family.FatherId, "guardian"))).Is(HttpStatusCode.OK);

        var code = (string)(await FileAsync(family.Twin(), hash, (string)Assert.Single(asked.Body["records"]!.AsArray())!["offer"]!)).Is(HttpStatusCode.Accepted).Body["code"]!;

        var given = Assert.Single((await _app.StoredAsync(code)).Events.OfType<RecordReused>()).Given!;
        Assert.Equal(("/mother", "/father", "guardian"), (given.Of, given.By, given.As));
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

    [Theory]
    [InlineData("as", "parent", "consent-giver-differs", "/as")]
    [InlineData("as", "friend", "value-not-allowed", "/as")]
    [InlineData("givenBy", "004160999998", "consent-giver-differs", "/as")]
    [InlineData("how", "by-word", "value-not-allowed", "/how")]
    [InlineData("purpose", "2.002913", "consent-for-another-purpose", "/purpose")]
    [InlineData("reference", "Lê Thị Mẫu", "consent-reference-bad", "/reference")]
    [InlineData("reference", "004198000001", "consent-reference-bad", "/reference")]
    public async Task Offer_ConsentThatCannotBeShownLater_IsAFault(string member, string value, string code, string pointer)
    {
        var person = Mother(new Family());
        person["consent"]![member] = value;

        Assert.Equal([(code, "/persons/0/consent" + pointer)], (await AskAsync(person)).Is(HttpStatusCode.BadRequest).Faults);
    }

    [Fact]
    public async Task Offer_RecordOfADossierClosedAsDuplicate_IsNotShown()
    {
        var (family, earlier, hash) = await BroughtAsync();
        await _app.UploadAsync("vneid", "records", family.Scan());
        Assert.Single(await HeldAsync(MotherOf(family)));
        var held = await _app.FileAsync(family with { Records = [("witness-statement", hash)] }, "vneid");
        Assert.Equal("Held", (string)held.Answer.Body["status"]!);
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{held.Code}/duplicate", """{"isDuplicate":true,"note":"Trùng."}""")).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.Equal([earlier.Code], (await HeldAsync(MotherOf(family))).Select(held => held.Dossier.ToString()));
        Assert.Single(await OfferAsync(family));
    }

    [Fact]
    public async Task Result_OfABirth_IsTheChildsAlone()
    {
        var (filed, paper) = await RegisteredAsync("012326000009");

        var held = Assert.Single(await HeldAsync(ChildOf(filed.Family, "012326000009")));
        Assert.Equal(filed.Code, held.Dossier.ToString());
        Assert.Equal(("birth-certificate", paper), (Assert.Single(held.Records).Type, held.Records[0].Sha256));
        Assert.Empty(await HeldAsync(MotherOf(filed.Family)));
        Assert.Empty(await HeldAsync(new(PersonalId.Parse(filed.Family.FatherId), filed.Family.FatherName, PartialDate.Parse(Family.FatherBorn))));
    }

    [Fact]
    public async Task Result_OfAStepWithoutAPersonsNumber_IsThatOfThePersonWhoGotOneEarlier()
    {
        var (filed, _) = await RegisteredAsync("012326000021");
        var card = await _app.UploadAsync("insurance-04", $"dossiers/{filed.Code}/records", filed.Family.Scan("card"));
        var done = Decision.Done("insurance");
        done["records"] = new JsonArray(new JsonObject { ["type"] = "health-insurance-card", ["sha256"] = card });
        (await _app.DecideAsync(filed, "insurance", done)).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        var held = Assert.Single(await HeldAsync(ChildOf(filed.Family, "012326000021")));
        Assert.Equal(["birth-certificate", "health-insurance-card"], held.Records.Select(record => record.Type));
    }

    [Fact]
    public async Task Result_OfADeath_IsTheDeceasedsAndTheApplicantsAndNotTheRelatives()
    {
        var family = new Bereaved { Bundle = "four" };
        var filing = family.Filing(declaration =>
        {
            declaration["survivorship"] = new JsonObject
            {
                ["kind"] = "lump-sum",
                ["relatives"] = new JsonArray(Relative("Phan Thị Ví Dụ", family.ApplicantId, "1970-02-03"), Relative("Phan Văn Thân", "004172999001", "1972-05-06")),
            };
        });
        var code = (string)(await _app.As("portal").PostAsync("dossiers", filing)).Is(HttpStatusCode.Accepted).Body["code"]!;
        await _app.SettleAsync();
        var paper = await _app.UploadAsync("civil-status-01273", $"dossiers/{code}/records", Encoding.UTF8.GetBytes($"%PDF-1.7\n% {code}\n%%EOF\n"));
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{code}/steps/death/decisions", new JsonObject
        {
            ["round"] = 1,
            ["decision"] = "done",
            ["result"] = new JsonObject { ["registrationNumber"] = "K" + family.Number, ["bookNumber"] = "01/2026" },
            ["records"] = new JsonArray(new JsonObject { ["type"] = "death-extract", ["sha256"] = paper }),
        })).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.Single(await HeldAsync(new(PersonalId.Parse(family.DeceasedId), "Phan Văn Mẫu", PartialDate.Parse("1945"))));
        Assert.Single(await HeldAsync(new(PersonalId.Parse(family.ApplicantId), "Phan Thị Ví Dụ", PartialDate.Parse("1970-02-03"))));
        Assert.Empty(await HeldAsync(new(PersonalId.Parse("004172999001"), "Phan Văn Thân", PartialDate.Parse("1972-05-06"))));

        static JsonObject Relative(string name, string id, string born) => new()
        {
            ["fullName"] = name, ["relationship"] = "child", ["sex"] = "male", ["birthDate"] = born, ["personalId"] = id,
        };
    }

    [Fact]
    public async Task Result_WhoseNumberIsCorrected_IsNoLongerThatOfWhoHasTheWrongNumber()
    {
        var (filed, paper) = await RegisteredAsync("012326000017");
        Assert.Single(await HeldAsync(ChildOf(filed.Family, "012326000017")));

        await CorrectAsync(filed, birth => new Dictionary<string, string>(birth.Result) { ["personalId"] = "012326000018" }, [new RecordReference("birth-certificate", paper)]);

        Assert.Equal(paper, Assert.Single(Assert.Single(await HeldAsync(ChildOf(filed.Family, "012326000018"))).Records).Sha256);
        Assert.Empty(await HeldAsync(ChildOf(filed.Family, "012326000017")));
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

        Assert.Equal(earlier.Code, Assert.Single(await HeldAsync(MotherOf(family))).Dossier.ToString());
    }

    [Fact]
    public async Task Result_CorrectedToOneWithoutARecord_IsNotOfferedAnyMore()
    {
        var (filed, _) = await RegisteredAsync("012326000033");
        Assert.Single(await HeldAsync(ChildOf(filed.Family, "012326000033")));

        await CorrectAsync(filed, birth => birth.Result, []);

        Assert.Empty(await HeldAsync(ChildOf(filed.Family, "012326000033")));
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

        Assert.Equal(hash, Assert.Single(Assert.Single(await HeldAsync(MotherOf(family))).Records).Sha256);
        Assert.Empty(await HeldAsync(new(PersonalId.Parse(family.FatherId), family.FatherName, PartialDate.Parse(Family.FatherBorn))));
    }

    private RecordReuse Reuse => _app.Services.GetRequiredService<RecordReuse>();

    private static PersonKey MotherOf(Family family) => new(PersonalId.Parse(family.MotherId), family.MotherName, PartialDate.Parse(Family.MotherBorn));

    private static PersonKey ChildOf(Family family, string number) => new(PersonalId.Parse(number), family.Child, PartialDate.Parse(family.BirthDate));

    private Task<IReadOnlyList<PersonRecords>> HeldAsync(PersonKey person) =>
        _app.Services.GetRequiredService<IPersonRecordStore>().OfAsync(Reuse.KeyOf(person), 10, CancellationToken.None);

    /// <summary>A family whose child is registered under a number, and the hash of its certificate.</summary>
    private async Task<(FiledDossier Filed, string Paper)> RegisteredAsync(string number)
    {
        var filed = await _app.FileAsync(new Family());
        var paper = await _app.UploadAsync("civil-status-01273", $"dossiers/{filed.Code}/records", filed.Family.Scan("certificate"));
        var done = Decision.Done("birth");
        done["result"]!["personalId"] = number;
        done["records"] = new JsonArray(new JsonObject { ["type"] = "birth-certificate", ["sha256"] = paper });
        (await _app.DecideAsync(filed, "birth", done)).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        return (filed, paper);
    }

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

    private Task<Answer> AskAsync(params JsonObject[] persons) => _app.As("portal").PostAsync(
        "records/reusable", new JsonObject { ["procedure"] = Family.Procedure, ["persons"] = new JsonArray([.. persons]) });

    private JsonObject Mother(Family family, string? name = null, string born = Family.MotherBorn) =>
        Agreeing(family.MotherId, name ?? family.MotherName, born, family.MotherId);

    private JsonObject Agreeing(string id, string name, string born, string giver, string relation = "self") =>
        Family.Agreeing(id, name, born, giver, relation, At(TimeSpan.FromMinutes(-5)));

    private Task<Answer> FileAsync(Family family, string hash, params string[] offers)
    {
        var filing = (family with { HasPaper = false, Records = [("witness-statement", hash)] }).Filing();
        filing["reused"] = new JsonArray([.. offers.Select(o => (JsonNode)o)]);
        return _app.As("portal").PostAsync("dossiers", filing);
    }

    private string At(TimeSpan ago) => (_app.Now + ago).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}
