using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Population;

public sealed class PrefillTests(PopulationApp shared) : IClassFixture<PopulationApp>, IAsyncLifetime
{
    private const string Path = $"procedures/{Family.Procedure}/prefill";

    private readonly RunningApp _app = shared.App;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _app.Population.Manners = new();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Prefill_KnownParentsAndTheHospitalsNotice_FillsAllThatTheStateKnows()
    {
        var family = await NotifiedAsync();

        var answer = await AskAsync(family);

        var declaration = answer["declaration"]!.AsObject();
        Assert.Equal("answered", (string)answer["population"]!);
        Assert.Equal((17, 17), Share(answer));
        Assert.Equal("Nhà mẫu", (string)declaration["father"]!["residence"]!["detail"]!);
        Assert.Equal("2026-08-20", (string)declaration["child"]!["birthDate"]!);
        Assert.Equal(3200, (int)declaration["child"]!["weightGrams"]!);
        Assert.Equal((family.MotherName, family.MotherId), ((string)declaration["applicant"]!["fullName"]!, (string)declaration["applicant"]!["personalId"]!));
    }

    [Fact]
    public async Task Prefill_CriminalRecordOfAllFourRoles_FillsInWhatWasNotTypedToAsk()
    {
        var register = _app.Population.Register;
        var persons = new JsonArray();
        foreach (var (index, role) in ((string[])["applicant", "father", "mother", "spouse"]).Index())
        {
            var person = register.Draw(index);
            register.Add(person);
            persons.Add(new JsonObject
            {
                ["role"] = role, ["personalId"] = person.PersonalId.ToString(), ["fullName"] = person.FullName, ["birthDate"] = person.BirthDate.ToString(),
            });
        }

        var answer = (await _app.As("portal").PostAsync("procedures/2.000488/prefill", new JsonObject { ["persons"] = persons })).Is(HttpStatusCode.OK).Body;

        // The databases hold 17 of the 23: 9 of them were typed in order to ask, of 12 values in all; and nobody has told this one a mail address.
        Assert.Equal("""{"fields":8,"filled":7,"form":23,"typed":12}""", answer["share"]!.ToJsonString());
        Assert.Equal(
            ["email", "ethnicity", "hometown", "nationality", "phone", "residence/commune", "residence/detail", "sex"],
            answer["fields"]!.AsArray().Select(field => ((string)field!["field"]!)["/applicant/".Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Filing_WithWhatIsMissingTyped_IsTakenInAndTellsTheShareThatWasLeftSo()
    {
        var untouched = await NotifiedAsync();
        var changed = await NotifiedAsync();

        var first = await FileAsync(untouched, (_, _) => { });
        var second = await FileAsync(changed, (declaration, _) => declaration["mother"]!["ethnicity"] = "Tày");

        Assert.Equal((17, 17), Share(await SeenAsync(first), "prefill"));
        Assert.Equal("""{"fields":17,"filled":17,"form":50,"typed":7}""", (await SeenAsync(first))["prefill"]!.ToJsonString());
        Assert.Equal((17, 16), Share(await SeenAsync(second), "prefill"));
    }

    [Fact]
    public async Task Filing_NoteOfAnotherPartnerOrSpoiltOrTooOld_IsAFault()
    {
        var family = await NotifiedAsync();
        var note = (string)(await AskAsync(family))["prefill"]!;

        foreach (var (by, sent) in ((string, string)[])[("vneid", note), ("portal", "x" + note), ("portal", note[..^1] + (note[^1] == '0' ? '1' : '0'))])
        {
            var filing = family.Filing();
            filing["prefill"] = sent;
            (await _app.As(by).PostAsync("dossiers", filing)).IsProblem(HttpStatusCode.BadRequest, "prefill-not-good");
        }

        await _app.PassAsync(TimeSpan.FromDays(7));
        var late = family.Filing();
        late["prefill"] = note;
        (await _app.As("portal").PostAsync("dossiers", late)).IsProblem(HttpStatusCode.BadRequest, "prefill-not-good");
    }

    [Fact]
    public async Task Prefill_OneNumberUnderManyBirthDates_IsRefusedSoonEvenWhenOneIsRight()
    {
        var family = shared.Known();
        for (var day = 1; day <= 5; day++)
        {
            Assert.Equal(["mother"], (await GuessAsync("portal", $"1990-01-{day:D2}")).Is(HttpStatusCode.OK).Body["unknown"]!.AsArray().Select(role => (string)role!));
        }

        Assert.Contains(("person-guessed-too-often", "/persons/0"), (await GuessAsync("portal", Family.MotherBorn)).Is(HttpStatusCode.BadRequest).Faults);
        Assert.Empty((await GuessAsync("vneid", Family.MotherBorn)).Is(HttpStatusCode.OK).Body["unknown"]!.AsArray());
        await _app.PassAsync(TimeSpan.FromDays(1));
        Assert.Empty((await GuessAsync("portal", Family.MotherBorn)).Is(HttpStatusCode.OK).Body["unknown"]!.AsArray());

        Task<Answer> GuessAsync(string by, string born) => _app.As(by).PostAsync(Path, Mother(family, born));
    }

    [Fact]
    public async Task Prefill_PaperWhoseMotherHasAnotherBirthDate_OpensNothing()
    {
        var family = await NotifiedAsync();

        var answer = (await _app.As("portal").PostAsync(Path, Mother(family, "1990-01-01", family.Certificate))).Is(HttpStatusCode.OK).Body;

        Assert.False(answer["declaration"]!.AsObject().ContainsKey("child"));
        Assert.All(answer["fields"]!.AsArray().Where(field => (string)field!["from"]! == "notice"), field => Assert.False((bool)field!["filled"]!));
    }

    [Fact]
    public async Task Prefill_OnePaperAfterAnotherForOneMother_IsRefusedSoon()
    {
        var family = await NotifiedAsync();
        for (var i = 0; i < 5; i++)
        {
            var other = await NotifiedAsync();
            (await _app.As("portal").PostAsync(Path, Mother(family, Family.MotherBorn, other.Certificate))).Is(HttpStatusCode.OK);
        }

        Assert.Contains(
            ("person-guessed-too-often", "/persons/0"),
            (await _app.As("portal").PostAsync(Path, Mother(family, Family.MotherBorn, family.Certificate))).Is(HttpStatusCode.BadRequest).Faults);
    }

    [Fact]
    public async Task Prefill_PersonWhomNobodyKnowsByThisName_IsToldAndOthersAreFilled()
    {
        var family = shared.Known();
        var question = family.PrefillQuestion();
        question["persons"]![1]!["fullName"] = "Người Khác";

        var answer = (await _app.As("portal").PostAsync(Path, question)).Is(HttpStatusCode.OK).Body;

        Assert.Equal(["father"], answer["unknown"]!.AsArray().Select(role => (string)role!));
        Assert.Equal((10, 5), Share(answer));
        Assert.Null(answer["declaration"]!["father"]!["residence"]);
    }

    [Fact]
    public async Task Prefill_PapersCodeWithoutThePersonsOnIt_OpensNothing()
    {
        var family = await NotifiedAsync();
        var stranger = shared.Known();
        var question = stranger.PrefillQuestion();
        question["paper"] = family.Certificate;

        var answer = (await _app.As("portal").PostAsync(Path, question)).Is(HttpStatusCode.OK).Body;

        Assert.Equal((17, 10), Share(answer));
        Assert.Null(answer["declaration"]!["child"]);
    }

    [Fact]
    public async Task Prefill_DatabaseDown_GivesWhatThereIsAndSaysSo()
    {
        var family = await NotifiedAsync();
        _app.Population.Manners = new() { Down = true };

        var answer = await AskAsync(family);

        Assert.Equal(("unavailable", 0), ((string)answer["population"]!, answer["unknown"]!.AsArray().Count));
        Assert.Equal((17, 7), Share(answer));
        Assert.Equal(family.MotherId, (string)answer["declaration"]!["mother"]!["personalId"]!);
    }

    [Theory]
    [InlineData("""{"persons":[{"role":"grandmother","personalId":"004199000001","fullName":"A B","birthDate":"1960"}]}""", "role-unknown", "/persons/0/role")]
    [InlineData("""{"persons":[{"role":"mother","personalId":"004199000001","fullName":"A B","birthDate":"1960"},{"role":"mother","personalId":"004199000002","fullName":"A C","birthDate":"1961"}]}""", "role-twice", "/persons/1/role")]
    [InlineData("""{"persons":[{"role":"mother","personalId":"12","fullName":"A B","birthDate":"1960"}]}""", "personal-id-not-12-digits", "/persons/0/personalId")]
    [InlineData("""{"persons":[]}""", "list-too-short", "/persons")]
    public async Task Prefill_BadQuestion_NamesTheFault(string question, string code, string pointer)
    {
        var answer = (await _app.As("portal").PostAsync(Path, question)).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Contains((code, pointer), answer.Faults);
    }

    [Fact]
    public async Task Prefill_ProcedureThatIsNotThere_IsUnknown() =>
        (await _app.As("portal").PostAsync("procedures/9.999999/prefill", new Family().PrefillQuestion())).IsProblem(HttpStatusCode.NotFound, "procedure-unknown");

    [Fact]
    public async Task Prefill_AnyOutcome_LeavesNoPersonalDataInLogsAndAddresses()
    {
        var family = await NotifiedAsync();
        await FileAsync(family, (_, _) => { });
        _app.Population.Manners = new() { Wrong = true };
        await AskAsync(family);

        Assert.Contains(_app.Logs.Lines, line => line.Text.Contains("asked for 3 persons (prefill", StringComparison.Ordinal));
        Assert.All(family.PersonalData, secret =>
        {
            Assert.DoesNotContain(_app.Logs.Lines, line => line.Text.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(_app.Population.Calls, call => call.Path.Contains(secret, StringComparison.OrdinalIgnoreCase));
        });
    }

    [Fact]
    public async Task Prefill_MoreThanTheBoundInAMinute_IsToldToComeLater()
    {
        await using var app = await RunningApp.StartAsync(new() { Arguments = ["--Population:QuestionsPerMinute", "2"] });
        var question = new Family().PrefillQuestion();
        Assert.Equal("not-used", (string)(await app.As("portal").PostAsync(Path, question)).Is(HttpStatusCode.OK).Body["population"]!);
        (await app.As("portal").PostAsync("records/reusable", new Family().ReuseQuestion())).Is(HttpStatusCode.OK);

        var refused = (await app.As("portal").PostAsync(Path, question)).IsProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(TimeSpan.FromMinutes(1), refused.Headers.RetryAfter!.Delta);
        (await app.As("vneid").PostAsync(Path, question)).Is(HttpStatusCode.OK);

        await app.PassAsync(TimeSpan.FromMinutes(1));
        (await app.As("portal").PostAsync(Path, question)).Is(HttpStatusCode.OK);
    }

    private static JsonObject Mother(Family family, string born, string? paper = null)
    {
        var question = new JsonObject
        {
            ["persons"] = new JsonArray(new JsonObject
            {
                ["role"] = "mother", ["personalId"] = family.MotherId, ["fullName"] = family.MotherName, ["birthDate"] = born,
            }),
        };
        if (paper is not null)
        {
            question["paper"] = paper;
        }

        return question;
    }

    private async Task<Family> NotifiedAsync()
    {
        var family = shared.Known();
        (await _app.As("hospital-04001").PostAsync("notices/births", family.Notice())).Is(HttpStatusCode.Created);
        return family;
    }

    private async Task<JsonObject> AskAsync(Family family) =>
        (await _app.As("portal").PostAsync(Path, family.PrefillQuestion(withPaper: true))).Is(HttpStatusCode.OK).Body;

    /// <summary>Files what was prefilled, with what the state cannot know typed in.</summary>
    private async Task<string> FileAsync(Family family, Action<JsonObject, JsonObject> change)
    {
        var answer = await AskAsync(family);
        var declaration = answer["declaration"]!.DeepClone().AsObject();
        Merge(declaration, family.Declaration());
        change(declaration, answer);
        var filing = new JsonObject { ["procedure"] = Family.Procedure, ["declaration"] = declaration, ["prefill"] = (string)answer["prefill"]! };
        return (string)(await _app.As("portal").PostAsync("dossiers", filing)).Is(HttpStatusCode.Accepted).Body["code"]!;
    }

    private static void Merge(JsonObject into, JsonObject typed)
    {
        foreach (var (name, value) in typed)
        {
            if (into[name] is JsonObject inner && value is JsonObject more)
            {
                Merge(inner, more);
            }
            else if (!into.ContainsKey(name))
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    private async Task<JsonObject> SeenAsync(string dossier) => (await _app.As("portal").ReadAsync($"dossiers/{dossier}")).Is(HttpStatusCode.OK).Body;

    private static (int Fields, int Filled) Share(JsonObject body, string name = "share") => ((int)body[name]!["fields"]!, (int)body[name]!["filled"]!);
}
