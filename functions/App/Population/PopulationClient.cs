using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LienThong.App.Messages;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace LienThong.App.Population;

/// <summary>
/// Calls the national population database by docs/contracts/population.openapi.json: bounded in time and size, no redirects,
/// every answer checked against the contract. Personal data travels in bodies only.
/// </summary>
/// <remarks>Every method throws <see cref="PopulationUnavailableException"/> when there is no answer just now, and
/// <see cref="PopulationRefusedException"/> when the same call would never bring one.</remarks>
public sealed class PopulationClient
{
    private const int MaxAnswer = 64 * 1024;

    private readonly HttpClient _http;
    private readonly IOutgoingTokens _tokens;
    private readonly PopulationContract _contract;
    private readonly PopulationOptions _options;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <summary>A client of the service that the options name.</summary>
    /// <param name="http">As <see cref="CreateHttp"/> makes it.</param>
    /// <param name="tokens">How the app says who it is.</param>
    /// <param name="contract">What answers must look like.</param>
    /// <param name="options">The settings; they name an address.</param>
    /// <param name="time">The app's clock.</param>
    /// <param name="network">The clock of time-outs and pauses, which runs while a call is under way; the system's if null.</param>
    public PopulationClient(
        HttpClient http, IOutgoingTokens tokens, PopulationContract contract, PopulationOptions options, TimeProvider time, TimeProvider? network = null)
    {
        (_http, _tokens, _contract, _options) = (http, tokens, contract, options);
        _pipeline = PopulationPipeline.Build(options, time, network ?? TimeProvider.System);
    }

