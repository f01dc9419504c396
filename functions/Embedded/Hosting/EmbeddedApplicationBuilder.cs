using System.Reflection;
using LienThong.Embedded.ChangeFeed;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Http;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Store;
using LienThong.Embedded.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Hosting;

/// <summary>Builds an app on the embedded runtime.</summary>
public sealed class EmbeddedApplicationBuilder : IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _inner;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private bool _built;

    internal EmbeddedApplicationBuilder(string[] args, Assembly functions, Action<EmbeddedOptions>? configure)
    {
        _inner = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = functions.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = System.Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environments.Production,
        });
        ReadSettings(args);

        var host = HostJson.Read(AppContext.BaseDirectory);
        Options = new EmbeddedOptions { Functions = functions };
        HostJson.Apply(host, Options);
        Options.DataFolder = Configuration["Data"] ?? Options.DataFolder;
        Options.HttpUrl = Configuration["urls"] ?? Options.HttpUrl;
        Options.KeepEnded = Configuration.GetValue("KeepEnded", Options.KeepEnded);
        Options.ParkUnknownExceptions = Configuration.GetValue("ParkUnknownExceptions", Options.ParkUnknownExceptions);
        configure?.Invoke(Options);

        // What ASP.NET Core logs of a request holds its path and query, and they may hold a person's data.
        Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        Logging.AddConfiguration(host.GetSection("logging"));
        Logging.AddConfiguration(Configuration.GetSection("Logging"));
        Logging.AddConsole();
        _inner.Host.UseDefaultServiceProvider(services => (services.ValidateOnBuild, services.ValidateScopes) = (true, true));
        AddRuntime();
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
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    /// <summary>The app, ready to start. What is wrong with its functions is said when it starts.</summary>
    public EmbeddedApplication Build()
    {
        if (_built)
        {
            throw new InvalidOperationException("The application has been built already.");
        }

        _built = true;
        Services.TryAddSingleton(TimeProvider.System);
        _inner.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Options.MaxRequestBodySize;
            kestrel.Limits.MaxConcurrentConnections = Options.MaxConnections;
            kestrel.Configure(Configuration.GetSection("Kestrel"));
        });
        _inner.WebHost.UseUrls(Options.HttpUrl);
        return new EmbeddedApplication(_inner.Build());
    }

    private void ReadSettings(string[] args)
    {
        Configuration.AddLocalSettings();
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(args);
    }

    private void AddRuntime()
    {
        Services.AddRouting();
        Services.Configure<HostOptions>(host => host.ShutdownTimeout = Options.StopTimeout);
        Services.AddSingleton(Options);
        Services.AddSingleton<InFlight>();
        Services.AddSingleton<RuntimeHealth>();
        Services.AddSingleton(services => OpenStore(services.GetRequiredService<ILogger<RuntimeStore>>()));

        Services.AddSingleton(_ => new InvocationPipeline(_middleware));
        Services.AddSingleton<FunctionInvoker>();
        Services.AddSingleton(services => FunctionCatalogue.Read(Options, Configuration, services.GetRequiredService<DurableTaskClient>));

        Services.AddSingleton<IDurableFunctions, CatalogueFunctions>();
        Services.AddSingleton(new DurableOptions
        {
            MaxConcurrentActivities = Options.MaxConcurrentActivities,
            MaxConcurrentOrchestrators = Options.MaxConcurrentOrchestrators,
            KeepEnded = Options.KeepEnded,
            ParkUnknownExceptions = Options.ParkUnknownExceptions,
            StopTimeout = Options.StopTimeout,
        });
        Services.AddSingleton<DurableEngine>();
        Services.AddSingleton(services => services.GetRequiredService<DurableEngine>().Client);

        Services.AddSingleton<Entities>();
        Services.AddSingleton<MessageStore>();
        Services.AddSingleton<MessageBus>();
        Services.AddSingleton<IMessageBus>(services => services.GetRequiredService<MessageBus>());
        Services.AddSingleton<IDeadLetters>(services => services.GetRequiredService<MessageBus>());
        Services.AddSingleton<TimerStore>();
        Services.AddSingleton<LeaseStore>();

        Services.AddSingleton(_ => FunctionKeys.Open(Options.DataFolder));
        Services.AddSingleton(_ => new RequestLimiter(Options.MaxConcurrentRequests, Options.MaxOutstandingRequests));
        Services.AddSingleton<HttpFunctions>();
    }

    private RuntimeStore OpenStore(ILogger logger)
    {
        if (!OperatingSystem.IsWindows() && !Directory.Exists(Options.DataFolder))
        {
            // Messages and histories are nobody else's to read.
            Directory.CreateDirectory(Options.DataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return RuntimeStore.Open(new RuntimeStoreOptions { Folder = Options.DataFolder, Synchronous = Options.Synchronous }, logger);
    }
}
