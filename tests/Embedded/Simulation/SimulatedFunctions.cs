using System.Globalization;
using System.Text.Json;
using LienThong.Embedded.Clock;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Queues;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>
/// The orchestrators and activities of the simulated app: a dossier runs its first step, then the others side by side; a step
/// asks its partner, reminds twice while no answer comes, begins a new round when the partner wants more, and rests before it ends.
/// </summary>
internal static class SimulatedFunctions
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private static readonly TaskOptions Again = TaskOptions.FromRetryPolicy(
        new RetryPolicy(20, TimeSpan.FromSeconds(1), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(5)));

    public static Engine.Functions All(SimulatedMachine machine, Story story, Ledger ledger, VirtualClock clock)
    {
        var failures = new Dictionary<string, int>();
        return Orchestrators(story)
            .Activity("Begin", (call, _) =>
            {
                ledger.Ran("Begin", call.InstanceId);
                var (dossier, step) = Numbers(call.InstanceId);
                var failed = failures.GetValueOrDefault(call.InstanceId);
                if (failed < story.FailuresToBegin(dossier, step))
                {
                    failures[call.InstanceId] = failed + 1;
                    throw new InvalidOperationException("not yet");
                }

                return Task.FromResult<object?>(ledger.Draw());
            })
            .Activity("Ask", async (call, _) =>
            {
                ledger.Ran("Ask", call.InstanceId);
                var request = JsonSerializer.Deserialize<Request>(call.InputJson!)!;
                await machine.SendAsync("requests", OutgoingMessage.FromJson($"{request.Step}:{request.Round}", call.InputJson!));
                return null;
            })
            .Activity("Remind", (call, _) =>
            {
                ledger.Ran("Remind", call.InstanceId);
                var due = JsonSerializer.Deserialize<DateTime>(call.InputJson!);
                if (clock.GetUtcNow().UtcDateTime < due)
                {
                    ledger.Break($"{call.InstanceId} was reminded before {due:O}");
                }

                return Task.FromResult<object?>(null);
            });
    }

    /// <summary>The orchestrators alone, for replays.</summary>
    public static Engine.Functions Orchestrators(Story story) => new Engine.Functions()
        .Orchestrator("Dossier", async context =>
        {
            var steps = context.GetInput<int>();
            var results = new List<string> { await StepAsync(context, 0) };
            results.AddRange(await Task.WhenAll(Enumerable.Range(1, steps - 1).Select(step => StepAsync(context, step))));
            return (object?)string.Join(' ', results);
        })
        .Orchestrator("Step", async context => await StepAsync(context, story));

    private static Task<string> StepAsync(TaskOrchestrationContext context, int step) => context.CallSubOrchestratorAsync<string>(
        "Step", new Round(1, 0), new SubOrchestrationOptions(instanceId: $"{context.InstanceId}:{step}"));

    private static async Task<object?> StepAsync(TaskOrchestrationContext context, Story story)
    {
        var round = context.GetInput<Round>()!;
        var token = round.Number == 1 ? await context.CallActivityAsync<int>("Begin", null, Again) : round.Token;
        await context.CallActivityAsync("Ask", new Request(context.InstanceId, round.Number, token), Again);

        // One wait, kept across the loop: a wait that is given up would still swallow the next event.
        var answer = context.WaitForExternalEvent<Answer>("answer");
        for (var reminders = 0; ;)
        {
            if (reminders < 2)
            {
                using var cancel = new CancellationTokenSource();
                var due = context.CurrentUtcDateTime + Patience;
                var late = context.CreateTimer(due, cancel.Token);
                if (await Task.WhenAny(answer, late) == late)
                {
                    reminders++;
                    await context.CallActivityAsync("Remind", due, Again);
                    continue;
                }

                cancel.Cancel();
            }

            var given = await answer;
            if (given.Round == round.Number && given.Content)
            {
                var (dossier, step) = Numbers(context.InstanceId);
                var rested = context.CurrentUtcDateTime + story.Of(dossier, step, round.Number).Rest;
                await context.CreateTimer(rested, CancellationToken.None);
                return context.CurrentUtcDateTime < rested ? "too early" : $"{step}:{round.Number}:{given.Value}:{token}";
            }

            if (given.Round == round.Number)
            {
                context.ContinueAsNew(new Round(round.Number + 1, token));
                return null;
            }

            answer = context.WaitForExternalEvent<Answer>("answer");
        }
    }

    /// <summary>The numbers in a step's id, <c>D1:2</c>.</summary>
    public static (int Dossier, int Step) Numbers(string step) => step[1..].Split(':') is [var dossier, var number]
        ? (int.Parse(dossier, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture))
        : throw new FormatException(step);
}

/// <summary>A step's round, and what its first activity returned.</summary>
internal sealed record Round(int Number, int Token);

/// <summary>What a partner is asked.</summary>
internal sealed record Request(string Step, int Round, int Token);

/// <summary>What a partner answers.</summary>
/// <param name="Content">Whether the partner has all it needs; otherwise there is another round.</param>
internal sealed record Answer(int Round, bool Content, int Value);

/// <summary>An answer on its way.</summary>
internal sealed record Decision(string Step, Answer Answer);
