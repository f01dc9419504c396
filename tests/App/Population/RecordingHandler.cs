using System.Collections.Concurrent;
using System.Text.Json;

namespace LienThong.App.Tests.Population;

/// <summary>Lets calls through to the network and notes what went over it.</summary>
internal sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<Exchange> _exchanges = new();

    public IReadOnlyList<Exchange> Exchanges => [.. _exchanges];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        var got = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        _exchanges.Enqueue(new Exchange(
            request.Method.Method, request.RequestUri!.PathAndQuery, Json(sent), (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, Json(got)));
        return answer;
    }

    private static JsonElement? Json(byte[]? bytes) => bytes is { Length: > 0 } ? JsonSerializer.Deserialize<JsonElement>(bytes) : null;
}

/// <summary>A request and its answer as they went over the network.</summary>
internal sealed record Exchange(string Method, string Path, JsonElement? Sent, int Status, string? MediaType, JsonElement? Got);
