using LienThong.App.Population;
using LienThong.Procedures.Identifiers;
using LienThong.Simulator.Population;

namespace LienThong.App.Tests.Population;

public sealed class PopulationClientTests : IAsyncLifetime
{
    private static readonly PopulationPurpose Purpose = new("3.000722", "Nghị định 63/2024/NĐ-CP");

    private readonly SignallingClock _app = new();
    private readonly SignallingClock _network = new();
    private readonly SignallingClock _remote = new();
    private readonly PopulationRegister _register = PopulationRegister.FromSeed(7, 10);
    private readonly List<HttpClient> _clients = [];
    private PopulationServer _server = null!;

    private SyntheticPerson Somebody => _register.Draw(4);

    public async Task InitializeAsync() => _server = await PopulationServer.StartAsync(_register, time: _remote);

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task LookUp_WhoeverKnowsNumberNameAndBirthDate_IsToldTheRest()
    {
        var person = Somebody;

        var found = await Client().LookUpAsync(
            new PersonKey(person.PersonalId, person.FullName.ToUpperInvariant(), PartialDate.Parse(person.BirthDate.ToString()[..7])), Purpose, default);

        Assert.Equal(person.Residence!.Value.Detail, found!.Value.GetProperty("residence").GetProperty("detail").GetString());
    }

    [Fact]
    public async Task LookUp_NumberWithAnotherNameOrDate_IsAsUnknownAsANumberOfNobody()
    {
        var (person, client) = (Somebody, Client());

        Assert.Null(await client.LookUpAsync(new PersonKey(person.PersonalId, "Người Khác", person.BirthDate), Purpose, default));
        Assert.Null(await client.LookUpAsync(new PersonKey(person.PersonalId, person.FullName, PartialDate.Parse("1901")), Purpose, default));
        Assert.Null(await client.LookUpAsync(new PersonKey(PersonalId.Parse("999999999999"), person.FullName, person.BirthDate), Purpose, default));
    }

    [Fact]
    public async Task Verify_WhatIsDeclared_NamesTheFieldsThatDifferAndNothingElse()
    {
        var (person, client) = (Somebody, Client());

        var right = await client.VerifyAsync(new PersonClaim(person.PersonalId, person.FullName, null), Purpose, default);
        var wrong = await client.VerifyAsync(new PersonClaim(person.PersonalId, person.FullName, PartialDate.Parse("1901")), Purpose, default);
        var nobody = await client.VerifyAsync(new PersonClaim(PersonalId.Parse("999999999999"), "Ai Đó", null), Purpose, default);

        Assert.Equal((true, 0), (right.Known, right.Differences.Count));
        Assert.Equal((true, "birthDate"), (wrong.Known, Assert.Single(wrong.Differences)));
        Assert.Equal((false, 0), (nobody.Known, nobody.Differences.Count));
    }

