using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;
using LienThong.App.Tests.Population;
using LienThong.Procedures.Dossiers;
using LienThong.Simulator.Population;

namespace LienThong.App.Tests.Problems;

/// <summary>What goes wrong between today's linked service and the population database.</summary>
public sealed class PopulationProblems : IAsyncLifetime
{
    private static int _registrations;

    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync(new() { Population = new PopulationRegister(7) });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Problem01_NumberComesDaysLater_TheOthersGoOnAndItIsPatchedIn()
    {
        _app.Population.Manners = new() { NumbersAfter = TimeSpan.FromDays(3) };
        var filed = await _app.FileAsync(Known());
        (await _app.DecideAsync(filed, "birth", Registered())).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        var before = await _app.DossierAsync(filed);
        Assert.Equal(("Done", "Requested"), (before["birth"].Status, before["residence"].Status));
        Assert.False(Result(before).ContainsKey("personalId"));
        (await _app.DecideAsync(filed, "residence", Decision.Done("residence"))).Is(HttpStatusCode.OK);

        await _app.PassAsync(TimeSpan.FromDays(2.9));
        Assert.False(Result(await _app.DossierAsync(filed)).ContainsKey("personalId"));
        await _app.PassAsync(TimeSpan.FromDays(0.2));

        var after = await _app.DossierAsync(filed);
        Assert.Matches("^012[23]26[0-9]{6}$", (string)Result(after)["personalId"]!);
        Assert.Equal("Requested", after["identity"].Status);
        Assert.Contains("Birth registration: the result was completed with Personal identification number.", await _app.TimelineAsync(filed));
        Assert.Equal(2, (await _app.StoredAsync(filed.Code)).State.Step("birth")!.Edition);

        // The number is asked for once, however often it is looked for.
        Assert.Single(_app.Population.Calls, call => call is { Method: "POST", Path: "/v1/birth-numbers" });
        await _app.FinishAsync(filed);
        Assert.Equal("Completed", (await _app.DossierAsync(filed)).Outcome);
    }

