using LienThong.Embedded.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Functions;

/// <summary>Builds a function app that runs whole on this machine.</summary>
public sealed class FunctionsApplicationBuilder : IFunctionsWorkerApplicationBuilder
{
    private readonly EmbeddedApplicationBuilder _inner;

    internal FunctionsApplicationBuilder(EmbeddedApplicationBuilder inner) => _inner = inner;

    /// <summary>The app's services.</summary>
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
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _inner.Use(middleware);
        return this;
    }

    /// <summary>The app, ready to run.</summary>
    public IHost Build() => _inner.Build();
}
