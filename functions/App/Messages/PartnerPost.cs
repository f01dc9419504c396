using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.Procedures.Dossiers;
using Polly.CircuitBreaker;

namespace LienThong.App.Messages;

/// <summary>What came back from a partner's endpoint.</summary>
public abstract record PartnerAnswer
{
    /// <summary>It answered.</summary>
    /// <param name="Body">The body, at most <see cref="PartnerPost.MaxAnswer"/> bytes, without a byte order mark.</param>
    /// <param name="RetryAfter">When it wants to be asked again, if it says so.</param>
    public sealed record Answered(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter) : PartnerAnswer;

    /// <summary>It did not answer, or is left alone because it has not answered others just now.</summary>
    /// <param name="Why">In a word, for logs.</param>
    public sealed record Silent(string Why) : PartnerAnswer;
}

/// <summary>Posts JSON to partners' endpoints: bounded in time and size, no redirects, a bearer token, an id that stays the same
/// however often a message is posted. An endpoint that fails again and again is left alone for a while.</summary>
public sealed class PartnerPost(HttpClient http, IOutgoingTokens tokens)
{
    /// <summary>How long a partner may take to answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes of an answer.</summary>
    public const int MaxAnswer = 256 * 1024;

    /// <summary>A client as this class needs it.</summary>
    /// <param name="time">The clock by which endpoints are left alone.</param>
    public static HttpClient CreateClient(TimeProvider time) => new(new EndpointCircuits(time)
    {
        InnerHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        },
    })
    {
        Timeout = Timeout,
        MaxResponseContentBufferSize = MaxAnswer,
    };

    /// <summary>Posts a message to a partner that has an endpoint.</summary>
    public async Task<PartnerAnswer> SendAsync(Partner partner, JsonObject body, string messageId, string? traceParent, CancellationToken cancellation)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, partner.Endpoint)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, DossierJson.Options))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        post.Headers.Add("Message-Id", messageId);
        if (traceParent is not null)
        {
            post.Headers.TryAddWithoutValidation("traceparent", traceParent);
        }

        try
        {
            if (await tokens.ForAsync(partner, cancellation) is { } token)
            {
                post.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            using var response = await http.SendAsync(post, cancellation);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
            return new PartnerAnswer.Answered(
                response.StatusCode, answer is [0xEF, 0xBB, 0xBF, .. var text] ? text : answer, response.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException e)
        {
            return new PartnerAnswer.Silent(e.HttpRequestError.ToString());
        }
        catch (BrokenCircuitException)
        {
            return new PartnerAnswer.Silent("LeftAlone");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PartnerAnswer.Silent("Timeout");
        }
    }
}
