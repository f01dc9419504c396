using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary><c>POST notices/births</c> and <c>notices/deaths</c>: a hospital tells of a birth or death (Decree 63/2024 art. 25(1)),
/// so that no paper is asked for.</summary>
public sealed class NoticeRoutes(LawLibrary law, NoticeDesk desk, TimeProvider time)
{
    [Function("ReceiveBirthNotice")]
    [Needs(Scopes.SendNotices)]
    public Task<IResult> ReceiveBirth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/notices/births")] HttpRequest request, CancellationToken cancellation) =>
        ReceiveAsync(law.Notice("birth"), request, cancellation);

    [Function("ReceiveDeathNotice")]
    [Needs(Scopes.SendNotices)]
    public Task<IResult> ReceiveDeath(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/notices/deaths")] HttpRequest request, CancellationToken cancellation) =>
        ReceiveAsync(law.Notice("death"), request, cancellation);

    private async Task<IResult> ReceiveAsync(NoticeKind kind, HttpRequest request, CancellationToken cancellation)
    {
        var (body, refused) = await JsonBody.ReadAsync(request, form: null, cancellation);
        if (body is null)
        {
            return refused!;
        }

        var now = time.GetUtcNow();
        var check = Notices.Check(kind, body.Root, law, now);
        if (check.Notice is not { } notice || !check.IsAccepted)
        {
            return Problems.Invalid(check.Faults);
        }

        var caller = AccessMiddleware.CallerOf(request.HttpContext);
        if (!caller.Facilities.Contains(notice.Facility.ToString()))
        {
            return Problems.WrongFacility();
        }

        var late = Notices.IsLate(notice, now, law.Calendar);
        var stored = new StoredNotice(kind.Kind, notice.Code, body.Root, HashOf(body.Root), now, caller.Id, late);
        var (result, alike) = await desk.TakeAsync(notice, stored, cancellation);
        return result == NoticeResult.Different
            ? Problems.NoticeContradicts()
            : Answers.Json(
                new JsonObject { [kind.Code.TrimStart('/')] = notice.Code, ["receivedAt"] = now, ["late"] = late, ["alike"] = alike },
                result == NoticeResult.Added ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    // Of what it says, not of how it was written: a hospital that sends it again need not send the same bytes.
    private static string HashOf(JsonElement notice)
    {
        var text = new StringBuilder();
        Write(notice);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Write(JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    text.Append('{');
                    foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                    {
                        text.Append(JsonSerializer.Serialize(member.Name)).Append(':');
                        Write(member.Value);
                        text.Append(',');
                    }

                    text.Append('}');
                    break;
                case JsonValueKind.Array:
                    text.Append('[');
                    foreach (var item in value.EnumerateArray())
                    {
                        Write(item);
                        text.Append(',');
                    }

                    text.Append(']');
                    break;
                case JsonValueKind.String:
                    text.Append(JsonSerializer.Serialize(value.GetString()));
                    break;
                default:
                    text.Append(value.GetRawText());
                    break;
            }
        }
    }
}
