using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LienThong.App.Tests.Harness;

/// <summary>The agencies that take requests by HTTP: notes what the app posts and answers as a test says; 202 otherwise.</summary>
public sealed class AgencyListener : IAsyncDisposable
{
    private readonly ConcurrentQueue<AgencyPost> _posts = new();
    private readonly ConcurrentDictionary<(string Child, string Step), ConcurrentQueue<AgencyReply>> _replies = new();
    private readonly TimeProvider _time;
    private readonly WebApplication _server;

    private AgencyListener(TimeProvider time)
    {
        _time = time;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(HandleAsync);
    }

    /// <summary>Where it listens; each agency has a path of its own below.</summary>
    public string Url => _server.Urls.First();

    /// <summary>Everything that was posted, oldest first.</summary>
    public IReadOnlyList<AgencyPost> Posts => [.. _posts];

    public static async Task<AgencyListener> StartAsync(TimeProvider time)
    {
        var listener = new AgencyListener(time);
        await listener._server.StartAsync();
        return listener;
    }

    /// <summary>What the agency of a step answers to the requests about a family's child, one after another.</summary>
    public void Answer(Family family, string step, params AgencyReply[] replies)
    {
        foreach (var reply in replies)
        {
            _replies.GetOrAdd((family.Child, step), _ => new()).Enqueue(reply);
        }
    }

    /// <summary>What was posted about a dossier's step.</summary>
    public IReadOnlyList<AgencyPost> About(string dossier, string step, string? kind = "request") =>
        [.. _posts.Where(p => p.Dossier == dossier && p.Step == step && (kind is null || p.Kind == kind))];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        var post = new AgencyPost(
            _time.GetUtcNow(),
            http.Request.Path.Value!.TrimStart('/'),
            http.Request.Headers["Message-Id"].ToString(),
            http.Request.Headers.Authorization.ToString(),
            http.Request.Headers.TraceParent.ToString(),
            http.Request.ContentType,
            body);
        _posts.Enqueue(post);
        var reply = post.Kind == "request"
            && _replies.TryGetValue(((string)body["form"]!["child"]!["fullName"]!, post.Step), out var replies)
            && replies.TryDequeue(out var next)
                ? next
                : AgencyReply.Takes;
        await reply.WriteAsync(http);
    }
}

/// <summary>A request as an agency got it.</summary>
/// <param name="At">When, on the app's clock.</param>
/// <param name="Partner">To whom.</param>
public sealed record AgencyPost(
    DateTimeOffset At, string Partner, string MessageId, string Authorization, string TraceParent, string? ContentType, JsonObject Body)
{
    public string Kind => (string)Body["kind"]!;

    public string Dossier => (string)Body["dossier"]!;

    public string Step => (string)Body["step"]!;

    public int Round => (int)Body["round"]!;
}
