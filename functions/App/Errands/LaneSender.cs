using System.Net;
using System.Text.Json;
using LienThong.App.Messages;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;
using LienThong.Procedures.Law.Lanes;

namespace LienThong.App.Errands;

/// <summary>Posts errands to the partners that take them, and reads from their answers whether they have them.</summary>
public sealed class LaneSender(PartnerPost post, LaneDirectory lanes, LawLibrary law)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Posts an errand. The receiver knows one that it has had before by the message's id.</summary>
    public async Task<ErrandResult> RunAsync(Dossier dossier, Errand errand, CancellationToken cancellation)
    {
        if (lanes.ReceiverOf(dossier, errand.Lane) is not { } receiver)
        {
            return new ErrandResult.Later("NoReceiver");
        }

        var lane = lanes.Find(dossier, errand.Lane);
        var message = ErrandMessage.Of(dossier, errand, DossierRules.For(dossier, law), lane);
        return await post.SendAsync(receiver, message, ErrandMessage.IdOf(dossier, errand), dossier.TraceParent, cancellation) switch
        {
            PartnerAnswer.Answered answer => Judge(lane, errand, answer),
            PartnerAnswer.Silent silence => new ErrandResult.Later(silence.Why),
            _ => throw new InvalidOperationException("An answer of another kind."),
        };
    }

    // The system's own words count before the HTTP status: some say everything with 200.
    private static ErrandResult Judge(Lane? lane, Errand errand, PartnerAnswer.Answered answer)
    {
        var texts = Texts(answer.Body);
        var after = answer.RetryAfter is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, TimeSpan.TicksPerSecond, LongestWait.Ticks)) : (TimeSpan?)null;
        return (lane?.Answers.FirstOrDefault(rule => rule.Fits(errand.Status, texts))?.Means, answer.Status) switch
        {
            (AnswerMeaning.Already, _) => new ErrandResult.Done(),
            (AnswerMeaning.Later, _) => new ErrandResult.Later("SaysLater", after),
            (AnswerMeaning.Permanent, _) => Parked(answer.Status, texts),
            (_, HttpStatusCode.Accepted) => new ErrandResult.Taken(after),
            (_, HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent) => new ErrandResult.Done(),
            (_, HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity) => Parked(answer.Status, texts),
            var (_, other) => new ErrandResult.Later($"HTTP {(int)other}", after),
        };
    }

    private static ErrandResult.Parked Parked(HttpStatusCode status, IReadOnlyList<string> texts)
    {
        var text = PartnerText.Clean(texts);
        return new("partner-rejected", text.Length == 0 ? $"HTTP {(int)status}" : text);
    }

    /// <summary>The texts of an answer that is JSON: its own members', and those of the faults that it lists.</summary>
    private static IReadOnlyList<string> Texts(byte[] body)
    {
        if (body.Length == 0)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? [.. TextsOf(document.RootElement)] : [];
        }
        catch (JsonException)
        {
            // Whoever answers in anything but JSON says nothing but its HTTP status.
            return [];
        }
    }

    private static IEnumerable<string> TextsOf(JsonElement answer)
    {
        foreach (var member in answer.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String)
            {
                yield return member.Value.GetString()!;
            }
            else if (member.Name == "faults" && member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var text in member.Value.EnumerateArray().Where(fault => fault.ValueKind == JsonValueKind.Object).SelectMany(TextsOf))
                {
                    yield return text;
                }
            }
        }
    }
}
