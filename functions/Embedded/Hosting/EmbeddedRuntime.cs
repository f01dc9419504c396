using System.Reflection;

namespace LienThong.Embedded.Hosting;

/// <summary>The runtime's own entry point: what FunctionsApplication uses, and tests and tools with it.</summary>
public static class EmbeddedRuntime
{
    /// <summary>A builder for an app of the functions in <paramref name="functions"/>.</summary>
    /// <param name="args">The command line: <c>--data FOLDER</c>, <c>--urls URL</c>, and any setting as <c>--Key value</c>.</param>
    /// <param name="functions">The assembly to look for functions in.</param>
    /// <param name="configure">Has the last word about the options.</param>
    public static EmbeddedApplicationBuilder CreateBuilder(string[] args, Assembly functions, Action<EmbeddedOptions>? configure = null) =>
        new(args, functions, configure);
}
