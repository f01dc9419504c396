using LienThong.Embedded.ChangeFeed;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Http;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Store;
using LienThong.Embedded.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Hosting;

/// <summary>An app on the embedded runtime.</summary>
public sealed class EmbeddedApplication : IHost, IAsyncDisposable
{
    private readonly WebApplication _inner;
    private readonly EmbeddedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<MessagePump> _messages = [];
    private readonly List<ChangePump> _changes = [];
    private readonly List<TimerRunner> _timers = [];
    private bool _engineStarted;

    internal EmbeddedApplication(WebApplication inner)
    {
        _inner = inner;
        _options = Service<EmbeddedOptions>();
        _time = Service<TimeProvider>();
        _logger = Service<ILogger<EmbeddedApplication>>();
    }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _inner.Services;

    /// <summary>Where HTTP is served, with the real port; after start only.</summary>
    public Uri Address => new(_inner.Urls.First());

    /// <summary>What is under way.</summary>
    public InFlight InFlight => Service<InFlight>();

    /// <summary>What keeps failing.</summary>
    public RuntimeHealth Health => Service<RuntimeHealth>();

    /// <summary>Starts orchestrations, tells them things and looks at them.</summary>
    public DurableTaskClient DurableTaskClient => Service<DurableTaskClient>();

    /// <summary>Queues and topics.</summary>
    public IMessageBus MessageBus => Service<IMessageBus>();

    /// <summary>Messages that could not be handled.</summary>
    public IDeadLetters DeadLetters => Service<IDeadLetters>();

    /// <summary>Goes on where the data folder's work stands, and serves.</summary>
    /// <exception cref="StartupRefusedException">Something is wrong with the functions or the settings.</exception>
    /// <exception cref="StoreRefusedException">The data folder cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var plan = StartPlan.Make(Services, _options);
        InFlight.Enter();
        try
        {
            await OpenAsync(plan);
            MapHttp(plan);
            _engineStarted = true;
            await Service<DurableEngine>().StartAsync(cancellationToken);
            await _inner.StartAsync(cancellationToken);

            _messages.ForEach(pump => pump.Start());
            _changes.ForEach(pump => pump.Start());
            foreach (var timer in _timers)
            {
                await timer.StartAsync();
            }
        }
        catch
        {
            await StopAsync(cancellationToken);
            throw;
        }
        finally
        {
            InFlight.Leave();
        }

        _logger.LogInformation("{Functions} functions run at {Address}, with their data in {Folder}.",
            plan.Catalogue.Functions.Count, Address, Path.GetFullPath(_options.DataFolder));
    }

    /// <summary>Takes nothing new, lets what runs end within <see cref="EmbeddedOptions.StopTimeout"/>, and stops.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(_options.StopTimeout, _time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await Task.WhenAll(
        [
            _inner.StopAsync(deadline.Token),
            .. _messages.Select(pump => pump.StopAsync(deadline.Token)),
            .. _changes.Select(pump => pump.StopAsync(deadline.Token)),
            .. _timers.Select(timer => timer.StopAsync(deadline.Token)),
        ]);

        // Last, because requests and messages that are finished above may still wait for orchestrations.
        if (_engineStarted)
        {
            await Service<DurableEngine>().StopAsync(deadline.Token);
        }
    }

    /// <inheritdoc />
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable part in (IEnumerable<IAsyncDisposable>)[.. _messages, .. _changes, .. _timers])
        {
            await part.DisposeAsync();
        }

        await _inner.DisposeAsync();
    }

    private async Task OpenAsync(StartPlan plan)
    {
        var store = Service<RuntimeStore>();
        await store.ApplyAsync(MessageStore.Schema);
        await store.ApplyAsync(TimerStore.Schema);
        await store.ApplyAsync(LeaseStore.Schema);

        var depths = await Service<MessageStore>().OpenAsync(_time.GetUtcNow());
        var queues = Service<Entities>().Queues.ToDictionary(queue => queue.Name);
        foreach (var (name, depth) in depths)
        {
            if (queues.TryGetValue(name, out var queue))
            {
                queue.Add(depth);
            }
            else
            {
                _logger.LogWarning("{Depth} messages wait in {Queue}, to which no function listens.", depth, name);
            }
        }

        _messages.AddRange(plan.Messages.Select(pair => Make<MessagePump>(pair.Function, pair.Queue)));
        _changes.AddRange(plan.Changes.Select(triple => Make<ChangePump>(triple.Function, triple.Trigger, triple.Source)));
        _timers.AddRange(plan.Catalogue.With<Trigger.Timer>().Select(pair => Make<TimerRunner>(pair.Function, pair.Trigger)));
    }

    private void MapHttp(StartPlan plan)
    {
        _inner.Use((http, next) => http.GetEndpoint() is null ? HttpProblem.NotFound.WriteAsync(http) : next(http));
        var http = Service<HttpFunctions>();
        foreach (var (function, trigger) in plan.Catalogue.With<Trigger.Http>())
        {
            http.Map(_inner, function, trigger);
        }
    }

    private T Service<T>()
        where T : notnull => _inner.Services.GetRequiredService<T>();

    private T Make<T>(params object[] arguments) => ActivatorUtilities.CreateInstance<T>(_inner.Services, arguments);
}
