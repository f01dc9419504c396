using System.Collections.Concurrent;
using System.Net;
using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Players;

/// <summary>Families, each through the partner by which it files: they upload, file, look, supplement, withdraw.</summary>
/// <param name="stage">The play.</param>
/// <param name="filed">Told of a dossier that was filed.</param>
/// <param name="held">Told of one that is held: its commune has to judge.</param>
internal sealed class FamilyPlayers(Stage stage, Action<FiledDossier> filed, Action<FiledDossier, string> held)
{
    private readonly FilingMaker _maker = new(stage);
    private readonly ConcurrentDictionary<(string Code, string Step, int Round), bool> _supplements = new();

    /// <summary>Plans what a family files.</summary>
    public void Start(Family family) => PlanFiling(family, 0);

    /// <summary>Reads a dossier as whoever filed it, and does what it asks of the family.</summary>
    public async Task LookAsync(FiledDossier filed, CancellationToken cancellation)
    {
        var seen = await stage.Api.ReadAsync(filed.Filing.Through, filed.Code, stage.Ledger.LastSeen(filed.Code)?.ETag, cancellation);
        if (seen is not { } changed)
        {
            return;
        }

        stage.Ledger.Note(changed.View, changed.ETag);
        foreach (var step in changed.View.Steps.Where(step => step.Status == "SupplementAwaited"))
        {
            if (_supplements.TryAdd((filed.Code, step.Step, step.Round), true))
            {
                PlanSupplement(filed, step);
            }
        }
    }

    // One after the other, whatever delays the first: a duplicate is the one that comes second.
    private void PlanFiling(Family family, int index)
    {
        if (index < family.Filings.Count)
        {
            stage.Agenda.At(family.Filings[index].At, async cancellation =>
            {
                await FileAsync(family, family.Filings[index], cancellation);
                PlanFiling(family, index + 1);
            });
        }
    }

    private async Task FileAsync(Family family, Filing filing, CancellationToken cancellation)
    {
        var answer = await stage.Api.FileAsync(filing.Through, filing.Key, await _maker.MakeAsync(family, filing, cancellation), cancellation);
        var dossier = new FiledDossier(filing, answer.Text("code")!, answer.Text("trackingToken"));
        stage.Ledger.Note(dossier);
        filed(dossier);
        stage.After(TimeSpan.FromMinutes(5), next => LookAsync(dossier, next));
        if ((answer.Text("status") == "Held") != (filing.IsDuplicate is not null))
        {
            stage.Ledger.Unexpected($"{dossier.Code} ({filing.Story}): filed as {answer.Text("status")}");
        }
        else if (filing.IsDuplicate is not null)
        {
            held(dossier, answer.Body.GetProperty("steps")[0].GetProperty("agency").GetString()!);
        }

        if (filing.Story == Story.Withdrawn)
        {
            var minutes = 15 + stage.Draws.Below(30, filing.Number, "withdrawal");
            stage.Agenda.At(stage.Now.AddMinutes(minutes), next => WithdrawAsync(dossier, next));
        }

        if (stage.Draws.Chance(0.2, filing.Number, "tracks"))
        {
            stage.After(TimeSpan.FromHours(20), next => stage.Api.TrackAsync(dossier.Code, dossier.TrackingToken!, next));
        }
    }

    private async Task WithdrawAsync(FiledDossier filed, CancellationToken cancellation)
    {
        var answer = await stage.Api.WithdrawAsync(filed.Filing.Through, filed.Code, "Gia đình đổi nơi đăng ký.", cancellation);
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Conflict))
        {
            throw new UnexpectedAnswerException($"POST dossiers/{filed.Code}/withdrawal", answer);
        }

        await LookAsync(filed, cancellation);
    }

    private void PlanSupplement(FiledDossier filed, StepView step)
    {
        if (filed.Filing.Story == Story.NeverSupplemented)
        {
            stage.Agenda.At(step.SupplementUntil!.Value.AddMinutes(10), next => LookAsync(filed, next));
            return;
        }

        var days = 1 + stage.Draws.Below(2, filed.Filing.Number, $"supplement {step.Step}");
        stage.Agenda.At(
            Moments.DaysAfter(stage.Now, days, stage.Draws, filed.Filing.Number, $"supplement time {step.Step}"),
            next => SupplementAsync(filed, step, next));
    }

    private async Task SupplementAsync(FiledDossier filed, StepView step, CancellationToken cancellation)
    {
        List<(string Type, string Sha256)> records = [];
        foreach (var type in step.SupplementRecords)
        {
            var paper = Paper.Of(type, $"{type} (sample) of dossier {filed.Code}");
            await stage.Api.UploadAsync(filed.Filing.Through, filed.Code, paper.Bytes, cancellation);
            records.Add((type, paper.Sha256));
        }

        await stage.Api.SupplementAsync(filed.Filing.Through, filed.Code, step.Step, step.Round, records, "Gia đình bổ sung.", cancellation);
        await LookAsync(filed, cancellation);
    }
}
