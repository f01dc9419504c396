using System.Reflection;
using LienThong.Embedded.Hosting;

namespace LienThong.Embedded.Functions;

/// <summary>Where a function app begins.</summary>
public static class FunctionsApplication
{
    /// <summary>A builder for the functions of the program that runs.</summary>
    /// <param name="args">The command line: <c>--data FOLDER</c>, <c>--urls URL</c>, and any setting as <c>--Key value</c>.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        new(EmbeddedRuntime.CreateBuilder(args, Assembly.GetEntryAssembly()
            ?? throw new InvalidOperationException("There is no program whose functions could be run.")));
}
