using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Messages;
using LienThong.App.Tests.Harness;
using LienThong.Embedded.Queues;

namespace LienThong.App.Tests.Decisions;

/// <summary>Decisions over the queue: the same as by HTTP; what cannot be taken ends in the dead letters, where an operator sees it.</summary>
public sealed class DecisionQueueTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static int _messages;

    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Message_GoodDecision_IsTakenLikeOneByHttp()
    {
        var filed = await _app.FileAsync(new Family());

        await SendAsync(Message("civil-status-01273", filed.Code, "birth", Decision.Done("birth")));

        Assert.Equal(["Done", "Requested", "Requested", "Requested"], (await _app.DossierAsync(filed)).Steps.Select(s => s.Status));
        Assert.Empty(await DeadLettersAsync(filed.Code));
    }

    [Fact]
    public async Task Message_Repeated_ChangesNothing()
    {
        var filed = await _app.FileAsync(new Family());
        await SendAsync(Message("civil-status-01273", filed.Code, "birth", Decision.Done("birth", number: "35")));
        await SendAsync(Message("civil-status-01273", filed.Code, "birth", Decision.Done("birth", number: "35")));

        Assert.Single(await _app.TimelineAsync(filed), text => text == "Birth registration: done.");
        Assert.Empty(await DeadLettersAsync(filed.Code));
    }

    public static TheoryData<string, Func<string, string>> Refused => new()
    {
        { "another agency's step", code => Message("police-01273", code, "birth", Decision.Done("birth")) },
        { "another area's agency", code => Message("civil-status-01279", code, "birth", Decision.Done("birth")) },
        { "an unknown partner", code => Message("nobody", code, "birth", Decision.Done("birth")) },
        { "a partner that decides nothing", code => Message("portal", code, "birth", Decision.Done("birth")) },
        { "an unknown step", code => Message("civil-status-01273", code, "burial", Decision.Accept()) },
        { "a step that has not begun", code => Message("police-01273", code, "residence", Decision.Done("residence")) },
        { "a decision of the wrong form", code => Message("civil-status-01273", code, "birth", new JsonObject { ["round"] = 1 }) },
        { "an unknown member", code => Message("civil-status-01273", code, "birth", Decision.Accept()).Replace("{\"partner\"", "{\"urgent\":true,\"partner\"", StringComparison.Ordinal) },
        { "a result that lacks a field", code => Message("civil-status-01273", code, "birth", new JsonObject { ["round"] = 1, ["decision"] = "done" }) },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task Message_Refused_EndsInTheDeadLettersAndChangesNothing(string why, Func<string, string> message)
    {
        var filed = await _app.FileAsync(new Family());

        await SendAsync(message(filed.Code), filed.Code);
        await _app.PassAsync(TimeSpan.FromMinutes(30));

        var letter = Assert.Single(await DeadLettersAsync(filed.Code));
        Assert.True("agency-decisions" == (string)letter["queue"]!, why);
        Assert.Equal(10, (int)letter["deliveryCount"]!);
        Assert.Equal("MaxDeliveryCountExceeded", (string)letter["reason"]!);
        Assert.Equal("Requested", (await _app.DossierAsync(filed))["birth"].Status);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Message_NotADecision_EndsInTheDeadLetters(string body)
    {
        var id = $"garbage-{Guid.NewGuid():N}";
        await SendAsync(body, id);
        await _app.PassAsync(TimeSpan.FromMinutes(30));

        Assert.Single(await DeadLettersAsync(id));
    }

    [Fact]
    public async Task DeadLetter_ReturnedByAnOperator_IsTakenWhenWhatItWaitedForHasCome()
    {
        var filed = await _app.FileAsync(new Family());
        await SendAsync(Message("police-01273", filed.Code, "residence", Decision.Done("residence")), filed.Code);
        await _app.PassAsync(TimeSpan.FromMinutes(30));
        var letter = Assert.Single(await DeadLettersAsync(filed.Code));
        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);

        (await _app.As("operator").PostAsync($"dead-letters/{letter["id"]}/return", "{}")).Is(HttpStatusCode.Accepted);
        await _app.SettleAsync();

        Assert.Equal("Done", (await _app.DossierAsync(filed))["residence"].Status);
        Assert.Empty(await DeadLettersAsync(filed.Code));
        (await _app.As("operator").PostAsync($"dead-letters/{letter["id"]}/return", "{}")).IsProblem(HttpStatusCode.NotFound, "dead-letter-unknown");
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999999")]
    public async Task DeadLetter_Unknown_IsNotFound(string id) =>
        (await _app.As("operator").PostAsync($"dead-letters/{id}/return", "{}")).IsProblem(HttpStatusCode.NotFound, "dead-letter-unknown");

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("1.5")]
    public async Task DeadLetters_ContinuationOfNobody_IsRefused(string continuation) =>
        (await _app.As("operator").ReadAsync($"dead-letters?continuation={continuation}")).IsProblem(HttpStatusCode.BadRequest, "continuation-bad");

    private static string Message(string partner, string dossier, string step, JsonObject decision) =>
        new JsonObject { ["partner"] = partner, ["dossier"] = dossier, ["step"] = step, ["decision"] = decision.DeepClone() }.ToJsonString();

    private async Task SendAsync(string body, string? id = null)
    {
        var message = OutgoingMessage.FromJson($"{id}#{Interlocked.Increment(ref _messages)}", body) with { SessionId = id ?? "decisions" };
        await _app.App.MessageBus.SendAsync(DecisionMessages.Queue, message);
        await _app.SettleAsync();
    }

    private async Task<IReadOnlyList<JsonObject>> DeadLettersAsync(string id) =>
        [.. (await _app.ListAsync("operator", "dead-letters")).Where(l => ((string)l["messageId"]!).StartsWith(id + "#", StringComparison.Ordinal))];
}
