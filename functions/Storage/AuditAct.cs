using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Storage;

/// <summary>What somebody did, or was refused. Codes and ids only: nothing here names a person or says anything about one.</summary>
public sealed record AuditAct
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The most characters of an act as JSON.</summary>
    public const int MaxLength = 4096;

    /// <summary>When it was answered, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done: the function's name, or the command's.</summary>
    public required string Act { get; init; }

    /// <summary>Which way it came: http, queue, answer (of an agency to a request) or command.</summary>
    public required string Via { get; init; }

    /// <summary>Who did it: a partner's id, <c>unknown</c> for who did not say, <c>command</c> for who sits at the machine.</summary>
    public required string By { get; init; }

    /// <summary>The partner's own number of the employee, if it gave one; of a command, the account at the machine.</summary>
    public string? Officer { get; init; }

    /// <summary>For whom: the applicant, by what authority, or the agency whose step it is; null when in their own name.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>From where: the network address, the machine of a command, or the host that answered.</summary>
    public string? Address { get; init; }

    /// <summary>The dossier's code.</summary>
    public string? Dossier { get; init; }

    /// <summary>What of it: a step, a lane, a record's hash, an agency's worklist.</summary>
    public string? Subject { get; init; }

    /// <summary>What became of it: the HTTP status, with the stable code of a refusal behind it.</summary>
    public required string Outcome { get; init; }

    /// <summary>What else there is to know, in codes: a decision, a reason's code, how many results.</summary>
    public string? Detail { get; init; }

    /// <summary>The act as the text that is hashed and kept.</summary>
    /// <exception cref="ArgumentException">It has more than <see cref="MaxLength"/> characters.</exception>
    public string ToContent() => JsonSerializer.Serialize(this, Json) is { Length: <= MaxLength } content
        ? content
        : throw new ArgumentException($"An act has at most {MaxLength} characters of JSON.");

    /// <summary>Reads an act from an entry's content.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static AuditAct Read(string content) => JsonSerializer.Deserialize<AuditAct>(content, Json) ?? throw new JsonException("An act is not null.");
}
