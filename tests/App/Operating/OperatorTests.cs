using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Dossiers;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Operating;

/// <summary>What an operator sees of the running of dossiers, and does about it.</summary>
public sealed class OperatorTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Instances_OfADossier_AreListedAsTheyBegin()
    {
        var filed = await _app.FileAsync(new Family());

        var begun = await InstancesAsync(filed);
        Assert.Equal(["dossier", "birth"], begun.Select(i => (string)i["part"]!));
        Assert.Equal([filed.Code, $"{filed.Code}:birth"], begun.Select(i => (string)i["instanceId"]!));
        Assert.Equal(["LinkedProcedureOrchestrator", "StepOrchestrator"], begun.Select(i => (string)i["name"]!));
        Assert.All(begun, i => Assert.Equal("Running", (string)i["status"]!));

        await _app.FinishAsync(filed);
        var ended = await InstancesAsync(filed);
        Assert.Equal(["dossier", "birth", "residence", "insurance", "identity"], ended.Select(i => (string)i["part"]!));
        Assert.All(ended, i => Assert.Equal("Completed", (string)i["status"]!));
    }

    [Theory]
    [InlineData("dossier")]
    [InlineData("birth")]
    public async Task Restart_WhileItRuns_IsRefused(string part)
    {
        var filed = await _app.FileAsync(new Family());

        (await PostAsync(filed, part, "restart")).IsProblem(HttpStatusCode.Conflict, "instance-still-runs");
    }

    [Fact]
    public async Task Restart_OfWhatNeverBegan_IsNotFound()
    {
        var filed = await _app.FileAsync(new Family());

        (await PostAsync(filed, "residence", "restart")).IsProblem(HttpStatusCode.NotFound, "instance-unknown");
        (await PostAsync(filed, "burial", "restart")).IsProblem(HttpStatusCode.NotFound, "instance-unknown");
    }

    [Fact]
    public async Task Restart_OfATerminatedDossier_GoesOnAlthoughItsStepStillRuns()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.App.DurableTaskClient.TerminateInstanceAsync(filed.Code);
        await _app.SettleAsync();
        Assert.Equal(["Terminated", "Running"], (await InstancesAsync(filed)).Select(i => (string)i["status"]!));

        (await PostAsync(filed, "dossier", "restart")).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();

        await EndsWellAsync(filed);
    }

    [Fact]
    public async Task Restart_OfATerminatedStep_GoesOn()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.App.DurableTaskClient.TerminateInstanceAsync(DossierTeller.InstanceOf(filed.Code, "birth"));
        await _app.SettleAsync();
        Assert.Equal(["Running", "Terminated"], (await InstancesAsync(filed)).Select(i => (string)i["status"]!));

        (await PostAsync(filed, "birth", "restart")).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();

        await EndsWellAsync(filed);
    }

    [Fact]
    public async Task Terminated_StepThatNobodyRestarts_IsTriedAgainByItself()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: filed.Code[^6..]))).Is(HttpStatusCode.OK);
        await _app.App.DurableTaskClient.TerminateInstanceAsync(DossierTeller.InstanceOf(filed.Code, "insurance"));
        await _app.PassAsync(TimeSpan.FromMinutes(14));
        Assert.Contains("Terminated", (await InstancesAsync(filed)).Select(i => (string)i["status"]!));

        await _app.PassAsync(TimeSpan.FromMinutes(2));

        Assert.All(await InstancesAsync(filed), i => Assert.Contains((string)i["status"]!, (string[])["Running", "Completed"]));
        await EndsWellAsync(filed);
    }

    [Fact]
    public async Task Restart_OfWhatIsCompleted_ChangesNothing()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.FinishAsync(filed);
        var version = (int)(await _app.DossierAsync(filed)).Body["version"]!;

        (await PostAsync(filed, "dossier", "restart")).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();

        Assert.Equal(version, (int)(await _app.DossierAsync(filed)).Body["version"]!);
        Assert.All(await InstancesAsync(filed), i => Assert.Equal("Completed", (string)i["status"]!));
    }

    [Theory]
    [InlineData("dossier")]
    [InlineData("birth")]
    public async Task Resume_OfWhatWasSuspended_CatchesUp(string part)
    {
        var filed = await _app.FileAsync(new Family());
        await _app.App.DurableTaskClient.SuspendInstanceAsync(part == "dossier" ? filed.Code : DossierTeller.InstanceOf(filed.Code, part));
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: filed.Code[^6..]))).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();
        Assert.Equal("Suspended", StatusOf(part, await InstancesAsync(filed)));

        (await PostAsync(filed, part, "resume")).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();

        await EndsWellAsync(filed);
    }

    private static string StatusOf(string part, IReadOnlyList<JsonObject> instances) => (string)instances.Single(i => (string)i["part"]! == part)["status"]!;

    [Fact]
    public async Task Resume_OfAnUnknownStep_IsNotFound() =>
        (await PostAsync(await _app.FileAsync(new Family()), "burial", "resume")).IsProblem(HttpStatusCode.NotFound, "step-unknown");

    [Fact]
    public async Task Operator_SeesNeitherDeclarationNorResults()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.FinishAsync(filed);

        foreach (var path in (string[])["", "/timeline", "/instances"])
        {
            var text = (await _app.As("operator").ReadAsync($"dossiers/{filed.Code}{path}")).Is(HttpStatusCode.OK).Text;
            Assert.All(filed.Family.PersonalData, datum => Assert.DoesNotContain(datum, text, StringComparison.Ordinal));
            Assert.DoesNotContain("registrationNumber", text, StringComparison.Ordinal);
        }

        (await _app.As("operator").ReadAsync($"dossiers/{filed.Code}/steps/birth/request")).IsProblem(HttpStatusCode.Forbidden, "scope-missing");
    }

    /// <summary>The agencies decide, time passes, and every instance comes to its end.</summary>
    private async Task EndsWellAsync(FiledDossier filed)
    {
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth", number: filed.Code[^6..]))).Is(HttpStatusCode.OK);
        await _app.PassAsync(TimeSpan.FromMinutes(16));
        await _app.FinishAsync(filed);
        await _app.PassAsync(TimeSpan.FromMinutes(16));
        Assert.Equal("Completed", (await _app.DossierAsync(filed)).Outcome);
        Assert.All(await InstancesAsync(filed), i => Assert.Equal("Completed", (string)i["status"]!));
    }

    private Task<Answer> PostAsync(FiledDossier filed, string part, string what) => _app.As("operator").PostAsync($"dossiers/{filed.Code}/instances/{part}/{what}", "{}");

    private async Task<IReadOnlyList<JsonObject>> InstancesAsync(FiledDossier filed) =>
        [.. (await _app.As("operator").ReadAsync($"dossiers/{filed.Code}/instances")).Is(HttpStatusCode.OK).Body["instances"]!.AsArray().Select(i => i!.AsObject())];
}
