using System.Net;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Chain;

/// <summary>How dossiers end other than well.</summary>
public sealed class EndingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Refusal_OfOneBranch_LeavesTheOthers()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        (await _app.DecideAsync(filed, "residence", Decision.Refuse())).Is(HttpStatusCode.OK);
        await _app.FinishAsync(filed);

        var closed = await _app.DossierAsync(filed);
        Assert.Equal(["Done", "Refused", "Done", "Done"], closed.Steps.Select(s => s.Status));
        Assert.Equal(("Closed", "PartlyCompleted"), (closed.Status, closed.Outcome));
        Assert.Equal(("not-eligible", "Thông tin chưa đúng."), ((string)closed["residence"].Body["reasonCode"]!, (string)closed["residence"].Body["reason"]!));
    }

    [Fact]
    public async Task Refusal_WithoutReason_NamesBothThatAreMissing()
    {
        var filed = await _app.FileAsync(new Family());

        var refused = (await _app.DecideAsync(filed, "birth", new() { ["round"] = 1, ["decision"] = "refuse" })).IsProblem(HttpStatusCode.BadRequest, "request-invalid");

        Assert.Equal([("reason-missing", "/reasonCode"), ("reason-missing", "/reason")], refused.Faults);
    }

    [Fact]
    public async Task Withdrawal_BeforeTheFirstDecision_EndsEveryStep()
    {
        var filed = await _app.FileAsync(new Family());

        var answer = await WithdrawAsync(filed);

        Assert.Equal(("Closed", "Withdrawn", true), ((string)answer.Body["status"]!, (string)answer.Body["outcome"]!, (bool)answer.Body["changed"]!));
        var closed = await _app.DossierAsync(filed);
        Assert.All(closed.Steps, s => Assert.Equal("Withdrawn", s.Status));
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).IsProblem(HttpStatusCode.Conflict, "step-ended");
        Assert.False((bool)(await WithdrawAsync(filed)).Body["changed"]!);
        await _app.CatchUpAsync();
        Assert.DoesNotContain(await _app.ListAsync("civil-status-01273", "agencies/civil-status-01273/worklist"), i => (string)i["dossier"]! == filed.Code);
        var instances = (await _app.As("operator").ReadAsync($"dossiers/{filed.Code}/instances")).Body["instances"]!.AsArray();
        Assert.All(instances, i => Assert.Equal("Completed", (string)i!["status"]!));
    }

    [Fact]
    public async Task Withdrawal_InTheMiddle_LeavesInForceWhatIsDone()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        (await _app.DecideAsync(filed, "insurance", Decision.Done("insurance"))).Is(HttpStatusCode.OK);

        await WithdrawAsync(filed);

        var closed = await _app.DossierAsync(filed);
        Assert.Equal(["Done", "Withdrawn", "Done", "Withdrawn"], closed.Steps.Select(s => s.Status));
        Assert.Equal("Withdrawn", closed.Outcome);
    }

    [Fact]
    public async Task Withdrawal_WithABlankReason_IsRefused()
    {
        var filed = await _app.FileAsync(new Family());

        var refused = (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/withdrawal", """{"reason":"   "}""")).IsProblem(HttpStatusCode.BadRequest, "reason-missing");

        Assert.Equal([("reason-missing", "/reason")], refused.Faults);
        Assert.Equal("InProgress", (await _app.DossierAsync(filed)).Status);
    }

    [Fact]
    public async Task Withdrawal_OfAClosedDossier_IsRefused()
    {
        var filed = await _app.FileAsync(new Family());
        await _app.FinishAsync(filed);

        (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/withdrawal", """{"reason":"Nộp nhầm."}""")).IsProblem(HttpStatusCode.Conflict, "dossier-closed");
    }

    [Fact]
    public async Task Withdrawal_WhileASupplementIsAwaited_EndsTheStep()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Supplement())).Is(HttpStatusCode.OK);

        await WithdrawAsync(filed);

        Assert.Equal("Withdrawn", (await _app.DossierAsync(filed)).Outcome);
    }

    private async Task<Answer> WithdrawAsync(FiledDossier filed)
    {
        var answer = (await _app.As(filed.By).PostAsync($"dossiers/{filed.Code}/withdrawal", """{"reason":"Nộp nhầm."}""")).Is(HttpStatusCode.OK);
        await _app.SettleAsync();
        return answer;
    }
}
