using LienThong.Embedded.Clock;
using LienThong.Embedded.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LienThong.Embedded.Hosting;

/// <summary>An app on the embedded runtime.</summary>
public sealed class EmbeddedApplication : IHost, IAsyncDisposable
{
    private readonly WebApplication _inner;

    internal EmbeddedApplication(WebApplication inner) => _inner = inner;

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _inner.Services;

    /// <summary>Where HTTP is served, with the real port; after start only.</summary>
    public Uri Address => new(_inner.Urls.First());

    /// <summary>What is under way.</summary>
    public InFlight InFlight => Services.GetRequiredService<InFlight>();

    /// <summary>Queues and topics.</summary>
    public IMessageBus MessageBus => Services.GetRequiredService<IMessageBus>();

    /// <summary>Messages that could not be handled.</summary>
    public IDeadLetters DeadLetters => Services.GetRequiredService<IDeadLetters>();

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken = default) => _inner.StartAsync(cancellationToken);

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken = default) => _inner.StopAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose() => ((IDisposable)_inner).Dispose();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