    [Fact]
    public async Task AskNumber_DaysBeforeItIsThere_IsLaterAndThenTheSameForEver()
    {
        _server.Manners = new() { NumbersAfter = TimeSpan.FromDays(3) };
        var (birth, client) = (PopulationContractTests.Birth(1, Somebody), Client());

        Assert.Equal(new NumberAnswer.Later(TimeSpan.FromDays(1)), await client.AskNumberAsync(birth, Purpose, default));
        _remote.Pass(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        Assert.Equal(new NumberAnswer.Later(TimeSpan.FromMinutes(1)), await client.ReadNumberAsync(birth.Key, default));
        _remote.Pass(TimeSpan.FromMinutes(1));
        var given = Assert.IsType<NumberAnswer.Given>(await client.ReadNumberAsync(birth.Key, default));

        Assert.Equal(given, await client.AskNumberAsync(birth, Purpose, default));
    }

    [Fact]
    public async Task AskNumber_TwinsThatSayWhoTheyAre_GetTwoNumbers()
    {
        var client = Client();

        var first = await client.AskNumberAsync(PopulationContractTests.Birth(1, Somebody, order: 1, children: 2), Purpose, default);
        var second = await client.AskNumberAsync(PopulationContractTests.Birth(2, Somebody, order: 2, children: 2), Purpose, default);

        Assert.NotEqual(Assert.IsType<NumberAnswer.Given>(first), Assert.IsType<NumberAnswer.Given>(second));
    }

    [Fact]
    public async Task AskNumber_SecondChildOfOneBirthThatDoesNotSaySo_IsAPossibleDuplicateUntilAPersonHasLooked()
    {
        var (birth, client) = (PopulationContractTests.Birth(2, Somebody), Client());
        await client.AskNumberAsync(PopulationContractTests.Birth(1, Somebody), Purpose, default);

        Assert.IsType<NumberAnswer.PossibleDuplicate>(await client.AskNumberAsync(birth, Purpose, default));
        _server.Clear(birth.Key.ToString());

        Assert.IsType<NumberAnswer.Given>(await client.AskNumberAsync(birth, Purpose, default));
    }

    [Fact]
    public async Task AnyCall_Down_IsTriedAgainWithGrowingPausesAndThenGivenUp()
    {
        _server.Manners = new() { Down = true };

        var (refused, pauses) = await PauseThroughAsync(Client(retries: 3).ReadNumberAsync(PopulationContractTests.Key(1), default));

        Assert.Equal("HTTP 503", refused.Message);
        Assert.Equal(4, _server.Calls.Count);
        Assert.Equal(3, pauses.Count);
        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(5)));
        Assert.Equal(3, pauses.Distinct().Count());
    }

    [Fact]
    public async Task AnyCall_Silence_IsGivenUpWhenTheTimeIsUp()
    {
        _server.Manners = new() { Delay = TimeSpan.FromDays(1) };
        var called = new TaskCompletionSource();
        _server.Called += _ => called.TrySetResult();

        var call = Client().ReadNumberAsync(PopulationContractTests.Key(1), default);
        await called.Task;
        Assert.False(call.IsCompleted);
        _network.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal("Timeout", (await Assert.ThrowsAsync<PopulationUnavailableException>(() => call)).Message);
    }

    [Fact]
    public async Task AnyCall_ManyFailures_LeavesTheServiceAloneForAWhileAndThenTriesAgain()
    {
        var client = Client();
        _server.Manners = new() { Down = true };
        for (var i = 0; i < 6; i++)
        {
            await Assert.ThrowsAsync<PopulationUnavailableException>(() => client.ReadNumberAsync(PopulationContractTests.Key(1), default));
        }

        var calls = _server.Calls.Count;
        _server.Manners = new();
        var leftAlone = await Assert.ThrowsAsync<PopulationUnavailableException>(() => client.ReadNumberAsync(PopulationContractTests.Key(1), default));
        Assert.Equal(("LeftAlone", calls), (leftAlone.Message, _server.Calls.Count));

        _app.Pass(TimeSpan.FromSeconds(30));
        Assert.Null(await client.ReadNumberAsync(PopulationContractTests.Key(1), default));
    }

    [Fact]
    public async Task AnyCall_AnswerThatBreaksTheContract_IsRefusedWithoutBeingShown()
    {
        _server.Manners = new() { Wrong = true };
        var person = Somebody;

        var refused = await Assert.ThrowsAsync<PopulationRefusedException>(() =>
            Client(retries: 3).LookUpAsync(new PersonKey(person.PersonalId, person.FullName, person.BirthDate), Purpose, default));

        Assert.Equal(PopulationRefusedException.AnswerWrong, refused.Code);
        Assert.Contains("personal-id-not-12-digits at \"/personalId\"", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("none", refused.Message, StringComparison.Ordinal);
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task LookUp_EntryOfSomebodyElse_IsRefused()
    {
        _server.Manners = new() { Mistaken = true };
        var person = Somebody;

        var refused = await Assert.ThrowsAsync<PopulationRefusedException>(() =>
            Client().LookUpAsync(new PersonKey(person.PersonalId, person.FullName, person.BirthDate), Purpose, default));

        Assert.Equal(PopulationRefusedException.AnswerWrong, refused.Code);
    }

    [Fact]
    public async Task AnyCall_Addresses_HoldNoPersonalData()
    {
        var (person, client) = (Somebody, Client());
        await client.LookUpAsync(new PersonKey(person.PersonalId, person.FullName, person.BirthDate), Purpose, default);
        await client.VerifyAsync(new PersonClaim(person.PersonalId, person.FullName, null), Purpose, default);
        await client.AskNumberAsync(PopulationContractTests.Birth(1, person), Purpose, default);
        await client.ReadNumberAsync(PopulationContractTests.Key(1), default);

        Assert.Equal(
            ["/v1/persons/lookup", "/v1/persons/verify", "/v1/birth-numbers", $"/v1/birth-numbers/{PopulationContractTests.Key(1)}"],
            _server.Calls.Select(call => call.Path));
    }

    [Theory]
    [InlineData("http://population.example.vn/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("population")]
    public void Service_AddressThatPersonalDataMustNotBeSentTo_Throws(string address) =>
        Assert.Throws<InvalidOperationException>(() => new PopulationOptions { Address = address }.Service());

    [Fact]
    public void Service_NoAddress_IsNotUsed() => Assert.Null(new PopulationOptions { Address = " " }.Service());

    // Lets every pause between attempts pass at once; time-outs are longer and never come.
    private async Task<(PopulationUnavailableException Refused, IReadOnlyList<TimeSpan> Pauses)> PauseThroughAsync(Task call)
    {
        List<TimeSpan> pauses = [];
        while (!call.IsCompleted)
        {
            var wait = _network.Waits.ReadAsync().AsTask();
            if (await Task.WhenAny(wait, call) == wait && await wait < TimeSpan.FromSeconds(10))
            {
                pauses.Add(await wait);
                _network.Pass(await wait);
            }
        }

        return (await Assert.ThrowsAsync<PopulationUnavailableException>(() => call), pauses);
    }

    private PopulationClient Client(int retries = 0)
    {
        var http = PopulationClient.CreateHttp(_server.Address);
        _clients.Add(http);
        return new PopulationClient(http, new FixedToken("token"), PopulationContract.Load(), new PopulationOptions { Retries = retries }, _app, _network);
    }
}
