using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Hosting;

/// <summary>Builds an app on the embedded runtime.</summary>
public sealed class EmbeddedApplicationBuilder : IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _inner;

    internal EmbeddedApplicationBuilder(string[] args, Assembly functions, Action<EmbeddedOptions>? configure)
    {
        _inner = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
        Options = new EmbeddedOptions { Functions = functions };
        configure?.Invoke(Options);
    }

    /// <summary>How the runtime runs.</summary>
    public EmbeddedOptions Options { get; }

    /// <inheritdoc />
    public IServiceCollection Services => _inner.Services;

    /// <summary>The settings: local.settings.json, then the environment, then the command line.</summary>
    public ConfigurationManager Configuration => _inner.Configuration;

    /// <summary>Where the app runs.</summary>
    public IHostEnvironment Environment => _inner.Environment;

    /// <summary>Logging.</summary>
    public ILoggingBuilder Logging => _inner.Logging;

    /// <summary>Metrics.</summary>
    public IMetricsBuilder Metrics => _inner.Metrics;

    /// <inheritdoc />
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => this;

    /// <summary>The app, ready to start.</summary>
    public EmbeddedApplication Build() => new(_inner.Build());
}
