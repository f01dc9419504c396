using System.Text.Json;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>Brings a hospital's notice and the dossier that declares its paper together, whichever came first.</summary>
public sealed class NoticeDesk(DossierDesk desk, LawLibrary law, INoticeStore notices, IClaimStore claims, Fingerprints fingerprints)
{
    /// <summary>Keeps a notice, and brings it to the dossiers that declare its paper or another one of what seems the same event.</summary>
    /// <returns>What became of it, and how many other papers there are of what seems the same event.</returns>
    public async Task<(NoticeResult Result, int Alike)> TakeAsync(HospitalNotice notice, StoredNotice stored, CancellationToken cancellation)
    {
        stored = stored with { Likeness = fingerprints.Likeness(notice) };
        var result = await notices.TryAddAsync(stored, cancellation);
        if (result == NoticeResult.Different)
        {
            return (result, 0);
        }

        var others = await OthersAsync(stored, cancellation);
        var papers = law.Versions.Select(version => version.Declaration.Notice).Where(rule => rule?.Kind == notice.Kind.Kind);
        foreach (var paper in papers.SelectMany(rule => others.Append(stored.Code).Select(code => fingerprints.Paper(rule!, code))).Distinct())
        {
            if (await claims.OwnerAsync(paper, cancellation) is { } code)
            {
                await MatchAsync(code, cancellation);
            }
        }

        return (result, others.Count);
    }

    /// <summary>Matches the notice of a dossier's declared paper, if it has come and is not matched yet. Until an agency has decided
    /// something it also looks for other papers: one may have come while the dossier was being filed, or its sender have got no
    /// answer.</summary>
    public async Task MatchAsync(Dossier dossier, CancellationToken cancellation)
    {
        if ((MayMatch(dossier) || IsFresh(dossier)) && PaperOf(dossier) is not null)
        {
            await MatchAsync(dossier.Code, cancellation);
        }
    }

    /// <summary>The notice of a dossier's declared paper; null when it declares none or none has come.</summary>
    public async Task<JsonElement?> NoticeOfAsync(Dossier dossier, CancellationToken cancellation) =>
        PaperOf(dossier) is var (rule, code) ? (await notices.ReadAsync(rule.Kind, code, cancellation))?.Notice : null;

    /// <summary>What a declaration's hospital paper makes happen to its dossier, as far as notices have come.</summary>
    public async Task<IReadOnlyList<DossierEvent>> EventsAsync(Declared declared, DateTimeOffset now, CancellationToken cancellation) =>
        declared is { NoticeCode: { } code, Law.Declaration.Notice: { } rule } && await notices.ReadAsync(rule.Kind, code, cancellation) is { } stored
            ? [
                new NoticeMatched(now, stored.By, NoticeMatch.Compare(rule, stored.Notice, declared.Document)) { Late = stored.Late },
                .. (await OthersAsync(stored, cancellation)).Select(paper => new OtherPaperFound(now, DossierEvent.System, paper)),
            ]
            : [];

    private async Task MatchAsync(DossierCode code, CancellationToken cancellation)
    {
        if (await desk.ReadAsync(code, cancellation) is not { } dossier)
        {
            return;
        }

        var happened = await EventsAsync(new Declared(desk.RulesFor(dossier).Law, dossier.Declaration), desk.Now, cancellation);
        await desk.AppendAsync(code, (current, _, _) => happened.Where(e => IsNews(e, current)).ToList() is { Count: > 0 } news
            ? Decided.Happens(news)
            : Decided.Already, cancellation);
    }

    private static bool IsNews(DossierEvent happened, Dossier dossier) => dossier.State.Status != DossierStatus.Closed && happened switch
    {
        OtherPaperFound other => !dossier.Events.OfType<OtherPaperFound>().Any(e => e.Paper == other.Paper),
        _ => MayMatch(dossier),
    };

    private static bool MayMatch(Dossier dossier) => dossier.State is { NoticeMatched: false, Status: not DossierStatus.Closed };

    private static bool IsFresh(Dossier dossier) =>
        dossier.State.Status != DossierStatus.Closed && dossier.State.Steps.All(step => step.Status is StepStatus.Waiting or StepStatus.Requested);

    private async Task<IReadOnlyList<string>> OthersAsync(StoredNotice stored, CancellationToken cancellation) => stored.Likeness is { } likeness
        ? [.. (await notices.AlikeAsync(stored.Kind, likeness, INoticeStore.MaxAlike, cancellation)).Where(code => code != stored.Code)]
        : [];

    private (NoticeRule Rule, string Code)? PaperOf(Dossier dossier)
    {
        var declared = new Declared(desk.RulesFor(dossier).Law, dossier.Declaration);
        return declared is { NoticeCode: { } code, Law.Declaration.Notice: { } rule } ? (rule, code) : null;
    }
}
