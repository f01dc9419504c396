using LienThong.Embedded.Clock;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Embedded.Tests.Engine;

/// <summary>
/// The test assembly started as a program: an engine that starts instances and tells them things without end, and prints
/// what was answered, until it is killed.
/// </summary>
public static class KilledEngine
{
    /// <summary>The first argument that starts it.</summary>
    public const string Command = "killed-engine";

    /// <summary>Runs on the data folder given, numbering instances from the number given.</summary>
    public static async Task<int> Main(string[] args)
    {
        if (args is not [Command, var folder, var from])
        {
            return 2;
        }

        await using var store = RuntimeStore.Open(new RuntimeStoreOptions { Folder = folder });
        await using var engine = Engine(store);
        await engine.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        var number = int.Parse(from, null);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (true)
            {
                var mine = Interlocked.Increment(ref number);
                await engine.Client.ScheduleNewOrchestrationInstanceAsync("Chain", mine, new StartOrchestrationOptions($"H{mine}"));
                Say($"started {mine}");
                await engine.Client.RaiseEventAsync($"H{mine}", "go", mine);
                Say($"told {mine}");
            }
        }));
        return 0;
    }

    /// <summary>The engine that the killed process runs, and that goes on after it.</summary>
    internal static DurableEngine Engine(RuntimeStore store) => new(
        store,
        new Functions()
            .Orchestrator("Chain", async context =>
            {
                var number = context.GetInput<int>();
                var drawn = await context.CallActivityAsync<int>("Draw");
                await context.CreateTimer(TimeSpan.FromMilliseconds(number % 20), CancellationToken.None);
                var told = await context.WaitForExternalEvent<int>("go");
                var same = await context.CallSubOrchestratorAsync<int>("Echo", drawn);
                return (object?)$"{told == number} {drawn == same}";
            })
            .Orchestrator("Echo", async context => await context.CallActivityAsync<int>("Echo", context.GetInput<int>()))
            .Activity("Draw", _ => Random.Shared.Next())
            .Activity("Echo", call => int.Parse(call.InputJson!, null)),
        new InFlight(),
        TimeProvider.System,
        new DurableOptions(),
        NullLoggerFactory.Instance);

    private static void Say(string line)
    {
        lock (Command)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
