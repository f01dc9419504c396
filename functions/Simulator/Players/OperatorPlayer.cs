using System.Net;
using System.Text.Json;
using LienThong.Simulator.Api;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Players;

/// <summary>Whoever runs the system: every working hour it looks at what waits for it, and lets parked steps go on.</summary>
internal sealed class OperatorPlayer(Stage stage)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Plans the first round.</summary>
    public void Start() => stage.Agenda.At(stage.Law.Calendar.AddWorkingHours(stage.Now, 0.75), LookAsync);

    private async Task LookAsync(CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await stage.Api.AttentionAsync(World.Operator, continuation, cancellation);
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                await HandleAsync(item, cancellation);
            }

            continuation = page.TryGetProperty("continuation", out var more) ? more.GetString() : null;
        }
        while (continuation is not null);

        stage.After(stage.Law.Calendar.AddWorkingHours(stage.Now, Every.TotalHours) - stage.Now, LookAsync);
    }

    private async Task HandleAsync(JsonElement item, CancellationToken cancellation)
    {
        var dossier = item.GetProperty("dossier").GetString()!;
        var step = item.GetProperty("step").GetString()!;
        switch (item.GetProperty("attention").GetString()!)
        {
            case "agency-found-faults" or "agency-unreachable":
                var answer = await stage.Api.ResumeAsync(World.Operator, dossier, step, cancellation);
                if (answer.Status is not (HttpStatusCode.Accepted or HttpStatusCode.Conflict))
                {
                    throw new UnexpectedAnswerException($"POST dossiers/{dossier}/instances/{step}/resume", answer);
                }

                break;

            case "overdue":
                break;

            case var duplicate when duplicate.StartsWith("possible-duplicate", StringComparison.Ordinal):
                break;

            case var other:
                stage.Ledger.Unexpected($"{dossier}: {step} waits for the operator: {other}");
                break;
        }
    }
}
