using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LienThong.App.Population;
using LienThong.Procedures.Identifiers;
using LienThong.Simulator.Population;

namespace LienThong.App.Tests.Population;

/// <summary>The client and the simulated population database talk over a real network, and every word of it is held against
/// the contract: what is said is in it, and what is in it is said.</summary>
public sealed class PopulationContractTests
{
    private static readonly PopulationPurpose Purpose = new("3.000722", "Nghị định 63/2024/NĐ-CP");

    [Fact]
    public async Task ClientAndSimulator_EveryOperationAndAnswer_KeepToTheContract()
    {
        var register = PopulationRegister.FromSeed(7, 10);
        await using var server = await PopulationServer.StartAsync(register);
        using var recorder = new RecordingHandler();
        using var http = new HttpClient(recorder) { BaseAddress = server.Address };
        var client = Client(http, "token");
        await TalkAsync(client, server, register);

        var contract = new WrittenContract();
        var judged = recorder.Exchanges.Select(contract.Judge).ToList();
        Assert.Empty(judged.SelectMany(j => j.Faults));
        Assert.Equal(contract.Answers.Order(StringComparer.Ordinal), judged.Select(j => j.Answer!).Distinct().Order(StringComparer.Ordinal));

        async Task TalkAsync(PopulationClient asking, PopulationServer asked, PopulationRegister known)
        {
            var person = known.Draw(3);
            Assert.NotNull(await asking.LookUpAsync(new PersonKey(person.PersonalId, person.FullName, person.BirthDate), Purpose, default));
            Assert.Null(await asking.LookUpAsync(new PersonKey(person.PersonalId, "Người Khác", person.BirthDate), Purpose, default));
            await asking.VerifyAsync(new PersonClaim(person.PersonalId, "Người Khác", PartialDate.Parse("1900")), Purpose, default);
            Assert.Null(await asking.ReadNumberAsync(Key(1), default));
            asked.Manners = new() { NumbersAfter = TimeSpan.FromDays(3) };
            await asking.AskNumberAsync(Birth(1, person), Purpose, default);
            await asking.ReadNumberAsync(Key(1), default);
            asked.Manners = new();
            await asking.AskNumberAsync(Birth(1, person), Purpose, default);
            await asking.ReadNumberAsync(Key(1), default);
            await asking.AskNumberAsync(Birth(2, person), Purpose, default);
            await asking.ReadNumberAsync(Key(2), default);

            Func<PopulationClient, Task>[] everything =
            [
                c => c.LookUpAsync(new PersonKey(person.PersonalId, person.FullName, person.BirthDate), Purpose, default),
                c => c.VerifyAsync(new PersonClaim(person.PersonalId, null, null), Purpose, default),
                c => c.AskNumberAsync(Birth(1, person), Purpose, default),
                c => c.ReadNumberAsync(Key(1), default),
            ];
            foreach (var call in everything)
            {
                asked.Manners = new() { Down = true, ComeAgainAfter = TimeSpan.FromSeconds(7) };
                Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<PopulationUnavailableException>(() => call(Client(http, "token")))).After);
                asked.Manners = new() { Overrun = true };
                await Assert.ThrowsAsync<PopulationUnavailableException>(() => call(Client(http, "token")));
                asked.Manners = new();
                Assert.Equal("token-missing", (await Assert.ThrowsAsync<PopulationRefusedException>(() => call(Client(http, null)))).Code);
            }

            foreach (var path in (string[])["v1/persons/lookup", "v1/persons/verify", "v1/birth-numbers"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");
                (await http.SendAsync(request)).Dispose();
            }
        }
    }

    [Theory]
    [InlineData("POST", "/v1/persons/lookup", """{"purpose":"3.000722","legalBasis":"x","personalId":"12","fullName":"A","birthDate":"1990"}""", 404, """{"code":"person-unknown","title":"x","status":404}""")]
    [InlineData("POST", "/v1/persons/verify", """{"purpose":"3.000722","legalBasis":"x","personalId":"004198000001","declared":{}}""", 200, """{"known":true,"differences":["shoeSize"]}""")]
    [InlineData("POST", "/v1/persons/verify", """{"purpose":"3.000722","legalBasis":"x","personalId":"004198000001","declared":{}}""", 418, """{"code":"teapot","title":"x","status":418}""")]
    [InlineData("GET", "/v1/birth-numbers/G22.99.08-260907-0000001?name=A", null, 200, """{"registrationKey":"G22.99.08-260907-0000001","personalId":"004198000001"}""")]
    [InlineData("GET", "/v1/persons/004198000001", null, 200, "{}")]
    public void Judge_PlantedDeparture_IsCaught(string method, string path, string? sent, int status, string got)
    {
        var planted = new Exchange(
            method, path, sent is null ? null : JsonSerializer.Deserialize<JsonElement>(sent), status,
            status < 400 ? "application/json" : "application/problem+json", JsonSerializer.Deserialize<JsonElement>(got));

        Assert.NotEmpty(new WrittenContract().Judge(planted).Faults);
    }

    internal static DossierCode Key(int number) => DossierCode.For(AgencyIdentifier.Parse("G22.99.08"), new DateOnly(2026, 9, 7), number);

    internal static NumberRequest Birth(int number, SyntheticPerson mother, int order = 1, int children = 1) => new(
        Key(number),
        new NumberChild("Trần Mẫu " + number, "female", new DateOnly(2026, 8, 20), order, children),
        [new NumberParent("mother", mother.PersonalId)],
        new NumberRegistration(CommuneCode.Parse("01273"), number.ToString(System.Globalization.CultureInfo.InvariantCulture), null));

    private static PopulationClient Client(HttpClient http, string? token) => new(
        http, new FixedToken(token), PopulationContract.Load(), new PopulationOptions { Retries = 0 }, TimeProvider.System);
}
