using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LienThong.App.Tests.Harness;

/// <summary>The other systems that take a dossier's errands: notes what the app posts and answers as a test says; 200 otherwise.</summary>
public sealed class LaneListener : IAsyncDisposable
{
    private readonly ConcurrentQueue<LanePost> _posts = new();
    private readonly ConcurrentDictionary<string, Func<LanePost, AgencyReply>> _manners = new();
    private readonly TimeProvider _time;
    private readonly WebApplication _server;

    private LaneListener(TimeProvider time)
    {
        _time = time;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(HandleAsync);
    }

    /// <summary>Everything that was posted, oldest first.</summary>
    public IReadOnlyList<LanePost> Posts => [.. _posts];

    public static async Task<LaneListener> StartAsync(TimeProvider time)
    {
        var listener = new LaneListener(time);
        await listener._server.StartAsync();
        return listener;
    }

    /// <summary>The partner that takes a lane's errands, everywhere or in an area.</summary>
    public Partner Partner(PartnerKind kind, string unit = "*", string? lane = null) => new()
    {
        Id = $"{lane ?? kind.Name()}-lane", Kind = kind, Units = [unit], Lane = lane, Endpoint = new Uri($"{_server.Urls.First()}/{lane ?? kind.Name()}"),
    };

    /// <summary>How a system answers from now on.</summary>
    public void Answers(string lane, Func<LanePost, AgencyReply> manner) => _manners[lane] = manner;

    /// <summary>How a system answers from now on.</summary>
    public void Answers(string lane, AgencyReply reply) => Answers(lane, _ => reply);

    /// <summary>It answers 200 again.</summary>
    public void IsWell(string lane) => _manners.TryRemove(lane, out _);

    /// <summary>What a system was posted about a dossier.</summary>
    public IReadOnlyList<LanePost> About(FiledDossier filed, string lane) => [.. _posts.Where(post => post.Dossier == filed.Code && post.Lane == lane)];

    /// <summary>The numbers that a system was told of a dossier.</summary>
    public IReadOnlyList<int> Told(FiledDossier filed, string lane) =>
        [.. About(filed, lane).Where(post => post.Kind == "status").Select(post => (int)post.Body["status"]!)];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        var post = new LanePost(
            _time.GetUtcNow(), http.Request.Path.Value!.TrimStart('/'), http.Request.Headers["Message-Id"].ToString(), http.Request.Headers.Authorization.ToString(), body);
        var reply = _manners.TryGetValue(post.Lane, out var manner) ? manner(post) : AgencyReply.Says(200, "{}");
        _posts.Enqueue(post);
        await reply.WriteAsync(http);
    }
}

/// <summary>An errand as another system got it.</summary>
/// <param name="At">When, on the app's clock.</param>
public sealed record LanePost(DateTimeOffset At, string Lane, string MessageId, string Authorization, JsonObject Body)
{
    public string Kind => (string)Body["kind"]!;

    public string Dossier => (string)Body["dossier"]!;
}
