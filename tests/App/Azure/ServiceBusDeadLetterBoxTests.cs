using Azure.Messaging.ServiceBus;
using LienThong.App.Azure;
using LienThong.Storage;

namespace LienThong.App.Tests.Azure;

public sealed class ServiceBusDeadLetterBoxTests : IAsyncDisposable
{
    private const string Decisions = "agency-decisions";
    private const string Requests = "agency-requests/http-delivery";

    private static readonly DateTimeOffset Start = new(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);

    private readonly InMemoryBus _bus = new();
    private readonly ServiceBusDeadLetterBox _box;

    public ServiceBusDeadLetterBoxTests() => _box = new ServiceBusDeadLetterBox(_bus);

    public async ValueTask DisposeAsync()
    {
        await _box.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task List_LettersInBothBoxes_GivesEachOnceAndOldestFirstInAPage()
    {
        for (var i = 0; i < 70; i++)
        {
            _bus.Of(Decisions).Add(i + 1, enqueued: Start.AddMinutes(2 * i));
            _bus.Of(Requests).Add(i + 1, enqueued: Start.AddMinutes((2 * i) + 1));
        }

        List<string> ids = [];
        string? continuation = null;
        do
        {
            var page = await _box.ListAsync(continuation, CancellationToken.None);
            Assert.Equal(page.Items.OrderBy(l => l.EnqueuedAt), page.Items);
            ids.AddRange(page.Items.Select(l => l.Id));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(140, ids.Count);
        Assert.Equal(140, ids.Distinct().Count());
    }

    [Fact]
    public async Task List_ALetter_SaysWhereItWasAndWhyItWasGivenUp()
    {
        _bus.Of(Requests).Add(7, "G22.99.08-260907-0000001:birth:1", Start);

        var letter = Assert.Single((await _box.ListAsync(null, CancellationToken.None)).Items);

        Assert.Equal(("agency-requests:7", Requests, "G22.99.08-260907-0000001:birth:1"), (letter.Id, letter.Queue, letter.MessageId));
        Assert.Equal((10, "MaxDeliveryCountExceeded", "ten times"), (letter.DeliveryCount, letter.Reason, letter.Description));
        Assert.Equal((Start, null), (letter.EnqueuedAt, letter.DeadLetteredAt));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("1.2.3")]
    [InlineData("-1.2")]
    public async Task List_ContinuationOfSomethingElse_IsRefused(string continuation) =>
        await Assert.ThrowsAsync<ContinuationInvalidException>(() => _box.ListAsync(continuation, CancellationToken.None));

    [Fact]
    public async Task Return_LetterBehindOthers_SendsACopyAndLetsTheOthersGo()
    {
        var letters = _bus.Of(Requests);
        for (var number = 1; number <= 9; number++)
        {
            letters.Add(number, $"m{number}");
        }

        Assert.True(await _box.ReturnAsync("agency-requests:6", CancellationToken.None));

        var (entity, copy) = Assert.Single(_bus.Sent);
        Assert.Equal(("agency-requests", "body 6", "request", "application/json"), (entity, copy.Body.ToString(), copy.Subject, copy.ContentType));
        Assert.Equal("agency", Assert.Single(copy.ApplicationProperties).Key);
        Assert.Equal("G22.99.08-260907-0000001", copy.SessionId);
        Assert.Equal([1, 2, 3, 4, 5, 7, 8, 9], letters.Numbers);
        Assert.Empty(letters.Locked);
    }

    [Fact]
    public async Task Return_CutOffBeforeTheLetterIsCompleted_SendsTheSameCopyAgain()
    {
        _bus.Of(Decisions).Add(3, "m3");
        _bus.Of(Decisions).FailCompletion = true;
        await Assert.ThrowsAsync<ServiceBusException>(() => _box.ReturnAsync("agency-decisions:3", CancellationToken.None));

        Assert.True(await _box.ReturnAsync("agency-decisions:3", CancellationToken.None));

        Assert.Equal(2, _bus.Sent.Count);
        var id = Assert.Single(_bus.Sent.Select(s => s.Message.MessageId).Distinct());
        Assert.NotEqual("m3", id);
        Assert.Empty(_bus.Of(Decisions).Numbers);
    }

    [Fact]
    public async Task Return_LongMessageId_StaysWithinWhatTheBusTakes()
    {
        _bus.Of(Decisions).Add(1, new string('a', 128));
        _bus.Of(Decisions).Add(2, new string('a', 128));

        Assert.True(await _box.ReturnAsync("agency-decisions:1", CancellationToken.None));
        Assert.True(await _box.ReturnAsync("agency-decisions:2", CancellationToken.None));

        Assert.All(_bus.Sent, sent => Assert.Equal(128, sent.Message.MessageId.Length));
        Assert.NotEqual(_bus.Sent[0].Message.MessageId, _bus.Sent[1].Message.MessageId);
    }

    [Fact]
    public async Task Return_LetterThatSomebodyElseHolds_SendsNothing()
    {
        _bus.Of(Decisions).Add(1);
        _bus.Of(Decisions).Add(2);
        _bus.Of(Decisions).Locked.Add(2);

        Assert.False(await _box.ReturnAsync("agency-decisions:2", CancellationToken.None));

        Assert.Empty(_bus.Sent);
        Assert.Equal([2], _bus.Of(Decisions).Locked);
    }

    [Theory]
    [InlineData("agency-decisions:2")]
    [InlineData("agency-requests:1")]
    [InlineData("somewhere:1")]
    [InlineData("agency-decisions:-1")]
    [InlineData("agency-decisions")]
    [InlineData("")]
    public async Task Return_NoSuchLetter_SaysSo(string id)
    {
        _bus.Of(Decisions).Add(1);

        Assert.False(await _box.ReturnAsync(id, CancellationToken.None));

        Assert.Empty(_bus.Sent);
    }
}
