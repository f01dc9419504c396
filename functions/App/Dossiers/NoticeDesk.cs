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
    /// <summary>Matches a notice to the dossier that declares its paper, if that is there.</summary>
    public async Task MatchAsync(HospitalNotice notice, CancellationToken cancellation)
    {
        var leads = law.Versions
            .Select(version => version.Declaration.Notice)
            .Where(rule => rule?.Kind == notice.Kind.Kind)
            .Select(rule => fingerprints.Paper(rule!, notice.Code))
            .Distinct();
        foreach (var fingerprint in leads)
        {
            if (await claims.OwnerAsync(fingerprint, cancellation) is { } code)
            {
                await MatchAsync(code, cancellation);
            }
        }
    }

    /// <summary>Matches the notice of a dossier's declared paper, if it has come and is not matched yet.</summary>
    public async Task MatchAsync(Dossier dossier, CancellationToken cancellation)
    {
        if (MayMatch(dossier) && PaperOf(dossier) is not null)
        {
            await MatchAsync(dossier.Code, cancellation);
        }
    }

    /// <summary>The notice of a dossier's declared paper; null when it declares none or none has come.</summary>
    public async Task<JsonElement?> NoticeOfAsync(Dossier dossier, CancellationToken cancellation) =>
        PaperOf(dossier) is var (rule, code) ? (await notices.ReadAsync(rule.Kind, code, cancellation))?.Notice : null;

    private async Task MatchAsync(DossierCode code, CancellationToken cancellation)
    {
        if (await desk.ReadAsync(code, cancellation) is not { } dossier
            || PaperOf(dossier) is not var (rule, paper)
            || await notices.ReadAsync(rule.Kind, paper, cancellation) is not { } stored)
        {
            return;
        }

        await desk.AppendAsync(code, (current, _, now) => MayMatch(current)
            ? Decided.Happens(new NoticeMatched(now, stored.By, NoticeMatch.Compare(rule, stored.Notice, current.Declaration)))
            : Decided.Already, cancellation);
    }

    private static bool MayMatch(Dossier dossier) => dossier.State is { NoticeMatched: false, Status: not DossierStatus.Closed };

    private (NoticeRule Rule, string Code)? PaperOf(Dossier dossier)
    {
        var declared = new Declared(desk.RulesFor(dossier).Law, dossier.Declaration);
        return declared is { NoticeCode: { } code, Law.Declaration.Notice: { } rule } ? (rule, code) : null;
    }
}
