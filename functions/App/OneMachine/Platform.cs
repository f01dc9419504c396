using LienThong.App.OneMachine;

namespace LienThong.App;

/// <summary>Where the app runs: here, on one machine.</summary>
internal static class Platform
{
    /// <summary>Carries out a command of the command line, if there is one.</summary>
    public static bool Runs(string[] args, out int exitCode) => Commands.Run(args, Console.Out, Console.Error, out exitCode);

    /// <summary>Adds what the app has on this platform.</summary>
    public static void Add(FunctionsApplicationBuilder builder)
    {
        builder.Services.AddOneMachine(builder.Configuration, DataFolder.Of(builder.Configuration), builder.Configuration["Synchronous"] ?? "FULL");
        builder.Services.AddHostedService<Greeting>();
    }

    /// <summary>Serves until somebody stops it.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> ServeAsync(IHost app) => Serving.RunAsync(app, Console.Error);
}
