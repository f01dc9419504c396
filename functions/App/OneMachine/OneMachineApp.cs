using LienThong.Embedded.Hosting;

namespace LienThong.App.OneMachine;

/// <summary>The whole app on the embedded runtime: for tests, the simulator and benchmarks, which start it in their own process.</summary>
public static class OneMachineApp
{
    /// <summary>A builder with the app's functions, services and middleware.</summary>
    /// <param name="args">The command line: <c>--data FOLDER</c>, <c>--urls URL</c>, any setting as <c>--Key value</c>.</param>
    /// <param name="configure">Has the last word about the runtime's options.</param>
    public static EmbeddedApplicationBuilder CreateBuilder(string[] args, Action<EmbeddedOptions>? configure = null)
    {
        var builder = EmbeddedRuntime.CreateBuilder(args, typeof(OneMachineApp).Assembly, configure);
        builder.Services.AddLienThong(builder.Configuration);
        builder.Services.AddOneMachine(builder.Configuration, builder.Options.DataFolder, builder.Options.Synchronous);
        builder.UseLienThong();
        return builder;
    }
}
