using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.App.Tests.Errands;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Law;

namespace LienThong.App.Tests.Problems;

/// <summary>Data connections between systems are the hardest part: one contract, held by the app towards each system that takes
/// errands, through a stand-in at a real endpoint.</summary>
public sealed class ContractProblems(ContractProblems.Everybody everybody) : IClassFixture<ContractProblems.Everybody>
{
    private static readonly LawLibrary Law = LawLibrary.Load();

    public static TheoryData<string> Lanes
    {
        get
        {
            var lanes = new TheoryData<string>();
            foreach (var lane in Law.Lanes.Where(lane => lane.Asks.Count == 0))
            {
                lanes.Add(lane.Code);
            }

            return lanes;
        }
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public async Task Problem22_OneContractForEachPartner_IsHeldThroughTroubleAndConfirmation(string lane)
    {
        var (app, systems) = (everybody.Connected.App, everybody.Connected.Systems);
        var definition = Law.Lanes.Single(candidate => candidate.Code == lane);

        // First nothing comes back, then it is told to wait, then the message is taken, and in the end confirmed.
        var replies = new Queue<AgencyReply>([AgencyReply.Breaks, AgencyReply.Says(503), AgencyReply.Says(202)]);
        systems.Answers(lane, _ => replies.TryDequeue(out var reply) ? reply : AgencyReply.Says(200, "{}"));
        var family = new Family { Commune = lane == "province" ? "00004" : "01273", Facility = lane == "province" ? "01001" : "04001" };
        var answer = (await app.As("portal").PostAsync("dossiers", family.Filing(declaration =>
            declaration["result"] = new JsonObject { ["by"] = "post", ["postAddress"] = "Số 1" }), ("Idempotency-Key", "contract-" + lane))).Is(HttpStatusCode.Accepted);
        var filed = new FiledDossier((string)answer.Body["code"]!, family, "portal", answer);
        await app.SettleAsync();
        await app.FinishAsync(filed);
        await app.PassAsync(TimeSpan.FromHours(3));

        var posts = systems.About(filed, lane);
        Assert.NotEmpty(posts);
        foreach (var post in posts)
        {
            // Who it is from and for, and which message it is.
            Assert.Equal(post.MessageId, (string)post.Body["messageId"]!);
            Assert.Equal(lane, (string)post.Body["lane"]!);
            Assert.Equal($"{lane}-lane", Audience(post.Authorization));
            Assert.All(["kind", "dossier", "procedure", "filedAt", "due", "at"], name => Assert.NotNull(post.Body[name]));

            // No more of the declaration than the law's file discloses.
            Assert.Equal(definition.Discloses.Order(), (post.Body["form"]?.AsObject() ?? new JsonObject()).Select(member => member.Key).Order());
            if (post.Kind == "status")
            {
                Assert.Equal(definition.Status((int)post.Body["status"]!)!.Name.Vi, (string)post.Body["name"]!["vi"]!);
            }
        }

        // Trouble repeats a message word for word, before the next; what is taken is asked for again until it is confirmed.
        var firsts = posts.Where(post => post.MessageId == posts[0].MessageId).ToArray();
        Assert.Equal(4, firsts.Length);
        Assert.All(posts.Take(3), post => Assert.Equal(posts[0].MessageId, post.MessageId));
        Assert.Single(firsts.Select(post => post.Body.ToJsonString()).Distinct());
        Assert.Equal(posts.Count - 3, posts.Select(post => post.MessageId).Distinct().Count());
        var told = new HashSet<int>();
        foreach (var number in posts.Where(post => post.Kind == "status").Select(post => (int)post.Body["status"]!).Distinct())
        {
            Assert.True(definition.Before(definition.Status(number)!).All(before => told.Contains(before.Number)), $"{lane} was told {number} too early.");
            told.Add(number);
        }

        if (definition.Results is not null)
        {
            Assert.Equal(["birth", "identity", "insurance", "residence"], posts.Where(post => post.Kind == "result").Select(post => (string)post.Body["step"]!).Distinct().Order());
        }

        Assert.Equal("Idle", (string)(await ErrandTests.LanesAsync(app, filed))[lane]["state"]!);
    }

    private static string Audience(string authorization)
    {
        var payload = authorization["Bearer ".Length..].Split('.')[1].Replace('-', '+').Replace('_', '/');
        using var token = JsonDocument.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '=')));
        return token.RootElement.GetProperty("aud").GetString()!;
    }

    /// <summary>An app with every system connected; province 04 has a case system with numbers of its own.</summary>
    public sealed class Everybody : IAsyncLifetime
    {
        private ConnectedApp? _connected;

        public ConnectedApp Connected => _connected!;

        public async Task InitializeAsync() => _connected = await ConnectedApp.StartAsync(systems =>
        [
            systems.Partner(PartnerKind.Portal), systems.Partner(PartnerKind.Linked), systems.Partner(PartnerKind.Vneid),
            systems.Partner(PartnerKind.Repository), systems.Partner(PartnerKind.Post),
            systems.Partner(PartnerKind.Province, "01"), systems.Partner(PartnerKind.Province, "04", "province-local"),
        ]);

        public async Task DisposeAsync()
        {
            if (_connected is not null)
            {
                await _connected.DisposeAsync();
            }
        }
    }
}
