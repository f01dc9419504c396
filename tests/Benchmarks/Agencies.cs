using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LienThong.Benchmarks;

/// <summary>All agencies behind one listener: they take every request with 202 and hand it on to be decided.</summary>
internal sealed class Agencies : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Channel<Asked> _asked = Channel.CreateUnbounded<Asked>();

    private Agencies(WebApplication web) => _web = web;

    /// <summary>A request that an agency has taken.</summary>
    public sealed record Asked(string Agency, string Dossier, string Step, int Round);

    public ChannelReader<Asked> Requests => _asked.Reader;

    public Uri Address => new(_web.Urls.First());

    public static async Task<Agencies> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        var agencies = new Agencies(web);
        web.MapPost("/{partner}", async (string partner, HttpRequest request) =>
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            var root = body.RootElement;
            if (root.GetProperty("kind").GetString() == "request")
            {
                agencies._asked.Writer.TryWrite(new Asked(
                    partner,
                    root.GetProperty("dossier").GetString()!,
                    root.GetProperty("step").GetString()!,
                    root.GetProperty("round").GetInt32()));
            }

            return Results.Accepted();
        });
        await web.StartAsync();
        return agencies;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
