using System.Security.Cryptography;
using System.Text.Json;
using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary><c>POST notices/births</c>: a hospital tells of a birth (Decree 63/2024 art. 25(1)), so that no paper is asked for.</summary>
public sealed class BirthNoticeRoute(LawLibrary law, INoticeStore notices, NoticeDesk desk, TimeProvider time)
{
    [Function("ReceiveBirthNotice")]
    [Needs(Scopes.SendNotices)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/notices/births")] HttpRequest request, CancellationToken cancellation)
    {
        var (body, refused) = await JsonBody.ReadAsync(request, form: null, cancellation);
        if (body is null)
        {
            return refused!;
        }

        var now = time.GetUtcNow();
        var check = BirthNotices.Check(body.Root, law, now);
        if (check.Notice is not { } notice || !check.IsAccepted)
        {
            return Problems.Invalid(check.Faults);
        }

        var caller = AccessMiddleware.CallerOf(request.HttpContext);
        if (!caller.Facilities.Contains(notice.Facility.ToString()) || notice.CertificateCode.Facility != notice.Facility)
        {
            return Problems.WrongFacility();
        }

        // Of what it says, not of how it was written: a hospital that sends it again need not send the same bytes.
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(notice, DeclarationJson.Options)));
        var stored = new StoredNotice(
            notice.CertificateCode, body.Root, hash, now, caller.Id, BirthNotices.IsLate(notice.IssuedAt, now, law.Calendar));
        var result = await notices.TryAddAsync(stored, cancellation);
        if (result == NoticeResult.Different)
        {
            return Problems.NoticeContradicts();
        }

        await desk.MatchAsync(notice.CertificateCode, cancellation);
        return Answers.Json(
            new { certificateCode = notice.CertificateCode, receivedAt = now, late = stored.Late },
            result == NoticeResult.Added ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
