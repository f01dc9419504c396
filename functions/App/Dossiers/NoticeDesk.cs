using System.Text.Json;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>Brings a hospital's notice and the dossier that declares its certificate together, whichever came first.</summary>
public sealed class NoticeDesk(DossierDesk desk, INoticeStore notices, IClaimStore claims, Fingerprints fingerprints)
{
    /// <summary>Matches the notice of a certificate to the dossier that declares it, if both are there.</summary>
    public async Task MatchAsync(BirthCertificateCode certificate, CancellationToken cancellation)
    {
        if (await claims.OwnerAsync(fingerprints.Certificate(certificate), cancellation) is { } code)
        {
            await MatchAsync(code, certificate, cancellation);
        }
    }

    /// <summary>Matches the notice of a dossier's declared certificate, if it has come and is not matched yet.</summary>
    public async Task MatchAsync(Dossier dossier, CancellationToken cancellation)
    {
        if (dossier.State is { NoticeMatched: false, Status: not DossierStatus.Closed } && PaperOf(dossier) is { } paper)
        {
            await MatchAsync(dossier.Code, paper, cancellation);
        }
    }

    /// <summary>The notice of a dossier's declared certificate; null when it declares none or none has come.</summary>
    public async Task<JsonElement?> NoticeOfAsync(Dossier dossier, CancellationToken cancellation) =>
        PaperOf(dossier) is { } paper ? (await notices.ReadAsync(paper, cancellation))?.Notice : null;

    private async Task MatchAsync(DossierCode code, BirthCertificateCode certificate, CancellationToken cancellation)
    {
        if (await notices.ReadAsync(certificate, cancellation) is not { } stored)
        {
            return;
        }

        var notice = stored.Notice.Deserialize<BirthNotice>(DeclarationJson.Options)!;
        await desk.AppendAsync(code, (dossier, _, now) =>
            dossier.State.NoticeMatched || dossier.State.Status == DossierStatus.Closed
            || dossier.Declaration.Deserialize<BirthDeclaration>(DeclarationJson.Options) is not { } declaration
            || declaration.HospitalPaper?.CertificateCode != certificate
                ? Decided.Already
                : Decided.Happens(new NoticeMatched(now, stored.By, NoticeMatch.Compare(notice, declaration))), cancellation);
    }

    private static BirthCertificateCode? PaperOf(Dossier dossier) =>
        dossier.Declaration.TryGetProperty("hospitalPaper", out var paper)
        && paper.ValueKind == JsonValueKind.Object
        && paper.TryGetProperty("certificateCode", out var code)
        && BirthCertificateCode.TryParse(code.GetString(), out var certificate, out _)
            ? certificate
            : null;
}
