using System.Net;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Problems;

/// <summary>Dossiers that come back without a reason, and attachments that get lost on the way.</summary>
public sealed class ReasonTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Theory]
    [InlineData("""{"round":1,"decision":"refuse"}""", "request-invalid")]
    [InlineData("""{"round":1,"decision":"refuse","reasonCode":"not-eligible"}""", "reason-missing")]
    [InlineData("""{"round":1,"decision":"refuse","reasonCode":"because","reason":"Không nhận."}""", "reason-unknown")]
    [InlineData("""{"round":1,"decision":"refuse","reasonCode":"invalid-data","reason":"Mã của người vận hành."}""", "reason-unknown")]
    [InlineData("""{"round":1,"decision":"supplement","asked":["witness-statement"]}""", "reason-missing")]
    [InlineData("""{"round":1,"decision":"supplement","reason":"Thiếu."}""", "supplement-records-unnamed")]
    [InlineData("""{"round":1,"decision":"verify"}""", "reason-missing")]
    public async Task Problem13_SaidWithoutAReason_IsNotTaken(string decision, string code)
    {
        var filed = await _app.FileAsync(new Family());

        (await _app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/steps/birth/decisions", decision)).IsProblem(HttpStatusCode.BadRequest, code);

        Assert.Equal("Requested", (await _app.DossierAsync(filed))["birth"].Status);
    }

    [Fact]
    public async Task Problem13_RefusedOrSupplementAsked_TheFamilyReadsWhyWhatAndUntilWhen()
    {
        var filed = await _app.FileAsync(new Family());
        (await _app.DecideAsync(filed, "birth", Decision.Supplement(asked: "witness-statement"))).Is(HttpStatusCode.OK);

        var asked = (await _app.DossierAsync(filed))["birth"].Body;
        Assert.Equal("Cần thêm giấy tờ.", (string)asked["reason"]!);
        Assert.Equal("witness-statement", (string)Assert.Single(asked["supplementRecords"]!.AsArray())!);
        Assert.NotNull(asked["supplementUntil"]);

        var other = await _app.FileAsync(new Family());
        (await _app.DecideAsync(other, "birth", Decision.Refuse())).Is(HttpStatusCode.OK);
        var refused = (await _app.DossierAsync(other))["birth"].Body;
        Assert.Equal(("not-eligible", "Thông tin chưa đúng."), ((string)refused["reasonCode"]!, (string)refused["reason"]!));
    }

    [Fact]
    public async Task Problem13_AttachmentThatDidNotArrive_IsSaidAtOnceAndOneThatDidComesOutAsItWentIn()
    {
        var family = new Family { HasPaper = false };
        (await _app.PostFilingAsync(family with { Records = [("witness-statement", new string('a', 64))] }, key: $"lost-{family.Number}"))
            .IsProblem(HttpStatusCode.BadRequest, "record-not-uploaded");

        var hash = await _app.UploadAsync("portal", "records", family.Scan());
        var filed = await _app.FileAsync(family with { Records = [("witness-statement", hash)] });

        var read = (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/records/{hash}")).Is(HttpStatusCode.OK);
        Assert.Equal(family.Scan(), read.Bytes);
    }
}
