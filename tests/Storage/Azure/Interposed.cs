using System.Net;

namespace LienThong.Storage.Tests.Azure;

/// <summary>Stands between the SDK and Cosmos DB, and answers in its place when a test wants it.</summary>
internal sealed class Interposed() : DelegatingHandler(new SocketsHttpHandler())
{
    private int _requests;

    /// <summary>Gives an answer of its own, or null to let the request pass. Asked for everything but the description of the account and
    /// of its containers.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Answer { get; set; } = _ => null;

    /// <summary>What every answer of Cosmos DB is said to have cost; what it says itself if not set.</summary>
    public string? Charge { get; set; }

    /// <summary>How many requests it was asked for.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>An answer as Cosmos DB gives it.</summary>
    public static HttpResponseMessage Says(HttpStatusCode status, string? subStatus = null, TimeSpan? retryAfter = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent("{}") };
        response.Headers.Add("x-ms-request-charge", "2.5");
        if (subStatus is not null)
        {
            response.Headers.Add("x-ms-substatus", subStatus);
        }

        if (retryAfter is { } wait)
        {
            response.Headers.Add("x-ms-retry-after-ms", $"{wait.TotalMilliseconds}");
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.Contains("/docs", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _requests);
            if (Answer(request) is { } answer)
            {
                answer.RequestMessage = request;
                return answer;
            }
        }

        var passed = await base.SendAsync(request, cancellationToken);
        if (Charge is not null)
        {
            passed.Headers.Remove("x-ms-request-charge");
            passed.Headers.Add("x-ms-request-charge", Charge);
        }

        return passed;
    }
}
