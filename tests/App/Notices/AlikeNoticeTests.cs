using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Dossiers;
using LienThong.App.Tests.Harness;
using LienThong.Procedures.Law;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Notices;

/// <summary>Two hospital papers of what seems one event: noticed when the second notice comes, and at filing.</summary>
public sealed class AlikeNoticeTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Notice_OfTheSameBirthUnderAnotherCode_IsShownToTheCommuneUntilItRegisters()
    {
        var family = new Family();
        var again = family with { PaperNumber = 60_000 + family.Number };
        var filed = await _app.FileAsync(family);
        Assert.Equal(0, (int)(await SendAsync(family)).Is(HttpStatusCode.Created).Body["alike"]!);

        Assert.Equal(1, (int)(await SendAsync(again)).Is(HttpStatusCode.Created).Body["alike"]!);
        Assert.Equal(1, (int)(await SendAsync(again)).Is(HttpStatusCode.OK).Body["alike"]!);

        Assert.Equal([again.Certificate], (await _app.DossierAsync(filed)).Body["otherPapers"]!.AsArray().Select(p => (string)p!));
        Assert.Single(await _app.TimelineAsync(filed), text => text.Contains(again.Certificate, StringComparison.Ordinal));
        Assert.Equal($"other-paper {again.Certificate}", (string)Assert.Single(await _app.AttentionAsync(filed.Code))["attention"]!);

        (await _app.DecideAsync(filed, "birth", Decision.Done("birth"))).Is(HttpStatusCode.OK);
        Assert.Empty(await _app.AttentionAsync(filed.Code));
    }

    [Fact]
    public async Task File_PaperOfWhichThereIsAnother_IsShownUntilTheCommuneHasJudged()
    {
        var family = new Family();
        var again = family with { PaperNumber = 60_000 + family.Number };
        (await SendAsync(family)).Is(HttpStatusCode.Created);
        (await SendAsync(again)).Is(HttpStatusCode.Created);

        var filed = await _app.FileAsync(again);

        Assert.Equal([family.Certificate], (await _app.DossierAsync(filed)).Body["otherPapers"]!.AsArray().Select(p => (string)p!));
        (await _app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/duplicate", """{"isDuplicate":false,"note":"Giấy viết lại."}""")).Is(HttpStatusCode.OK);
        Assert.False((await _app.DossierAsync(filed)).Body.ContainsKey("otherPapers"));
        Assert.Empty(await _app.AttentionAsync(filed.Code));
        Assert.Equal(1, (int)(await SendAsync(family)).Is(HttpStatusCode.OK).Body["alike"]!);
        Assert.False((await _app.DossierAsync(filed)).Body.ContainsKey("otherPapers"));
    }

    [Fact]
    public async Task Notice_KeptAndTheProcessEndsBeforeTheDossierIsTold_TheChangeFeedTells()
    {
        var family = new Family();
        (await SendAsync(family)).Is(HttpStatusCode.Created);
        var filed = await _app.FileAsync(family);
        var again = family with { PaperNumber = 60_000 + family.Number };
        await KeepAsync(again);

        await _app.CatchUpAsync();

        Assert.Equal([again.Certificate], (await _app.DossierAsync(filed)).Body["otherPapers"]!.AsArray().Select(p => (string)p!));
    }

    [Fact]
    public async Task HandOn_DossierOfWhosePaperThereIsAnother_IsOnTheNewCommunesListAlone()
    {
        var family = new Family();
        (await SendAsync(family)).Is(HttpStatusCode.Created);
        (await SendAsync(family with { PaperNumber = 60_000 + family.Number })).Is(HttpStatusCode.Created);
        var filed = await _app.FileAsync(family);
        await _app.CatchUpAsync();
        Assert.Equal(["birth", "other-paper"], await ListedAsync("civil-status-01273", filed));

        (await _app.As("civil-status-01273").PostAsync(
            $"dossiers/{filed.Code}/steps/birth/transfer", """{"round":1,"to":"01279","reason":"Nơi cư trú thuộc xã khác."}""")).Is(HttpStatusCode.OK);
        await _app.CatchUpAsync();

        Assert.Empty(await ListedAsync("civil-status-01273", filed));
        Assert.Equal(["birth", "other-paper"], await ListedAsync("civil-status-01279", filed));
    }

    [Fact]
    public async Task Notice_OfATwin_IsNotAlike()
    {
        var first = new Family { ChildrenInBirth = 2 };
        (await SendAsync(first)).Is(HttpStatusCode.Created);

        Assert.Equal(0, (int)(await SendAsync(first.Twin())).Is(HttpStatusCode.Created).Body["alike"]!);
    }

    [Fact]
    public async Task Notice_MothersNameInAnotherSpelling_IsAlike()
    {
        var family = new Family();
        var again = family with { PaperNumber = 60_000 + family.Number };
        (await SendAsync(family, Unnumbered("Nguyễn Thị  Hòa"))).Is(HttpStatusCode.Created);

        Assert.Equal(1, (int)(await SendAsync(again, Unnumbered("NGUYỄN THỊ HOÀ"))).Is(HttpStatusCode.Created).Body["alike"]!);

        Action<JsonObject> Unnumbered(string name) => notice =>
        {
            var mother = notice["mother"]!.AsObject();
            mother.Remove("personalId");
            mother["fullName"] = $"{name} {family.Number}";
        };
    }

    [Fact]
    public async Task Notice_OfTheSameDeceasedUnderAnotherCode_IsAlike()
    {
        var bereaved = new Bereaved();
        (await _app.As("hospital-04001").PostAsync("notices/deaths", bereaved.Notice())).Is(HttpStatusCode.Created);

        var again = await _app.As("hospital-04001").PostAsync("notices/deaths", bereaved.Notice(n => n["noticeCode"] = (string)n["noticeCode"]! + "B"));

        Assert.Equal(1, (int)again.Is(HttpStatusCode.Created).Body["alike"]!);
    }

    private async Task<IEnumerable<string>> ListedAsync(string agency, FiledDossier filed) =>
        (await _app.ListAsync(agency, $"agencies/{agency}/worklist"))
            .Where(item => (string)item["dossier"]! == filed.Code).Select(item => (string)item["step"]!).Order(StringComparer.Ordinal);

    /// <summary>Keeps a notice as it is kept before any dossier is told of it.</summary>
    private async Task KeepAsync(Family family)
    {
        var (law, document) = (_app.Services.GetRequiredService<LawLibrary>(), JsonSerializer.SerializeToElement(family.Notice()));
        var notice = Procedures.Declarations.Notices.Check(law.Notice("birth"), document, law, _app.Clock.GetUtcNow()).Notice!;
        var likeness = _app.Services.GetRequiredService<Fingerprints>().Likeness(notice);
        var stored = new StoredNotice("birth", notice.Code, document, "hash", _app.Clock.GetUtcNow(), "hospital-04001", Late: false) { Likeness = likeness };
        Assert.Equal(NoticeResult.Added, await _app.Services.GetRequiredService<INoticeStore>().TryAddAsync(stored, CancellationToken.None));
    }

    private Task<Answer> SendAsync(Family family, Action<JsonObject>? change = null) =>
        _app.As("hospital-04001").PostAsync("notices/births", family.Notice(change));
}
