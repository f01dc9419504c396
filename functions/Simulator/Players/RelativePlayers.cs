using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Declarations;
using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Players;

/// <summary>Those who have to confirm before a step begins, each in VNeID: householders, and relatives who survive. One takes
/// days; another denies, and signs on paper in the end.</summary>
internal sealed class RelativePlayers(Stage stage)
{
    // So that nobody confirms at the very moment at which an agency decides.
    private static readonly TimeSpan OffTheGrid = TimeSpan.FromSeconds(17);

    /// <summary>Plans what everybody answers.</summary>
    public void Start(FiledDossier filed)
    {
        if (filed.Filing.Law.Steps.Any(step => step.Confirmation is not null && filed.Filing.Steps.Contains(step.Code)))
        {
            stage.After(TimeSpan.FromMinutes(1), cancellation => PlanAsync(filed, cancellation));
        }
    }

    private async Task PlanAsync(FiledDossier filed, CancellationToken cancellation)
    {
        var (view, _) = (await stage.Api.ReadAsync(filed.Filing.Through, filed.Code, null, cancellation))!.Value;
        foreach (var step in view.Steps)
        {
            foreach (var (i, person) in step.ConfirmedBy.Index())
            {
                Plan(filed, step, person, i, isLast: i == step.ConfirmedBy.Count - 1);
            }
        }
    }

    private void Plan(FiledDossier filed, StepView step, string person, int index, bool isLast)
    {
        var number = filed.Filing.Number;
        DateTimeOffset In(int days, string what) =>
            Moments.DaysAfter(stage.Now, days, stage.Draws, number, $"{what} {step.Step} {index}") + OffTheGrid;
        switch (filed.Filing.Story)
        {
            case Story.SurvivorLate when isLast:
                stage.Agenda.At(In(5, "confirms"), next => AnswerAsync(filed, step, person, agrees: true, next));
                break;

            case Story.SurvivorDenies when isLast:
                stage.Agenda.At(In(1, "denies"), next => AnswerAsync(filed, step, person, agrees: false, next));
                stage.Agenda.At(In(2, "signs"), next => SignAsync(filed, step, person, next));
                break;

            default:
                var minutes = 20 + stage.Draws.Below(1200, number, $"confirms {step.Step} {index}");
                stage.Agenda.At(stage.Now.AddMinutes(minutes) + OffTheGrid, next => AnswerAsync(filed, step, person, agrees: true, next));
                break;
        }
    }

    private Task AnswerAsync(FiledDossier filed, StepView step, string person, bool agrees, CancellationToken cancellation)
    {
        var declared = new Declared(filed.Filing.Law, JsonSerializer.SerializeToElement(filed.Filing.Declaration));
        var answer = new JsonObject
        {
            ["from"] = person,
            ["personalId"] = declared.Text($"{person}/personalId") ?? declared.Text(person),
            ["agrees"] = agrees,
        };
        if (!agrees)
        {
            answer["note"] = "Chưa thống nhất người đại diện.";
        }

        return SendAsync(World.Vneid, filed, step, answer, cancellation);
    }

    private async Task SignAsync(FiledDossier filed, StepView step, string person, CancellationToken cancellation)
    {
        var type = filed.Filing.Law.Step(step.Step).Confirmation!.PaperType!;
        var paper = Paper.Of(type, $"{type} (sample) of dossier {filed.Code}");
        await stage.Api.UploadAsync(filed.Filing.Through, filed.Code, paper.Bytes, cancellation);
        await SendAsync(
            filed.Filing.Through,
            filed,
            step,
            new JsonObject { ["from"] = person, ["paper"] = new JsonObject { ["type"] = paper.Type, ["sha256"] = paper.Sha256 } },
            cancellation);
    }

    // A dossier that was refused or withdrawn meanwhile needs no confirmation.
    private async Task SendAsync(string by, FiledDossier filed, StepView step, JsonObject answer, CancellationToken cancellation)
    {
        var taken = await stage.Api.SayAsync(by, filed.Code, step.Step, "confirmations", answer, cancellation);
        if (taken.Status is not (HttpStatusCode.OK or HttpStatusCode.Conflict))
        {
            throw new UnexpectedAnswerException($"POST dossiers/{filed.Code}/steps/{step.Step}/confirmations", taken);
        }
    }
}
