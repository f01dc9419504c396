using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Dossiers;
using LienThong.App.OneMachine;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Dossiers;
using LienThong.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Aliases;

/// <summary>A dossier's other numbers: given once, one dossier's alone, and good wherever its code is.</summary>
public sealed class AliasTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static int _numbers;

    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Give_NewNumber_IsKeptAndInTheTimeline()
    {
        var filed = await _app.FileAsync(new Family());
        var number = NewNumber();

        var answer = (await GiveAsync(filed, "province", number, "civil-status-01273")).Is(HttpStatusCode.OK);

        Assert.True((bool)answer.Body["changed"]!);
        Assert.Equal(("province", number), ((string)answer.Body["aliases"]![0]!["register"]!, (string)answer.Body["aliases"]![0]!["number"]!));
        Assert.Contains(await _app.TimelineAsync(filed), text => text.Contains(number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Give_AgainInAnotherWriting_ChangesNothing()
    {
        var filed = await _app.FileAsync(new Family());
        (await GiveAsync(filed, "province", "H04.12-260907-0017")).Is(HttpStatusCode.OK);

        foreach (var again in (string[])["H04.12-260907-0017", "h04.12-20260907-0000017"])
        {
            Assert.False((bool)(await GiveAsync(filed, "province", again)).Is(HttpStatusCode.OK).Body["changed"]!);
        }

        Assert.False((bool)(await GiveAsync(filed, "linked", filed.Code)).Is(HttpStatusCode.OK).Body["changed"]!);
    }

    [Fact]
    public async Task Give_NumberOfAnotherDossier_IsRefusedWithTheReason()
    {
        var (first, second) = (await _app.FileAsync(new Family()), await _app.FileAsync(new Family()));
        var number = NewNumber();
        (await GiveAsync(first, "province", number)).Is(HttpStatusCode.OK);

        var refused = (await GiveAsync(second, "province", number.Replace("-260907-", "-20260907-", StringComparison.Ordinal))).IsProblem(HttpStatusCode.Conflict, "alias-taken");
        Assert.Equal("/number", refused.Faults[0].Pointer);
        (await GiveAsync(second, "linked", first.Code)).IsProblem(HttpStatusCode.Conflict, "alias-taken");
        foreach (var register in new[] { "linked", "portal" })
        {
            (await GiveAsync(second, register, number)).IsProblem(HttpStatusCode.Conflict, "alias-taken");
        }

        Assert.Equal([first.Code], await SearchAsync("portal", "number", number));
        Assert.DoesNotContain(await _app.TimelineAsync(second), text => text.Contains(number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Give_OneNumberToManyAtOnce_OneHasIt()
    {
        List<FiledDossier> filed = [];
        for (var i = 0; i < 6; i++)
        {
            filed.Add(await _app.FileAsync(new Family()));
        }

        var number = NewNumber();
        var answers = await Task.WhenAll(filed.Select(one => GiveAsync(one, "province", number)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => answer.IsProblem(HttpStatusCode.Conflict, "alias-taken"));
        Assert.Single(await SearchAsync("portal", "number", number));
    }

    [Fact]
    public async Task Give_ReservedButNeverWritten_IsAnothersAfterAnHour()
    {
        await using var app = await RunningApp.StartAsync();
        var (cut, filed) = (await app.FileAsync(new Family()), await app.FileAsync(new Family()));
        var code = Procedures.Identifiers.DossierCode.Parse(cut.Code);
        await app.Services.GetRequiredService<IIdempotencyStore>()
            .ReserveAsync(new IdempotencyEntry("#alias", "H04.12-260907-0099", cut.Code, code, app.Clock.GetUtcNow()), default);
        var path = $"dossiers/{filed.Code}/aliases";
        var body = """{"register":"province","number":"H04.12-260907-0099"}""";

        (await app.As("portal").PostAsync(path, body)).IsProblem(HttpStatusCode.Conflict, "alias-taken");
        await app.PassAsync(TimeSpan.FromMinutes(61));
        Assert.True((bool)(await app.As("portal").PostAsync(path, body)).Is(HttpStatusCode.OK).Body["changed"]!);
        (await app.As("portal").PostAsync($"dossiers/{cut.Code}/aliases", body)).IsProblem(HttpStatusCode.Conflict, "alias-taken");
    }

    [Fact]
    public async Task Withdraw_NumberGivenToTheWrongDossier_IsFreeForTheRightOneAnHourLater()
    {
        await using var app = await RunningApp.StartAsync();
        var (wrong, right) = (await app.FileAsync(new Family()), await app.FileAsync(new Family()));
        const string Given = """{"register":"province","number":"H04.12-260907-0099"}""";
        const string TakenBack = """{"register":"province","number":"h04.12-20260907-0000099","reason":"Tỉnh gắn nhầm hồ sơ."}""";
        (await app.As("portal").PostAsync($"dossiers/{wrong.Code}/aliases", Given)).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();

        (await app.As("portal").PostAsync($"dossiers/{wrong.Code}/aliases/withdrawal", TakenBack)).Is(HttpStatusCode.Forbidden);
        var answer = (await app.As("operator").PostAsync($"dossiers/{wrong.Code}/aliases/withdrawal", TakenBack)).Is(HttpStatusCode.OK);
        Assert.Empty(answer.Body["aliases"]!.AsArray());
        await app.CatchUpAsync();
        (await app.As("portal").ReadAsync("dossiers/H04.12-260907-0099")).IsProblem(HttpStatusCode.NotFound, "dossier-unknown");
        Assert.False((bool)(await app.As("operator").PostAsync($"dossiers/{wrong.Code}/aliases/withdrawal", TakenBack)).Is(HttpStatusCode.OK).Body["changed"]!);
        (await app.As("operator").PostAsync($"dossiers/{right.Code}/aliases/withdrawal", TakenBack)).IsProblem(HttpStatusCode.BadRequest, "alias-not-given");
        Assert.Contains(await app.TimelineAsync(wrong), text => text.Contains("Tỉnh gắn nhầm hồ sơ.", StringComparison.Ordinal));

        await app.PassAsync(TimeSpan.FromMinutes(61));
        (await app.As("portal").PostAsync($"dossiers/{right.Code}/aliases", Given)).Is(HttpStatusCode.OK);
        (await app.As("portal").PostAsync($"dossiers/{wrong.Code}/aliases", Given)).IsProblem(HttpStatusCode.Conflict, "alias-taken");
        Assert.Equal(right.Code, (string)(await app.As("portal").ReadAsync("dossiers/H04.12-260907-0099")).Is(HttpStatusCode.OK).Body["code"]!);
    }

    [Theory]
    [InlineData("province", "0017", "dossier-code-malformed")]
    [InlineData("linked", "G22.99.08/260921/896048", "dossier-code-malformed")]
    [InlineData("portal", "001203004567", "alias-malformed")]
    [InlineData("portal", "số 17 của Bình", "alias-malformed")]
    public async Task Give_NotANumberOfItsRegister_IsRefused(string register, string number, string code)
    {
        var filed = await _app.FileAsync(new Family());

        (await GiveAsync(filed, register, number)).IsProblem(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("""{"register":"family","number":"H04.12-260907-0017"}""")]
    [InlineData("""{"number":"H04.12-260907-0017"}""")]
    [InlineData("""{"register":"province"}""")]
    public async Task Give_BadBody_IsRefused(string body)
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/aliases", body)).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Give_MoreNumbersThanADossierCanHave_IsRefused()
    {
        var filed = await _app.FileAsync(new Family());
        for (var i = 0; i < 20; i++)
        {
            (await GiveAsync(filed, "province", NewNumber())).Is(HttpStatusCode.OK);
        }

        (await GiveAsync(filed, "province", NewNumber())).IsProblem(HttpStatusCode.Conflict, "alias-too-many");
    }

    [Fact]
    public async Task Search_ByEachNumber_FindsTheDossierForWhoMaySeeIt()
    {
        var family = new Family();
        var filed = await _app.FileAsync(family);
        (await GiveAsync(filed, "portal", "DVC-" + filed.Code[^7..])).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        foreach (var (by, text) in ((string By, string Text)[])
        [
            ("number", filed.Code), ("number", filed.Code.ToLowerInvariant()), ("number", "dvc-" + filed.Code[^7..]),
            ("personalId", family.MotherId), ("personalId", family.FatherId), ("certificateCode", family.Certificate),
        ])
        {
            Assert.Equal([filed.Code], await SearchAsync("portal", by, text));
            Assert.Equal([filed.Code], await SearchAsync("civil-status-01273", by, text));
            Assert.Empty(await SearchAsync("vneid", by, text));
            Assert.Empty(await SearchAsync("civil-status-01279", by, text));
        }

        Assert.Equal([filed.Code], await SearchAsync("operator", "number", filed.Code));
        (await _app.As("operator").PostAsync("dossiers/search", $$"""{"personalId":"{{family.MotherId}}"}""")).IsProblem(HttpStatusCode.Forbidden, "search-not-for-operators");
    }

    [Fact]
    public async Task Search_PersonInSeveralDossiers_GivesAll()
    {
        var family = new Family();
        var (first, second) = (await _app.FileAsync(family), await _app.FileAsync(family.Twin()));
        await _app.CatchUpAsync();

        Assert.Equal(new[] { first.Code, second.Code }.Order(StringComparer.Ordinal), await SearchAsync("portal", "personalId", family.MotherId));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"number":"H04.12-260907-0017","personalId":"004198000001"}""")]
    [InlineData("""{"personalId":"12345"}""")]
    [InlineData("""{"number":"1"}""")]
    [InlineData("""{"name":"Trần Mẫu"}""")]
    public async Task Search_NotByOneGoodNumber_IsRefused(string body) =>
        (await _app.As("portal").PostAsync("dossiers/search", body)).Is(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Search_IsRecordedWithoutWhatWasSearchedFor()
    {
        var family = new Family();
        var filed = await _app.FileAsync(family);
        await _app.CatchUpAsync();
        await SearchAsync("civil-status-01273", "personalId", family.MotherId);

        var entry = (await _app.ListAsync("operator", $"audit?dossier={filed.Code}"))[^1]["entry"]!.AsObject();
        Assert.Equal(("SearchDossiers", "personalId, 1 found"), ((string)entry["act"]!, (string)entry["detail"]!));
        Assert.DoesNotContain(family.MotherId, entry.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alias_InEveryRoute_NamesTheDossierAndIsRecordedByItsCode()
    {
        var filed = await _app.FileAsync(new Family());
        var number = NewNumber();
        (await GiveAsync(filed, "province", number)).Is(HttpStatusCode.OK);

        Assert.Equal(filed.Code, (string)(await _app.As("portal").ReadAsync($"dossiers/{number}")).Is(HttpStatusCode.OK).Body["code"]!);
        Assert.Equal(filed.Code, (string)(await _app.As("portal").ReadAsync($"dossiers/{number.Replace("-260907-", "-20260907-", StringComparison.Ordinal)}/timeline")).Is(HttpStatusCode.OK).Body["code"]!);
        (await _app.As("civil-status-01273").ReadAsync($"dossiers/{number}/steps/birth/request")).Is(HttpStatusCode.OK);
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{number}/steps/birth/decisions", Decision.Accept())).Is(HttpStatusCode.OK);
        (await _app.Anonymous.ReadAsync($"tracking/{number}", ("Tracking-Token", (string)filed.Answer.Body["trackingToken"]!))).Is(HttpStatusCode.OK);
        (await _app.Anonymous.ReadAsync($"tracking/{number}", ("Tracking-Token", new string('0', 32)))).IsProblem(HttpStatusCode.NotFound, "dossier-unknown");
        (await _app.As("police-00004").ReadAsync($"dossiers/{number}")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        (await _app.As("portal").ReadAsync($"dossiers/{NewNumber()}")).IsProblem(HttpStatusCode.NotFound, "dossier-unknown");
        Assert.Equal("Accepted", (await _app.DossierAsync(filed))["birth"].Status);

        var acts = (await _app.ListAsync("operator", $"audit?dossier={filed.Code}")).Select(item => (string)item["entry"]!["act"]!).ToList();
        Assert.Equal(["FileDossier", "GiveAlias", "ReadDossier", "ReadTimeline", "ReadAgencyRequest", "Decide", "ReadDossier", "ReadDossier"], acts);
    }

    [Fact]
    public async Task Alias_OfTwoDossiersAllTheSame_IsAnsweredWithTheReason()
    {
        var (first, second) = (await _app.FileAsync(new Family()), await _app.FileAsync(new Family()));
        var number = NewNumber();
        (await GiveAsync(first, "province", number)).Is(HttpStatusCode.OK);

        // Cut off for longer than a reservation lasts, and then written after all.
        var code = Procedures.Identifiers.DossierCode.Parse(second.Code);
        await _app.Services.GetRequiredService<DossierDesk>()
            .AppendAsync(code, (_, _, now) => Decided.Happens(new AliasGiven(now, "portal", "linked", number)), default);
        await _app.Services.GetRequiredService<IAliasStore>().AddAsync(code, [AliasKeys.Number(number)], default);

        (await _app.As("portal").ReadAsync($"dossiers/{number}")).IsProblem(HttpStatusCode.Conflict, "number-ambiguous");
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{number}/steps/birth/decisions", Decision.Accept())).IsProblem(HttpStatusCode.Conflict, "number-ambiguous");
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{number}/steps/birth/statuses", """{"status":3,"round":1}""")).IsProblem(HttpStatusCode.Conflict, "number-ambiguous");
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{number}/steps/birth/completions", """{"fields":{"personalId":"001226092001"}}""")).IsProblem(HttpStatusCode.Conflict, "number-ambiguous");
        Assert.Equal(2, (await SearchAsync("portal", "number", number)).Count);
    }

    [Fact]
    public async Task Rebuild_StoreEmptied_FindsEveryDossierAgain()
    {
        await using var app = await RunningApp.StartAsync();
        var family = new Family();
        var filed = await app.FileAsync(family);
        (await app.As("portal").PostAsync($"dossiers/{filed.Code}/aliases", """{"register":"province","number":"H04.12-260907-0017"}""")).Is(HttpStatusCode.OK);
        await app.CatchUpAsync();
        using var refusals = new StringWriter();
        Commands.Run(["rebuild-aliases", "--data", app.Folder], TextWriter.Null, refusals, out var whileItServes);
        Assert.Equal(1, whileItServes);

        await app.RestartAsync(() =>
        {
            using (var connection = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "dossiers.db")};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "DELETE FROM aliases";
                Assert.True(command.ExecuteNonQuery() > 3);
            }

            using var output = new StringWriter();
            Commands.Run(["rebuild-aliases", "--data", app.Folder], output, TextWriter.Null, out var code);
            Assert.Equal((0, "1 dossiers are found under all their numbers."), (code, output.ToString().Trim()));
            return Task.CompletedTask;
        });

        var finder = app.Services.GetRequiredService<DossierFinder>();
        var keys = app.Services.GetRequiredService<AliasKeys>();
        foreach (var key in (string[])[AliasKeys.Number("H04.12-260907-0017"), AliasKeys.Number(filed.Code), keys.Certificate(family.Certificate)])
        {
            Assert.Equal(filed.Code, Assert.Single(await finder.FindAsync(key, default)).Code.ToString());
        }
    }

    [Fact]
    public void Rebuild_StoresOfAzureAndNoKey_IsRefusedAndMakesNone()
    {
        using var folder = new TempFolder();
        using var refusals = new StringWriter();

        Commands.Run(
            ["rebuild-aliases", "--data", folder.Path, "--CosmosDb:accountEndpoint", "https://cosmos.example/", "--BlobStorage:blobServiceUri", "https://blobs.example/"],
            TextWriter.Null, refusals, out var code);

        Assert.Equal(2, code);
        Assert.Contains("Access__HashKey", refusals.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void SecretKeys_SettingAndFile_TheSettingIsTaken()
    {
        using var folder = new TempFolder();
        var none = new ConfigurationBuilder().Build();
        var set = new ConfigurationBuilder().AddInMemoryCollection([new(SecretKeys.Setting, Convert.ToBase64String(new byte[32]))]).Build();

        Assert.False(SecretKeys.AreThere(none, folder.Path));
        Assert.True(SecretKeys.AreThere(set, folder.Path));
        Assert.Equal(SecretKeys.FromSetting(Convert.ToBase64String(new byte[32])).Hash("a", "b"), SecretKeys.Open(set, folder.Path).Hash("a", "b"));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal(SecretKeys.Open(none, folder.Path).Hash("a", "b"), SecretKeys.Open(none, folder.Path).Hash("a", "b"));
        Assert.True(SecretKeys.AreThere(none, folder.Path));
    }

    [Fact]
    public async Task Store_OfPersonsAndPapers_HoldsHashesOnly()
    {
        await using var app = await RunningApp.StartAsync();
        var family = new Family();
        await app.FileAsync(family);
        await app.CatchUpAsync();

        List<string> keys = [];
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "dossiers.db")};Mode=ReadOnly;Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT key FROM aliases";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                keys.Add(reader.GetString(0));
            }
        }

        Assert.Contains(keys, key => key.StartsWith("person:", StringComparison.Ordinal));
        Assert.Contains(keys, key => key.StartsWith("certificate:", StringComparison.Ordinal));
        Assert.All(family.PersonalData.Append(family.Certificate), text => Assert.DoesNotContain(keys, key => key.Contains(text, StringComparison.Ordinal)));
    }

    private static string NewNumber() => $"H04.12-260907-{Interlocked.Increment(ref _numbers) + 1000:D4}";

    private Task<Answer> GiveAsync(FiledDossier filed, string register, string number, string by = "portal") =>
        _app.As(by).PostAsync($"dossiers/{filed.Code}/aliases", new JsonObject { ["register"] = register, ["number"] = number });

    private async Task<IReadOnlyList<string>> SearchAsync(string by, string member, string text) =>
        [.. (await _app.As(by).PostAsync("dossiers/search", new JsonObject { [member] = text })).Is(HttpStatusCode.OK)
            .Body["dossiers"]!.AsArray().Select(found => (string)found!["code"]!)];
}
