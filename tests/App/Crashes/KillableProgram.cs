using System.Globalization;
using LienThong.App.OneMachine;
using LienThong.App.Tests.Harness;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.App.Tests.Crashes;

/// <summary>
/// This assembly as a program: the app as it is composed on one machine, over databases that can kill it. It is told on the
/// standard input what to do: <c>arm POINT</c>, <c>disarm</c>, <c>end CODE</c> (say when that dossier's orchestration has ended).
/// </summary>
internal static class KillableProgram
{
    public static async Task Main(string[] args)
    {
        var (folder, ahead) = (args[0], TimeSpan.Parse(args[1], CultureInfo.InvariantCulture));
        var points = new CommitPoints();
        var runs = 0;
        var builder = OneMachineApp.CreateBuilder(["--data", folder], options => options.HttpUrl = "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new ClockAhead(ahead));
        builder.Services.AddSingleton(services => points.OpenStorage(folder, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IAuditLog>(_ => points.OpenAudit(folder));
        builder.Services.AddSingleton(_ => points.OpenRuntime(folder));
        builder.Use(next => context =>
        {
            if (context.FunctionDefinition.InputBindings["trigger"].Type == "activityTrigger")
            {
                // Said at once: the next moment may be the last.
                Console.WriteLine($"ran {Interlocked.Increment(ref runs)}");
            }

            return next(context);
        });
        await using var app = builder.Build();
        await app.StartAsync();
        Console.WriteLine($"serves {app.Address}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["arm", var point]:
                    points.Arm(int.Parse(point, CultureInfo.InvariantCulture));
                    Console.WriteLine("armed");
                    break;
                case ["disarm"]:
                    Console.WriteLine($"reached {points.Disarm()}");
                    break;
                case ["end", var code]:
                    await app.DurableTaskClient.WaitForInstanceCompletionAsync(code);
                    Console.WriteLine($"ended {code}");
                    break;
            }
        }

        await app.StopAsync();
    }
}

/// <summary>The system's clock, put forward or back.</summary>
internal sealed class ClockAhead(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
