using System.Collections.Concurrent;
using System.Net;

namespace LienThong.Benchmarks.Overload;

/// <summary>What came back of what was offered.</summary>
internal sealed class Answers
{
    private int _tooMany;
    private int _unavailable;
    private int _withoutRetryAfter;
    private int _others;
    private int _unanswered;

    /// <summary>The codes of the dossiers that were answered 202.</summary>
    public ConcurrentQueue<string> Taken { get; } = [];

    /// <summary>Answered 429.</summary>
    public int TooMany => _tooMany;

    /// <summary>Answered 503.</summary>
    public int Unavailable => _unavailable;

    /// <summary>Answered 429 or 503 without saying when to come again.</summary>
    public int WithoutRetryAfter => _withoutRetryAfter;

    /// <summary>Answered anything else: none are expected.</summary>
    public int Others => _others;

    /// <summary>The connection ended before an answer came.</summary>
    public int Unanswered => _unanswered;

    public void Refused(HttpResponseMessage response)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.TooManyRequests:
                Interlocked.Increment(ref _tooMany);
                break;
            case HttpStatusCode.ServiceUnavailable:
                Interlocked.Increment(ref _unavailable);
                break;
            default:
                Interlocked.Increment(ref _others);
                return;
        }

        if (response.Headers.RetryAfter is null)
        {
            Interlocked.Increment(ref _withoutRetryAfter);
        }
    }

    public void Lost() => Interlocked.Increment(ref _unanswered);
}
