using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using LienThong.Embedded.Clock;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LienThong.Simulator.Players;

/// <summary>The listener on loopback behind which all simulated agencies and systems sit, each under its own path.</summary>
internal sealed class AgencyHouse : IAsyncDisposable
{
    private readonly WebApplication _listener;
    private readonly Ledger _ledger;
    private (AgencyPlayers Agencies, SystemPlayers Systems)? _players;

    private AgencyHouse(WebApplication listener, Ledger ledger)
    {
        (_listener, _ledger) = (listener, ledger);
        listener.Run(HandleAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_listener.Urls.First().TrimEnd('/') + "/");

    /// <summary>Messages that are being answered.</summary>
    public InFlight InFlight { get; } = new();

    /// <summary>Opens the house on a free port.</summary>
    public static async Task<AgencyHouse> OpenAsync(Ledger ledger, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0);
        });
        var house = new AgencyHouse(builder.Build(), ledger);
        await house._listener.StartAsync(cancellation);
        return house;
    }

    /// <summary>Lets everybody in. Messages before that are answered 503.</summary>
    public void LetIn(AgencyPlayers agencies, SystemPlayers systems) => _players = (agencies, systems);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        InFlight.Enter();
        try
        {
            var answer = _players is { } players
                ? await AnswerAsync(players.Agencies, players.Systems, http.Request, http.RequestAborted)
                : new AgencyAnswer(StatusCodes.Status503ServiceUnavailable);
            if (answer.Status is not { } status)
            {
                http.Abort();
                return;
            }

            http.Response.StatusCode = status;
            if (answer.Body is not null)
            {
                await http.Response.WriteAsJsonAsync(answer.Body, http.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The app has hung up, or is gone: it will come again.
        }
        catch (TimeoutException)
        {
            // Somebody else's dossier, from before this play: nobody here can decide it.
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            _ledger.Unexpected($"A message to {http.Request.Path} cannot be read: {e.Message}");
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        finally
        {
            InFlight.Leave();
        }
    }

    private async Task<AgencyAnswer> AnswerAsync(AgencyPlayers agencies, SystemPlayers systems, HttpRequest request, CancellationToken cancellation)
    {
        var partner = request.Path.Value!.Trim('/');
        using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
        var id = body.RootElement.GetProperty("messageId").GetString();
        if (request.Headers["Message-Id"] != id)
        {
            _ledger.Unexpected($"{id} came with the header Message-Id '{request.Headers["Message-Id"]}'");
        }

        if (AudienceOf(request.Headers.Authorization.ToString()) != partner)
        {
            _ledger.Unexpected($"{id} came to {partner} without a token for it");
        }

        return World.Systems.Contains(partner)
            ? await systems.ReceiveAsync(partner, SystemMessage.Read(body.RootElement), cancellation)
            : await agencies.ReceiveAsync(partner, AgencyMessage.Read(body.RootElement), cancellation);
    }

    private static string? AudienceOf(string authorization)
    {
        const string Scheme = "Bearer ";
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal) || authorization[Scheme.Length..].Split('.') is not [_, var payload, _])
        {
            return null;
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
        return claims.RootElement.TryGetProperty("aud", out var audience) ? audience.GetString() : null;
    }
}
