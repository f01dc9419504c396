using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using LienThong.App.Access;
using LienThong.App.OneMachine;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Access;

/// <summary>Every HTTP function, found by reflection, with every kind of partner in its own and in a foreign area, and with every
/// kind of token that must not be let in. A function without a row among the expectations fails.</summary>
public sealed partial class AuthorizationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly HttpStatusCode[] Denied = [HttpStatusCode.Forbidden];

    private readonly RunningApp _app = shared.App;

    public static TheoryData<string> Functions => [.. HttpFunctions().Select(f => f.Name)];

    [Fact]
    public void Expectations_AndFunctions_AreTheSameNames() =>
        Assert.Equal(HttpFunctions().Select(f => f.Name).Order(StringComparer.Ordinal), Expectations.Of.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Call_EveryKindInItsOwnAndAForeignArea_IsGrantedOrForbidden(string name)
    {
        var function = HttpFunctions().Single(f => f.Name == name);
        Assert.True(Expectations.Of.TryGetValue(name, out var expected), $"{name} is new: say in Expectations who may call it.");
        List<string> wrong = [];
        foreach (var kind in Kinds.All)
        {
            var situation = await SituationOf(kind);
            foreach (var (partner, granted) in ((string, bool)[])[(Own(kind), expected.Own.Contains(kind)), (Foreign(kind), expected.Foreign.Contains(kind))])
            {
                var answer = await CallAsync(_app.As(partner), function, expected, kind, situation);
                if (!(granted ? expected.Granted : Denied).Contains(answer.Status))
                {
                    wrong.Add($"{function.Method} {function.Route} as {partner}: {(int)answer.Status} {answer.Text}");
                }
                else if (!granted)
                {
                    Assert.Contains(answer.Code, (string[])["scope-missing", "outside-jurisdiction", "wrong-facility"]);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Call_TokenThatIsNotGood_IsNotLetIn(string name)
    {
        var function = HttpFunctions().Single(f => f.Name == name);
        var expected = Expectations.Of[name];
        var kind = expected.Own[0];
        var situation = await SituationOf(kind);
        foreach (var (token, code) in BadTokens.For(Own(kind), _app.Folder, _app.Clock.GetUtcNow()))
        {
            using var client = _app.WithToken(token);
            var answer = await CallAsync(client, function, expected, kind, situation);
            if (expected.OpenToAll)
            {
                Assert.Contains(answer.Status, expected.Granted);
            }
            else if (code == "partner-unknown")
            {
                answer.IsProblem(HttpStatusCode.Forbidden, code);
            }
            else
            {
                answer.IsProblem(HttpStatusCode.Unauthorized, code);
                Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            }
        }
    }

    [Theory]
    [InlineData("Basic cG9ydGFsOnBvcnRhbA==")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Token abc")]
    public async Task Call_AuthorizationOfAnotherScheme_IsNotLetIn(string header) =>
        (await _app.Anonymous.ReadAsync("procedures", ("Authorization", header))).IsProblem(HttpStatusCode.Unauthorized, "token-missing");

    [Fact]
    public async Task Call_SchemeInAnyCase_IsLetIn() =>
        (await _app.Anonymous.ReadAsync("procedures", ("Authorization", "bearer " + _app.Token("portal")))).Is(HttpStatusCode.OK);

    [Fact]
    public async Task Call_ScopesNarrowedByTheRegistry_IsLetInForThoseOnly()
    {
        (await _app.As("reader").ReadAsync("procedures")).Is(HttpStatusCode.OK);
        (await _app.As("reader").PostAsync("dossiers", new Family().Filing())).IsProblem(HttpStatusCode.Forbidden, "scope-missing");
        (await _app.As("reader").PostAsync("records", new Family().Scan())).IsProblem(HttpStatusCode.Forbidden, "scope-missing");
    }

    [Fact]
    public async Task Call_TokenThatRunsOut_IsLetInUntilThen()
    {
        await using var app = await RunningApp.StartAsync();
        var token = TokenIssuer.Open(app.Folder, app.Clock).Issue("portal", TimeSpan.FromHours(1));
        using var client = app.WithToken(token);

        await app.PassAsync(TimeSpan.FromMinutes(61));
        (await client.ReadAsync("procedures")).Is(HttpStatusCode.OK);
        await app.PassAsync(TimeSpan.FromMinutes(1));
        (await client.ReadAsync("procedures")).IsProblem(HttpStatusCode.Unauthorized, "token-missing");
    }

    private static IReadOnlyList<HttpFunction> HttpFunctions() =>
    [
        .. from type in typeof(OneMachineApp).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
           where function is not null && trigger is not null
           select new HttpFunction(function.Name, trigger.Methods!.Single(), trigger.Route!),
    ];

    private static string Own(PartnerKind kind) => kind.Name() switch
    {
        "portal" or "vneid" or "operator" => kind.Name(),
        "hospital" => "hospital-04001",
        "civil-status" or "police" => kind.Name() + "-01273",
        _ => kind.Name() + "-04",
    };

    private static string Foreign(PartnerKind kind) => kind.Name() switch
    {
        "hospital" => "hospital-01001",
        "civil-status" or "police" => kind.Name() + "-00004",
        _ => kind.Name() + "-01",
    };

    /// <summary>A dossier that a partner of the kind filed, or that its agency has to do with, and a record in it.</summary>
    private async Task<Situation> SituationOf(PartnerKind kind)
    {
        var filed = await _app.FileAsync(new Family(), kind.Name() is "vneid" or "agent" or "counter" ? Own(kind) : "portal");
        var record = await _app.UploadAsync(filed.By, $"dossiers/{filed.Code}/records", filed.Family.Scan());
        return new Situation(filed, record);
    }

    private static async Task<Answer> CallAsync(HttpClient client, HttpFunction function, Expectation expected, PartnerKind kind, Situation situation)
    {
        var path = Place().Replace(function.Route["v1/".Length..], place => place.Groups[1].Value switch
        {
            "code" when function.Name is "ReadProcedure" or "PrefillDeclaration" => Family.Procedure,
            "code" => situation.FiledDossier.Code,
            "step" => kind.Name() switch { "police" => "residence", "insurance" => "insurance", "identity" => "identity", _ => "birth" },
            "part" => function.Name == "RestartInstance" ? "dossier" : "birth",
            "lane" => "portal",
            "week" => "2026-W01",
            "sha256" => situation.Record,
            "agency" => kind.Name() is "police" or "insurance" or "identity" ? Own(kind) : "civil-status-01273",
            "id" => "999999999",
            var unknown => throw new InvalidOperationException($"The route of {function.Name} has a new part '{unknown}'."),
        });

        // A family of its own, so that nobody's filing or notice meets another's.
        HttpContent? content = expected.SendsRecord ? new ByteArrayContent(new Family().Scan())
            : function.Method == "post" ? new StringContent((expected.Body?.Invoke(kind, new Family()) ?? new System.Text.Json.Nodes.JsonObject()).ToJsonString(), Encoding.UTF8, "application/json")
            : null;
        return await client.CallAsync(new HttpMethod(function.Method.ToUpperInvariant()), path, content,
            ("Tracking-Token", (string)situation.FiledDossier.Answer.Body["trackingToken"]!), ("Idempotency-Key", Guid.NewGuid().ToString()));
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Place();

    private sealed record HttpFunction(string Name, string Method, string Route);

    private sealed record Situation(FiledDossier FiledDossier, string Record);
}
