using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Simulator.Time;

namespace LienThong.Simulator.Api;

/// <summary>The app as its partners see it: nothing but its public HTTP API. An app that cannot be reached, or that asks to
/// be left alone, ends the act in <see cref="TryLaterException"/>; every request may be sent again.</summary>
internal sealed class PartnerApi(HttpClient http, ITokens tokens)
{
    private static readonly TimeSpan Unreachable = TimeSpan.FromMilliseconds(300);

    /// <summary>The procedures in force.</summary>
    public async Task<JsonElement> ProceduresAsync(string partner, CancellationToken cancellation) =>
        (await SendAsync(partner, HttpMethod.Get, "procedures", cancellation, expected: HttpStatusCode.OK)).Body;

    /// <summary>Uploads a record into the partner's inbox.</summary>
    public Task<Answer> UploadAsync(string partner, byte[] record, CancellationToken cancellation) =>
        SendAsync(partner, HttpMethod.Post, "records", cancellation, Pdf(record), HttpStatusCode.Created);

    /// <summary>Uploads a record into a dossier.</summary>
    public Task<Answer> UploadAsync(string partner, string dossier, byte[] record, CancellationToken cancellation) =>
        SendAsync(partner, HttpMethod.Post, $"dossiers/{dossier}/records", cancellation, Pdf(record), HttpStatusCode.Created);

    /// <summary>A declaration with what the state knows of some persons.</summary>
    public async Task<JsonElement> PrefillAsync(string partner, string procedure, JsonNode asked, CancellationToken cancellation) =>
        (await SendAsync(partner, HttpMethod.Post, $"procedures/{procedure}/prefill", cancellation, Json(asked), HttpStatusCode.OK)).Body;

    /// <summary>The records of earlier dossiers that a procedure asks for, of persons who agree.</summary>
    public async Task<JsonElement> ReusableAsync(string partner, JsonNode asked, CancellationToken cancellation) =>
        (await SendAsync(partner, HttpMethod.Post, "records/reusable", cancellation, Json(asked), HttpStatusCode.OK)).Body;

    /// <summary>Files: a procedure, a declaration, and what else belongs to a filing.</summary>
    public Task<Answer> FileAsync(string partner, string key, JsonNode filing, CancellationToken cancellation) =>
        SendAsync(
            partner,
            HttpMethod.Post,
            "dossiers",
            cancellation,
            Json(filing),
            HttpStatusCode.Accepted,
            request => request.Headers.Add("Idempotency-Key", key));

