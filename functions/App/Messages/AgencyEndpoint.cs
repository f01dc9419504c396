using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Law;

namespace LienThong.App.Messages;

/// <summary>What an agency answered to a request posted to it.</summary>
public abstract record AgencyAnswer
{
    /// <summary>200: decided at once.</summary>
    public sealed record Decided(AgencyDecision Decision) : AgencyAnswer;

    /// <summary>202: taken; the decision comes later.</summary>
    public sealed record Taken : AgencyAnswer;

    /// <summary>400, or an answer that nobody can read: a technical fault for an operator.</summary>
    public sealed record Faulted(IReadOnlyList<Fault> Faults) : AgencyAnswer;

    /// <summary>Nothing, or something that passes: try again.</summary>
    public sealed record Unreachable(string Why) : AgencyAnswer;
}

/// <summary>Posts requests to agencies and reads their answers.</summary>
public sealed class AgencyEndpoint(PartnerPost post, LawLibrary law)
{
    /// <summary>Posts a request.</summary>
    public async Task<AgencyAnswer> PostAsync(Partner agency, AgencyMessage message, JsonObject request, CancellationToken cancellation) =>
        await post.SendAsync(agency, request, message.MessageId, message.TraceParent, cancellation) switch
        {
            PartnerAnswer.Answered { Status: HttpStatusCode.OK } answer => Read(answer.Body),
            PartnerAnswer.Answered { Status: HttpStatusCode.Accepted } => new AgencyAnswer.Taken(),
            PartnerAnswer.Answered { Status: HttpStatusCode.BadRequest } answer => new AgencyAnswer.Faulted(ReadFaults(answer.Body)),
            PartnerAnswer.Answered answer => new AgencyAnswer.Unreachable($"HTTP {(int)answer.Status}"),
            PartnerAnswer.Silent silence => new AgencyAnswer.Unreachable(silence.Why),
            _ => throw new InvalidOperationException("An answer of another kind."),
        };

    // Read from its bytes: JSON is UTF-8, whatever character set an agency says.
    private AgencyAnswer Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            Form form = law.Forms.Get("request.decision");
            var faults = form.Check(document.RootElement);
            return faults.Count > 0
                ? new AgencyAnswer.Faulted(faults)
                : new AgencyAnswer.Decided(document.RootElement.Deserialize<AgencyDecision>(DossierJson.Options)!);
        }
        catch (JsonException)
        {
            return new AgencyAnswer.Faulted([new Fault("agency-answer-unreadable", "",
                "Cơ quan trả lời 200 nhưng nội dung không phải JSON.", "The agency answered 200, but with something that is not JSON.")]);
        }
    }

    private static IReadOnlyList<Fault> ReadFaults(byte[] body)
    {
        try
        {
            var faults = JsonSerializer.Deserialize<FaultsBody>(body, DossierJson.Options)?.Faults;
            if (faults is { Count: > 0 and <= 100 } && faults.All(f => f is { Code: not null, Pointer: not null, Vi: not null, En: not null }))
            {
                return [.. faults.Select(f => new Fault(Cut(f.Code, 100), Cut(f.Pointer, 200), Cut(f.Vi, 500), Cut(f.En, 500)))];
            }
        }
        catch (JsonException)
        {
            // Said below: the agency rejects the request without saying why in a form that can be shown.
        }

        return [new Fault("agency-rejected", "", "Cơ quan từ chối dữ liệu gửi sang mà không nêu rõ lỗi.", "The agency rejected the request without naming its faults.")];
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private sealed record FaultsBody(IReadOnlyList<Fault>? Faults);
}