    /// <summary>An HTTP client as this class needs it.</summary>
    public static HttpClient CreateHttp(Uri service) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxConnectionsPerServer = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        BaseAddress = service,
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxAnswer,
    };

    /// <summary>What is kept about a person: a Person of the contract; null when nobody has this number, name and birth date together.</summary>
    public async Task<JsonElement?> LookUpAsync(PersonKey who, PopulationPurpose purpose, CancellationToken cancellation)
    {
        using var answer = await CallAsync(HttpMethod.Post, "v1/persons/lookup", new
        {
            purpose = purpose.Procedure,
            purpose.LegalBasis,
            who.PersonalId,
            who.FullName,
            who.BirthDate,
        }, cancellation);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK when await ReadAsync(answer, "Person", cancellation) is var person =>
                person.GetProperty("personalId").GetString() == who.PersonalId.ToString() ? person : throw Wrong("The answer is about somebody else."),
            HttpStatusCode.NotFound when await IsProblemAsync(answer, "person-unknown", cancellation) => null,
            _ => throw await RefusedAsync(answer, cancellation),
        };
    }

    /// <summary>Whether what is declared of a person agrees with what is kept.</summary>
    public async Task<PersonVerdict> VerifyAsync(PersonClaim claim, PopulationPurpose purpose, CancellationToken cancellation)
    {
        using var answer = await CallAsync(HttpMethod.Post, "v1/persons/verify", new
        {
            purpose = purpose.Procedure,
            purpose.LegalBasis,
            claim.PersonalId,
            declared = new { claim.FullName, claim.BirthDate },
        }, cancellation);
        return answer.StatusCode == HttpStatusCode.OK
            ? (await ReadAsync(answer, "PersonVerdict", cancellation)).Deserialize<PersonVerdict>(DossierJson.Options)!
            : throw await RefusedAsync(answer, cancellation);
    }

    /// <summary>Asks for a child's number. The same request may be repeated: it never brings a second number.</summary>
    public async Task<NumberAnswer> AskNumberAsync(NumberRequest request, PopulationPurpose purpose, CancellationToken cancellation)
    {
        using var answer = await CallAsync(HttpMethod.Post, "v1/birth-numbers", new
        {
            purpose = purpose.Procedure,
            purpose.LegalBasis,
            registrationKey = request.Key,
            request.Child,
            request.Parents,
            request.Registration,
        }, cancellation);
        return await NumberOfAsync(answer, request.Key, HttpStatusCode.Created, cancellation)
            ?? throw await RefusedAsync(answer, cancellation);
    }

    /// <summary>What has become of a number asked for earlier; null when it was never asked for.</summary>
    public async Task<NumberAnswer?> ReadNumberAsync(DossierCode key, CancellationToken cancellation)
    {
        using var answer = await CallAsync(HttpMethod.Get, $"v1/birth-numbers/{key}", body: null, cancellation);
        return answer.StatusCode == HttpStatusCode.NotFound && await IsProblemAsync(answer, "number-unknown", cancellation)
            ? null
            : await NumberOfAsync(answer, key, HttpStatusCode.OK, cancellation) ?? throw await RefusedAsync(answer, cancellation);
    }

    private async Task<NumberAnswer?> NumberOfAsync(HttpResponseMessage answer, DossierCode key, HttpStatusCode given, CancellationToken cancellation)
    {
        if (answer.StatusCode == HttpStatusCode.Conflict && await IsProblemAsync(answer, "possible-duplicate", cancellation))
        {
            return new NumberAnswer.PossibleDuplicate();
        }

        if (answer.StatusCode != given && answer.StatusCode != HttpStatusCode.Accepted)
        {
            return null;
        }

        var body = await ReadAsync(answer, answer.StatusCode == given ? "Number" : "NumberLater", cancellation);
        if (body.GetProperty("registrationKey").GetString() != key.ToString())
        {
            throw Wrong("The answer is about another registration.");
        }

        return answer.StatusCode == given
            ? new NumberAnswer.Given(PersonalId.Parse(body.GetProperty("personalId").GetString()!))
            : new NumberAnswer.Later(body.TryGetProperty("afterSeconds", out var after) ? TimeSpan.FromSeconds(after.GetInt32()) : null);
    }

    private async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        var bytes = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, DossierJson.Options);
        HttpResponseMessage answer;
        try
        {
            answer = await _pipeline.ExecuteAsync(async attempt => await SendAsync(method, path, bytes, attempt), cancellation);
        }
        catch (HttpRequestException e)
        {
            throw new PopulationUnavailableException(e.HttpRequestError.ToString());
        }
        catch (TimeoutRejectedException)
        {
            throw new PopulationUnavailableException("Timeout");
        }
        catch (BrokenCircuitException e)
        {
            throw new PopulationUnavailableException("LeftAlone", e.RetryAfter);
        }

        if (PopulationPipeline.IsPassing(answer.StatusCode))
        {
            using (answer)
            {
                throw new PopulationUnavailableException($"HTTP {(int)answer.StatusCode}", answer.Headers.RetryAfter?.Delta);
            }
        }

        return answer;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        if (await _tokens.ForAsync(_options.Audience, cancellation) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await _http.SendAsync(request, cancellation);
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage answer, string schema, CancellationToken cancellation)
    {
        try
        {
            var body = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync(cancellation));
            var faults = _contract.Check(schema, body);

            // Where it is wrong, never what stood there.
            return faults.Count == 0 ? body : throw Wrong($"The answer is no {schema}: {string.Join(", ", faults.Take(5).Select(f => $"{f.Code} at \"{f.Pointer}\""))}.");
        }
        catch (JsonException)
        {
            throw Wrong("The answer is no JSON.");
        }
    }

    private async Task<bool> IsProblemAsync(HttpResponseMessage answer, string code, CancellationToken cancellation) =>
        (await ReadAsync(answer, "Problem", cancellation)).GetProperty("code").GetString() == code;

    private async Task<PopulationRefusedException> RefusedAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var problem = await ReadAsync(answer, "Problem", cancellation);
        return new PopulationRefusedException(
            problem.GetProperty("code").GetString()!, $"The population database refuses with HTTP {(int)answer.StatusCode}.");
    }

    private static PopulationRefusedException Wrong(string why) => new(PopulationRefusedException.AnswerWrong, why);
}