    /// <summary>Reads a dossier; null when it stands as it stood at <paramref name="etag"/>.</summary>
    public async Task<(DossierView View, string? ETag)?> ReadAsync(
        string partner, string dossier, string? etag, CancellationToken cancellation)
    {
        var answer = await SendAsync(
            partner,
            HttpMethod.Get,
            $"dossiers/{dossier}",
            cancellation,
            adjust: request =>
            {
                if (etag is not null)
                {
                    request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(etag));
                }
            });
        return answer.Status switch
        {
            HttpStatusCode.OK => (answer.Body.Deserialize<DossierView>(DossierView.Json)!, answer.ETag),
            HttpStatusCode.NotModified when etag is not null => null,
            _ => throw new UnexpectedAnswerException($"GET dossiers/{dossier}", answer),
        };
    }

    /// <summary>What happened to a dossier.</summary>
    public async Task<IReadOnlyList<TimelineEvent>> TimelineAsync(string partner, string dossier, CancellationToken cancellation) =>
        (await SendAsync(partner, HttpMethod.Get, $"dossiers/{dossier}/timeline", cancellation, expected: HttpStatusCode.OK))
            .Body.GetProperty("events").Deserialize<IReadOnlyList<TimelineEvent>>(DossierView.Json)!;

    /// <summary>How a dossier stands, for anybody with its tracking token.</summary>
    public Task<Answer> TrackAsync(string dossier, string trackingToken, CancellationToken cancellation) =>
        SendAsync(
            null,
            HttpMethod.Get,
            $"tracking/{dossier}",
            cancellation,
            expected: HttpStatusCode.OK,
            adjust: request => request.Headers.Add("Tracking-Token", trackingToken));

    /// <summary>Gives a supplement.</summary>
    public Task<Answer> SupplementAsync(
        string partner, string dossier, string step, int round, IEnumerable<(string Type, string Sha256)> records, string note, CancellationToken cancellation) =>
        SendAsync(
            partner,
            HttpMethod.Post,
            $"dossiers/{dossier}/steps/{step}/supplements",
            cancellation,
            Json(new JsonObject { ["round"] = round, ["records"] = References(records), ["note"] = note }),
            HttpStatusCode.OK);

    /// <summary>Withdraws a dossier; a conflict is the caller's to judge.</summary>
    public Task<Answer> WithdrawAsync(string partner, string dossier, string reason, CancellationToken cancellation) =>
        SendAsync(partner, HttpMethod.Post, $"dossiers/{dossier}/withdrawal", cancellation, Json(new JsonObject { ["reason"] = reason }));

    /// <summary>Judges a possible duplicate.</summary>
    public Task<Answer> JudgeAsync(string partner, string dossier, bool isDuplicate, string note, CancellationToken cancellation) =>
        SendAsync(
            partner,
            HttpMethod.Post,
            $"dossiers/{dossier}/duplicate",
            cancellation,
            Json(new JsonObject { ["isDuplicate"] = isDuplicate, ["note"] = note }),
            HttpStatusCode.OK);

    /// <summary>One page of an agency's worklist: the entries of one status.</summary>
    public async Task<JsonElement> WorklistAsync(
        string agency, string status, string? continuation, CancellationToken cancellation) =>
        (await SendAsync(
            agency,
            HttpMethod.Get,
            $"agencies/{agency}/worklist?status={status}&pageSize=50{Continue(continuation)}",
            cancellation,
            expected: HttpStatusCode.OK)).Body;

    /// <summary>A step's request as it stands.</summary>
    public async Task<JsonElement> RequestAsync(string partner, string dossier, string step, CancellationToken cancellation) =>
        (await SendAsync(partner, HttpMethod.Get, $"dossiers/{dossier}/steps/{step}/request", cancellation, expected: HttpStatusCode.OK)).Body;

    /// <summary>Says something about a step; a conflict is the caller's to judge.</summary>
    /// <param name="route">decisions, corrections, completions, transfer or confirmations.</param>
    public Task<Answer> SayAsync(string partner, string dossier, string step, string route, JsonNode said, CancellationToken cancellation) =>
        SendAsync(partner, HttpMethod.Post, $"dossiers/{dossier}/steps/{step}/{route}", cancellation, Json(said));

    /// <summary>Sends a notice of a birth or death: 201, or 200 when the same came before.</summary>
    public Task<Answer> NotifyAsync(string partner, string kind, JsonNode notice, CancellationToken cancellation) =>
        SendAsync(partner, HttpMethod.Post, $"notices/{kind}", cancellation, Json(notice));

    /// <summary>Sends what a portal or one-stop system counted; whether it is taken is the caller's to judge.</summary>
    public Task<Answer> MeasureAsync(string partner, JsonNode batch, CancellationToken cancellation) =>
        SendAsync(partner, HttpMethod.Post, "measurements", cancellation, Json(batch));

    /// <summary>What waits for an operator.</summary>
    public async Task<JsonElement> AttentionAsync(string partner, string? continuation, CancellationToken cancellation) =>
        (await SendAsync(partner, HttpMethod.Get, $"attention?pageSize=50{Continue(continuation)}", cancellation, expected: HttpStatusCode.OK)).Body;

    /// <summary>The country's report of a week, such as 2026-W37, in its last edition; null when there is none.</summary>
    public async Task<ReportView?> ReportAsync(string partner, string week, CancellationToken cancellation)
    {
        var answer = await SendAsync(partner, HttpMethod.Get, $"reports/weekly/{week}?format=json", cancellation);
        return answer.Status switch
        {
            HttpStatusCode.OK => answer.Body.Deserialize<ReportView>(DossierView.Json),
            HttpStatusCode.NotFound => null,
            _ => throw new UnexpectedAnswerException($"GET reports/weekly/{week}", answer),
        };
    }

    /// <summary>Messages that nobody could handle.</summary>
    public async Task<JsonElement> DeadLettersAsync(string partner, CancellationToken cancellation) =>
        (await SendAsync(partner, HttpMethod.Get, "dead-letters", cancellation, expected: HttpStatusCode.OK)).Body;

    /// <summary>Lets a parked part of a dossier go on; a conflict is the caller's to judge.</summary>
    public Task<Answer> ResumeAsync(string partner, string dossier, string part, CancellationToken cancellation) =>
        SendAsync(partner, HttpMethod.Post, $"dossiers/{dossier}/instances/{part}/resume", cancellation);

    /// <summary>Closes a dossier as invalid; a conflict is the caller's to judge.</summary>
    public Task<Answer> InvalidateAsync(string partner, string dossier, string reasonCode, string reason, CancellationToken cancellation) =>
        SendAsync(
            partner, HttpMethod.Post, $"dossiers/{dossier}/invalidation", cancellation,
            Json(new JsonObject { ["reasonCode"] = reasonCode, ["reason"] = reason }));

    /// <summary>What a dossier owes other systems.</summary>
    public async Task<JsonElement> LanesAsync(string partner, string dossier, CancellationToken cancellation) =>
        (await SendAsync(partner, HttpMethod.Get, $"dossiers/{dossier}/lanes", cancellation, expected: HttpStatusCode.OK)).Body;

    /// <summary>Lets a lane go on where it stands, or from an earlier errand on; a conflict is the caller's to judge.</summary>
    /// <param name="from">The errand from which everything is done again; null lets it only go on.</param>
    public Task<Answer> MoveLaneAsync(string partner, string dossier, string lane, string? from, string reason, CancellationToken cancellation) =>
        SendAsync(
            partner, HttpMethod.Post, $"dossiers/{dossier}/lanes/{lane}/{(from is null ? "resume" : "replay")}", cancellation,
            Json(from is null ? new JsonObject { ["reason"] = reason } : new JsonObject { ["from"] = from, ["reason"] = reason }));

    /// <summary>Whether the app answers at all.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            return (await SendAsync(null, HttpMethod.Get, "health/ready", cancellation)).Status == HttpStatusCode.OK;
        }
        catch (TryLaterException)
        {
            return false;
        }
    }

    private async Task<Answer> SendAsync(
        string? partner,
        HttpMethod method,
        string path,
        CancellationToken cancellation,
        HttpContent? content = null,
        HttpStatusCode? expected = null,
        Action<HttpRequestMessage>? adjust = null)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/{path}") { Content = content };
        if (partner is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(partner));
        }

        adjust?.Invoke(request);
        Answer answer;
        TimeSpan? retryAfter;
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            retryAfter = response.Headers.RetryAfter?.Delta;
            answer = new Answer(response.StatusCode, Read(response, body), response.Headers.ETag?.ToString());
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new TryLaterException(Unreachable, $"{method} {path}: {e.Message}", e);
        }

        return answer.Status switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                throw new TryLaterException(retryAfter ?? TimeSpan.FromSeconds(1), $"{method} {path}: {(int)answer.Status}"),
            _ when expected is not null && answer.Status != expected => throw new UnexpectedAnswerException($"{method} {path}", answer),
            _ => answer,
        };
    }

    private static JsonElement Read(HttpResponseMessage response, byte[] body)
    {
        if (body.Length == 0 || response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) is not true)
        {
            return default;
        }

        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    private static string Continue(string? continuation) =>
        continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";

    private static JsonArray References(IEnumerable<(string Type, string Sha256)> records) =>
        [.. records.Select(record => (JsonNode)new JsonObject { ["type"] = record.Type, ["sha256"] = record.Sha256 })];

    private static ByteArrayContent Json(JsonNode body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static ByteArrayContent Pdf(byte[] record) =>
        new(record) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
}