    [Fact]
    public async Task Problem01_OfficersSystemBringsTheNumberFirst_ItIsNotAskedFor()
    {
        var filed = await _app.FileAsync(Known());
        var done = Registered();
        done["result"]!["personalId"] = "012326000001";

        (await _app.DecideAsync(filed, "birth", done)).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.Equal("012326000001", (string)Result(await _app.DossierAsync(filed))["personalId"]!);
        Assert.DoesNotContain(_app.Population.Calls, call => call.Path.StartsWith("/v1/birth-numbers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Problem08_DatabaseDownForHours_FilingAndStepsGoOnAndTheCheckIsMadeUpLater()
    {
        _app.Population.Manners = new() { Down = true };
        var family = Known();
        var filed = await _app.FileAsync(family);
        (await _app.DecideAsync(filed, "birth", Registered())).Is(HttpStatusCode.OK);
        await _app.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal("Requested", (await _app.DossierAsync(filed))["residence"].Status);
        Assert.Null((await _app.StoredAsync(filed.Code)).State.Persons);
        Assert.Empty(await _app.AttentionAsync(filed.Code));
        Assert.InRange(_app.Population.Calls.Count, 2, 40);

        _app.Population.Manners = new();
        await _app.PassAsync(TimeSpan.FromHours(6));

        Assert.All((await _app.StoredAsync(filed.Code)).State.Persons!, person => Assert.True(person is { Known: true, Differences.Count: 0 }));
        Assert.Contains("The declared persons agree with the population database.", await _app.TimelineAsync(filed));
        Assert.Equal("Requested", (await _app.DossierAsync(filed))["identity"].Status);
    }

    [Fact]
    public async Task Problem08_DeclarationDiffersFromTheDatabase_IsShownToTheOfficerAndStopsNothing()
    {
        var family = new Family();
        _app.Population.Register.Add(family.KnownParents[0] with { FullName = "Lê Thị Tên Khác" });
        var filed = await _app.FileAsync(family);
        await _app.CatchUpAsync();

        var request = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/steps/birth/request")).Is(HttpStatusCode.OK).Body;
        var persons = request["persons"]!.AsArray().Select(p => (
            (string)p!["person"]!, (bool)p["known"]!, string.Join(' ', p["differences"]!.AsArray().Select(d => (string)d!))));
        Assert.Equal([("/mother", true, "/mother/fullName"), ("/father", false, ""), ("/applicant", true, "/applicant/fullName")], persons);
        Assert.DoesNotContain("Tên Khác", request.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(3, (await _app.DossierAsync(filed)).Body["persons"]!.AsArray().Count);

        (await _app.DecideAsync(filed, "birth", Registered())).Is(HttpStatusCode.OK);
        Assert.Equal("Requested", (await _app.DossierAsync(filed))["residence"].Status);
    }

    [Fact]
    public async Task Problem09_TwinTakenForADuplicate_IsNoFaultOfTheDossierAndWaitsForSupport()
    {
        _app.Population.Manners = new() { SuspectsTwins = true };
        var first = Known(new Family { ChildrenInBirth = 2 });
        var (elder, younger) = (await _app.FileAsync(first), await _app.FileAsync(first.Twin()));
        foreach (var twin in (FiledDossier[])[elder, younger])
        {
            (await _app.DecideAsync(twin, "birth", Registered())).Is(HttpStatusCode.OK);
            await _app.CatchUpAsync();
        }

        Assert.NotNull(Result(await _app.DossierAsync(elder))["personalId"]);
        var held = await _app.DossierAsync(younger);
        Assert.Equal(("InProgress", "Done", "Requested"), (held.Status, held["birth"].Status, held["residence"].Status));
        Assert.Contains(await _app.AttentionAsync(younger.Code), entry => (string)entry["attention"]! == "number-possible-duplicate");

        // Support has looked; an operator lets the lane go on.
        _app.Population.Clear(younger.Code);
        (await _app.As("operator").PostAsync($"dossiers/{younger.Code}/lanes/population/resume", """{"reason":"Đã gọi hỗ trợ."}""")).Is(HttpStatusCode.Accepted);
        await _app.CatchUpAsync();

        var numbers = ((string)Result(await _app.DossierAsync(elder))["personalId"]!, (string)Result(await _app.DossierAsync(younger))["personalId"]!);
        Assert.NotEqual(numbers.Item1, numbers.Item2);
        Assert.Equal("Requested", (await _app.DossierAsync(younger))["identity"].Status);
        Assert.Empty(await _app.AttentionAsync(younger.Code));
    }

    [Fact]
    public async Task Problem09_TwinsThatAreDeclaredAsSuch_GetTheirNumbersAtOnce()
    {
        var first = Known(new Family { ChildrenInBirth = 2 });
        foreach (var family in (Family[])[first, first.Twin()])
        {
            var filed = await _app.FileAsync(family);
            (await _app.DecideAsync(filed, "birth", Registered())).Is(HttpStatusCode.OK);
            await _app.CatchUpAsync();
            Assert.NotNull(Result(await _app.DossierAsync(filed))["personalId"]);
        }
    }

    // A registration of its own, by an officer whose system does not know the child's number.
    private static JsonObject Registered()
    {
        var done = Decision.Done("birth", number: Interlocked.Increment(ref _registrations).ToString(CultureInfo.InvariantCulture));
        done["result"]!.AsObject().Remove("personalId");
        return done;
    }

    private static JsonObject Result(DossierSeen dossier) => dossier["birth"].Body["result"]!.AsObject();

    private Family Known(Family? family = null)
    {
        var known = family ?? new Family();
        foreach (var person in known.KnownParents)
        {
            _app.Population.Register.Add(person);
        }

        return known;
    }
}
