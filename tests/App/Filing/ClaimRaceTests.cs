using System.Net;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Filing;

/// <summary>Of dossiers for one child that are filed at the same time, exactly one goes on, however their steps fall between
/// each other's.</summary>
public sealed class ClaimRaceTests : IAsyncLifetime
{
    private readonly Interrupted _claims = new();
    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync(new RunningAppOptions
    {
        Configure = (builder, _) => builder.Services.AddSingleton<IClaimStore>(services =>
        {
            _claims.Inner = services.GetRequiredService<SqliteStorage>().Claims;
            return _claims;
        }),
    });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task SecondFiling_BetweenTheClaimsOfTheFirst_IsHeldAlone()
    {
        var family = new Family();
        Answer? second = null;
        _claims.BeforeClaim(2, async () => second = await _app.PostFilingAsync(family, "vneid"));

        var first = await _app.PostFilingAsync(family);

        Assert.Equal("InProgress", Status(first));
        Assert.Equal(("Held", (string)first.Body["code"]!), (Status(second!), (string)second!.Body["duplicateOf"]!));
    }

    [Fact]
    public async Task SecondFiling_WhileTheFirstTakesOverAWithdrawnOnesClaim_IsNotOverlooked()
    {
        // Without a hospital's paper the child itself is all that they have in common.
        var family = new Family { HasPaper = false };
        var witness = await _app.UploadAsync("portal", "records", family.Scan());
        await _app.UploadAsync("vneid", "records", family.Scan());
        await _app.UploadAsync("agent-04", "records", family.Scan());
        var withdrawn = await _app.FileAsync(family with { Records = [("witness-statement", witness)] });
        (await _app.As("portal").PostAsync($"dossiers/{withdrawn.Code}/withdrawal", """{"reason":"Nộp nhầm."}""")).Is(HttpStatusCode.OK);
        Answer? second = null;
        _claims.BeforeMove(async () => second = await _app.PostFilingAsync(withdrawn.Family, "vneid"));

        var first = await _app.PostFilingAsync(withdrawn.Family, "agent-04");

        Assert.Equal("InProgress", Status(second!));
        Assert.Equal(("Held", (string)second!.Body["code"]!), (Status(first), (string)first.Body["duplicateOf"]!));
    }

    [Fact]
    public async Task Filing_CutOffAfterItsClaims_HoldsTheNextOnlyAsLongAsItMayStillGoOn()
    {
        var family = new Family();
        _claims.BeforeClaim(2, () => throw new StorageUnavailableException("The disk has gone."));
        (await _app.PostFilingAsync(family)).IsProblem(HttpStatusCode.ServiceUnavailable, "storage-unavailable");

        Assert.Equal("Held", Status(await _app.PostFilingAsync(family, "vneid")));
        await _app.PassAsync(TimeSpan.FromMinutes(61));

        Assert.Equal("InProgress", Status(await _app.PostFilingAsync(family, "agent-04")));
    }

    private static string Status(Answer answer) => (string)answer.Is(HttpStatusCode.Accepted).Body["status"]!;

    /// <summary>The claims, with something else happening between two steps of a filing.</summary>
    private sealed class Interrupted : IClaimStore
    {
        private Func<Task>? _beforeClaim;
        private Func<Task>? _beforeMove;
        private int _claims;

        public IClaimStore Inner { get; set; } = null!;

        public void BeforeClaim(int number, Func<Task> act) => (_claims, _beforeClaim) = (number, act);

        public void BeforeMove(Func<Task> act) => _beforeMove = act;

        public async Task<DossierCode> ClaimAsync(string fingerprint, DossierCode code, CancellationToken cancellation)
        {
            if (Interlocked.Decrement(ref _claims) == 0)
            {
                await _beforeClaim!();
            }

            return await Inner.ClaimAsync(fingerprint, code, cancellation);
        }

        public async Task<bool> MoveAsync(string fingerprint, DossierCode from, DossierCode to, CancellationToken cancellation)
        {
            if (Interlocked.Exchange(ref _beforeMove, null) is { } act)
            {
                await act();
            }

            return await Inner.MoveAsync(fingerprint, from, to, cancellation);
        }

        public Task<DossierCode?> OwnerAsync(string fingerprint, CancellationToken cancellation) => Inner.OwnerAsync(fingerprint, cancellation);
    }
}
