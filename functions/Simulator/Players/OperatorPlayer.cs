using System.Net;
using System.Text.Json;
using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Players;

/// <summary>Whoever runs the system: every working hour it looks at what waits for it and lets parked steps and lanes go on; and
/// it closes what was filed by mistake.</summary>
internal sealed class OperatorPlayer(Stage stage)
{
    private const string Lane = "lane:";
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    // Shown to an operator, and somebody else's turn.
    private static readonly HashSet<string> NoMatter = new(["overdue", "errand-late", "confirmation-missing", "confirmation-denied"], StringComparer.Ordinal);

    /// <summary>Plans the first round.</summary>
    public void Start() => stage.Agenda.At(stage.Law.Calendar.AddWorkingHours(stage.Now, 0.75), LookAsync);

    /// <summary>Plans what becomes of a dossier that was filed by mistake.</summary>
    public void Start(FiledDossier filed)
    {
        if (filed.Filing.Story == Story.Invalidated)
        {
            var minutes = 15 + stage.Draws.Below(30, filed.Filing.Number, "invalidation");
            stage.Agenda.At(stage.Now.AddMinutes(minutes), next => InvalidateAsync(filed, next));
        }
    }

    private async Task InvalidateAsync(FiledDossier filed, CancellationToken cancellation)
    {
        var answer = await stage.Api.InvalidateAsync(World.Operator, filed.Code, "filed-in-error", "Người dân báo nộp nhầm.", cancellation);
        Expect(answer, $"dossiers/{filed.Code}/invalidation", HttpStatusCode.OK, HttpStatusCode.Conflict);
    }

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
                Expect(answer, $"dossiers/{dossier}/instances/{step}/resume", HttpStatusCode.Accepted, HttpStatusCode.Conflict);
                break;

            case "partner-rejected" or "receiver-unreachable":
                await MoveLaneAsync(dossier, step[Lane.Length..], cancellation);
                break;

            case var known when NoMatter.Contains(known) || known.StartsWith("possible-duplicate", StringComparison.Ordinal):
                break;

            case var other:
                stage.Ledger.Unexpected($"{dossier}: {step} waits for the operator: {other}");
                break;
        }
    }

    /// <summary>The portal has forgotten the dossier and is told all of it again; the others go on where they stand.</summary>
    private async Task MoveLaneAsync(string dossier, string lane, CancellationToken cancellation)
    {
        var lanes = await stage.Api.LanesAsync(World.Operator, dossier, cancellation);
        var first = lanes.GetProperty("lanes").EnumerateArray().First(one => one.GetProperty("lane").GetString() == lane)
            .GetProperty("errands")[0].GetProperty("id").GetString();
        var answer = await stage.Api.MoveLaneAsync(
            World.Operator, dossier, lane, lane == "portal" ? first : null, "Đã liên hệ với đơn vị vận hành hệ thống nhận.", cancellation);
        Expect(answer, $"dossiers/{dossier}/lanes/{lane}", HttpStatusCode.Accepted, HttpStatusCode.Conflict);
    }

    private static void Expect(Answer answer, string path, params ReadOnlySpan<HttpStatusCode> right)
    {
        if (!right.Contains(answer.Status))
        {
            throw new UnexpectedAnswerException($"POST {path}", answer);
        }
    }
}
