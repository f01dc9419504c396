using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>Two children with one number: a mistake to look at, and nothing that stops a dossier.</summary>
public sealed class SameNumberTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Problem09_TwinsWithNumbersOfTheirOwn_AreNoDuplicates()
    {
        var first = new Family { ChildrenInBirth = 2 };
        var (one, two) = (await _app.FileAsync(first), await _app.FileAsync(first.Twin()));

        (await _app.DecideAsync(one, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        (await _app.DecideAsync(two, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.False((await _app.DossierAsync(two)).Body.ContainsKey("sameResults"));
        Assert.Empty(await _app.AttentionAsync(two.Code));
    }

    [Fact]
    public async Task Problem09_TwinGivenItsSiblingsNumber_GoesOnAndIsShownUntilItIsCorrected()
    {
        var first = new Family { ChildrenInBirth = 2 };
        var (one, two) = (await _app.FileAsync(first), await _app.FileAsync(first.Twin()));
        (await _app.DecideAsync(one, "birth", Result("92001", "001226092001"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        (await _app.DecideAsync(two, "birth", Result("92002", "001226092001"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        var flagged = await _app.DossierAsync(two);
        Assert.Equal(["Done", "Requested", "Requested", "Requested"], flagged.Steps.Select(s => s.Status));
        Assert.Equal(one.Code, (string)Assert.Single(flagged.Body["sameResults"]!.AsArray())!["other"]!);
        Assert.False((await _app.DossierAsync(one)).Body.ContainsKey("sameResults"));
        Assert.Equal($"same-personalId-as {one.Code}", (string)Assert.Single(await _app.AttentionAsync(two.Code))["attention"]!);
        Assert.Contains(await ListAsync(), i => (string)i["dossier"]! == two.Code && (string)i["step"]! == "same-result");

        var correction = new JsonObject
        {
            ["edition"] = 2,
            ["result"] = Result("92002", "001226092002")["result"]!.DeepClone(),
            ["reason"] = "Nhầm số của cháu sinh đôi.",
        };
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{two.Code}/steps/birth/corrections", correction)).Is(HttpStatusCode.OK);

        Assert.Empty(await _app.AttentionAsync(two.Code));
        Assert.DoesNotContain(await ListAsync(), i => (string)i["dossier"]! == two.Code && (string)i["step"]! == "same-result");
        Assert.False((await _app.DossierAsync(two)).Body.ContainsKey("sameResults"));
    }

    [Fact]
    public async Task Problem09_SiblingsNumberSaidInNumbersInPlaceOfADecision_IsShownToo()
    {
        var first = new Family { ChildrenInBirth = 2 };
        var (one, two) = (await _app.FileAsync(first), await _app.FileAsync(first.Twin()));
        (await _app.DecideAsync(one, "birth", Result("92031", "001226092031"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{two.Code}/steps/birth/statuses", new JsonObject
        {
            ["status"] = 4, ["round"] = 1, ["result"] = Result("92032", "001226092031")["result"]!.DeepClone(),
        })).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.Equal(one.Code, (string)Assert.Single((await _app.DossierAsync(two)).Body["sameResults"]!.AsArray())!["other"]!);
    }

    [Fact]
    public async Task Registration_NumberOfTheSameBookGivenTwice_IsShownUntilTheCommuneHasLooked()
    {
        var (one, two) = (await _app.FileAsync(new Family()), await _app.FileAsync(new Family()));
        (await _app.DecideAsync(one, "birth", Result("92010", "001226092010"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        (await _app.DecideAsync(two, "birth", Result("92010", "001226092011"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        Assert.Equal($"same-registrationNumber-as {one.Code}", (string)Assert.Single(await _app.AttentionAsync(two.Code))["attention"]!);

        var judged = (await _app.As("civil-status-01273").PostAsync($"dossiers/{two.Code}/duplicate", """{"isDuplicate":false,"note":"Đã đối chiếu sổ."}""")).Is(HttpStatusCode.OK);

        Assert.Equal(("InProgress", true), ((string)judged.Body["status"]!, (bool)judged.Body["changed"]!));
        Assert.Empty(await _app.AttentionAsync(two.Code));
        await _app.FinishAsync(two);
        Assert.Equal("Completed", (await _app.DossierAsync(two)).Outcome);
    }

    [Fact]
    public async Task Registration_NumberThatWasCorrectedAway_IsFreeForWhoseItIs()
    {
        var (one, two) = (await _app.FileAsync(new Family()), await _app.FileAsync(new Family()));
        (await _app.DecideAsync(one, "birth", Result("92020", "001226092020"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        var correction = new JsonObject { ["edition"] = 2, ["result"] = Result("92021", "001226092021")["result"]!.DeepClone(), ["reason"] = "Nhầm số." };
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{one.Code}/steps/birth/corrections", correction)).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        (await _app.DecideAsync(two, "birth", Result("92020", "001226092020"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.Empty(await _app.AttentionAsync(two.Code));
    }

    [Fact]
    public async Task Registration_CorrectedBackToTheOthersNumber_IsShownAgain()
    {
        var (one, two) = (await _app.FileAsync(new Family()), await _app.FileAsync(new Family()));
        (await _app.DecideAsync(one, "birth", Result("92040", "001226092040"))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        (await _app.DecideAsync(two, "birth", Result("92041", "001226092040"))).Is(HttpStatusCode.OK);
        Assert.Single(await _app.AttentionAsync(two.Code));
        await CorrectAsync(two, 2, "001226092041");
        Assert.Empty(await _app.AttentionAsync(two.Code));

        await CorrectAsync(two, 3, "001226092040");

        Assert.Equal($"same-personalId-as {one.Code}", (string)Assert.Single(await _app.AttentionAsync(two.Code))["attention"]!);
    }

    private async Task CorrectAsync(FiledDossier filed, int edition, string person) =>
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/steps/birth/corrections", new JsonObject
        {
            ["edition"] = edition, ["result"] = Result("92041", person)["result"]!.DeepClone(), ["reason"] = "Nhầm số.",
        })).Is(HttpStatusCode.OK);

    private Task<IReadOnlyList<JsonObject>> ListAsync() => _app.ListAsync("civil-status-01273", "agencies/civil-status-01273/worklist");

    private static JsonObject Result(string number, string person)
    {
        var done = Decision.Done("birth", number: number);
        done["result"]!["personalId"] = person;
        return done;
    }
}
