using LienThong.App.OneMachine;
using Microsoft.Extensions.Hosting;

namespace LienThong.Simulator.Tests.Plays;

/// <summary>This assembly as a program: the app on the embedded runtime. The app's own program is Azure's in a build for
/// Azure.</summary>
internal static class AppProgram
{
    public static async Task Main(string[] args)
    {
        await using var app = OneMachineApp.CreateBuilder(args).Build();
        await app.RunAsync();
    }
}
