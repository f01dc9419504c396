using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.App.Messages;
using LienThong.App.OneMachine;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Hosting;
using LienThong.Simulator.Population;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.App.Tests.Harness;

/// <summary>The whole app on one machine, on a real port and real files, on a clock that a test moves.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    /// <summary>Monday, an hour in the middle of the morning's work.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 9, 7, 8, 0, 0, TimeSpan.FromHours(7));

    // Long enough for every test's clock, and far within what the app is told to do in one.
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromDays(400);

    private readonly TempFolder _folder = new();
    private readonly RunningAppOptions _options;
    private readonly Dictionary<string, HttpClient> _clients = [];
    private EmbeddedApplication? _app;
    private PopulationServer? _population;

    private RunningApp(RunningAppOptions options, AgencyListener agencies, VirtualClock clock) =>
        (_options, Agencies, Clock) = (options, agencies, clock);

    public VirtualClock Clock { get; }

    public AgencyListener Agencies { get; }

    /// <summary>The population database, on the app's clock; only if the options name one.</summary>
    public PopulationServer Population => _population ?? throw new InvalidOperationException("There is no population database.");

    public CapturedLogs Logs { get; } = new();

    public string Folder => _folder.Path;

    public EmbeddedApplication App => _app ?? throw new InvalidOperationException("The app is stopped.");

    public IServiceProvider Services => App.Services;

    /// <summary>Now, in Vietnam.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7));

    public static async Task<RunningApp> StartAsync(RunningAppOptions? options = null)
    {
        options ??= new RunningAppOptions();
        var clock = new VirtualClock(options.Start);
        var app = new RunningApp(options, await AgencyListener.StartAsync(clock), clock);
        try
        {
            app._population = options.Population is { } register ? await PopulationServer.StartAsync(register, time: clock) : null;
            PartnerRegistry.Write(Path.Combine(app.Folder, "partners.json"), TestPartners.All(app.Agencies.Url));
            await app.StartAgainAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client with a partner's token.</summary>
    public HttpClient As(string partner)
    {
        if (!_clients.TryGetValue(partner, out var client))
        {
            client = _clients[partner] = WithToken(Token(partner));
        }

        return client;
    }

    /// <summary>A client with no token.</summary>
    public HttpClient Anonymous
    {
        get
        {
            if (!_clients.TryGetValue("", out var client))
            {
                client = _clients[""] = WithToken(null);
            }

            return client;
        }
    }

    /// <summary>A client with any token.</summary>
    public HttpClient WithToken(string? token) => new(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
    {
        BaseAddress = new Uri(App.Address, "/api/v1/"),
        DefaultRequestHeaders = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };

    public string Token(string partner) => Services.GetRequiredService<TokenIssuer>().Issue(partner, TokenLifetime);

    /// <summary>Completes when nothing is under way any more at this moment of the clock.</summary>
    public Task SettleAsync() => App.InFlight.WhenIdleAsync();

    /// <summary>Lets time pass, with everything done that falls due on the way.</summary>
    public Task PassAsync(TimeSpan time) => PassUntilAsync(Clock.GetUtcNow() + time);

    /// <summary>Lets time pass until a moment, and never further: everything due until then is done at its own moment.</summary>
    public async Task PassUntilAsync(DateTimeOffset moment)
    {
        await SettleAsync();
        while (Clock.NextDue is { } due && due <= moment)
        {
            Clock.AdvanceTo(due);
            await SettleAsync();
        }

        Clock.AdvanceTo(moment);
        await SettleAsync();
    }

    /// <summary>Lets the projections follow what has been written.</summary>
    public Task CatchUpAsync() => PassAsync(TimeSpan.FromSeconds(2));

    /// <summary>Stops the app and starts it over the same folder.</summary>
    /// <param name="meanwhile">Done while it is stopped.</param>
    public async Task RestartAsync(Func<Task>? meanwhile = null)
    {
        await StopAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await StartAgainAsync();
    }

    /// <summary>Ends the app without its being told, in the middle of whatever it does, and starts it over the same folder.</summary>
    public async Task CrashAsync(Func<Task>? meanwhile = null)
    {
        await LoseAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await StartAgainAsync();
    }

    public async Task StopAsync()
    {
        await App.StopAsync();
        await LoseAsync();
    }

    public async Task StartAgainAsync()
    {
        var builder = OneMachineApp.CreateBuilder(["--data", Folder, .. PopulationArguments, .. _options.Arguments], options => options.HttpUrl = "http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Logs);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(services => new PartnerPost(PatientFor(_options.AgencyTimeout), services.GetRequiredService<IOutgoingTokens>()));
        _options.Configure?.Invoke(builder, Folder);
        var app = builder.Build();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        _app = app;
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopAsync();
        }

        await Agencies.DisposeAsync();
        await (_population?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    // A pause between attempts is real time, which a test does not have.
    private IEnumerable<string> PopulationArguments =>
        _population is null ? [] : ["--Population:Address", _population.Address.ToString(), "--Population:Retries", "0"];

    private async Task LoseAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        _clients.Clear();
        await App.DisposeAsync();
        _app = null;
    }

    // An agency's silence is real time, which a test does not have.
    private HttpClient PatientFor(TimeSpan timeout)
    {
        var client = PartnerPost.CreateClient(Clock);
        client.Timeout = timeout;
        return client;
    }
}
