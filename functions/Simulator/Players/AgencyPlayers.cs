using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;
using LienThong.Simulator.Time;

namespace LienThong.Simulator.Players;

/// <summary>What an agency answers to a message posted to it.</summary>
/// <param name="Status">The HTTP status; null drops the connection.</param>
/// <param name="Body">The JSON body, if there is one.</param>
internal sealed record AgencyAnswer(int? Status, JsonNode? Body = null);

/// <summary>Communes, police, insurance and all other offices. Their machines take requests at any hour; their people decide in
/// working time, each round of each step by its script.</summary>
/// <param name="stage">The play.</param>
/// <param name="look">Told of a dossier about which the family has news.</param>
internal sealed class AgencyPlayers(Stage stage, Func<FiledDossier, CancellationToken, Task> look)
{
    private readonly DecisionMaker _maker = new(stage);
    private readonly ConcurrentDictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _taken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Dossier, string Step), int> _rounds = new();

    /// <summary>Plans the rounds of the offices that read their worklists.</summary>
    public void Start()
    {
        foreach (var agency in stage.World.Agencies.Where(stage.World.ReadsWorklist))
        {
            stage.Agenda.At(
                stage.Law.CalendarOf(agency).AddWorkingHours(stage.Now, 0.5),
                cancellation => ReadWorklistAsync(agency.ToString(), cancellation));
        }
    }

    /// <summary>A message has come.</summary>
    public async Task<AgencyAnswer> ReceiveAsync(string agency, AgencyMessage message, CancellationToken cancellation)
    {
        stage.Ledger.Note(message.AsDelivery());
        var filed = await stage.Ledger.WhoseAsync(message.Dossier, cancellation);
        if (message.Kind != "request")
        {
            stage.After(TimeSpan.FromMinutes(5), next => look(filed, next));
            return new AgencyAnswer(200);
        }

        Begin(message);
        var script = ScriptOf(filed, message.Step, message.Round);
        var attempt = _attempts.AddOrUpdate(message.MessageId, 1, (_, count) => count + 1);
        if (attempt <= script.Unavailable)
        {
            return new AgencyAnswer(503);
        }

        if (attempt <= script.Unavailable + script.Dropped)
        {
            return new AgencyAnswer(null);
        }

        if (script.FindsFaults)
        {
            stage.Ledger.NoteSaid(message.Dossier, message.Step, message.Round, "faults");
            return new AgencyAnswer(400, Faults);
        }

        var task = new StepTask(filed, agency, message.Step, message.Round, script);
        if (script.AtOnce && IsWorkingTime(agency) && !_taken.ContainsKey(message.MessageId))
        {
            return await DecideAtOnceAsync(task, cancellation);
        }

        if (_taken.TryAdd(message.MessageId, true))
        {
            PlanMove(task, 0, message.Due);
        }

        return new AgencyAnswer(202);
    }

    /// <summary>Plans a commune's judgement of a dossier that is held.</summary>
    public void Judge(FiledDossier filed, string commune)
    {
        var calendar = stage.CalendarOf(commune);
        var hours = stage.Draws.Between(1.5, 6, filed.Filing.Number, "judgement");
        stage.Agenda.At(calendar.AddWorkingHours(stage.Now, hours), next => JudgeAsync(filed, commune, next));
    }

    private static JsonObject Faults => new()
    {
        ["faults"] = new JsonArray(new JsonObject
        {
            ["code"] = "unit-list-out-of-date",
            ["pointer"] = "/form/residence/commune",
            ["vi"] = "Danh mục đơn vị hành chính của cơ quan chưa có mã xã này.",
            ["en"] = "The agency's list of units does not have this commune yet.",
        }),
    };

    private async Task JudgeAsync(FiledDossier filed, string commune, CancellationToken cancellation)
    {
        var isListed = false;
        await foreach (var item in WorklistAsync(commune, "Held", cancellation))
        {
            isListed |= item.GetProperty("dossier").GetString() == filed.Code;
        }

        if (!isListed)
        {
            // At a fast pace the list may lag behind; and the judgement may have been given, and its answer lost.
            var (view, _) = (await stage.Api.ReadAsync(commune, filed.Code, null, cancellation))!.Value;
            if (stage.Pace > 1 && view.Status == "Held")
            {
                throw new TryLaterException(TimeSpan.FromSeconds(1), $"{filed.Code} is not on the worklist of {commune} yet");
            }

            if (stage.Pace <= 1)
            {
                stage.Ledger.Unexpected($"{filed.Code} is {view.Status} and not on the worklist of {commune}");
            }
        }

        await stage.Api.JudgeAsync(
            commune, filed.Code, filed.Filing.IsDuplicate!.Value, "Cán bộ hộ tịch đã đối chiếu hai hồ sơ.", cancellation);
        await look(filed, cancellation);
    }

    private async Task ReadWorklistAsync(string agency, CancellationToken cancellation)
    {
        await foreach (var item in WorklistAsync(agency, "Requested", cancellation))
        {
            var (dossier, step) = (item.GetProperty("dossier").GetString()!, item.GetProperty("step").GetString()!);
            var id = $"{dossier}:{step}:{item.GetProperty("round").GetInt32()}";
            if (_taken.ContainsKey(id))
            {
                continue;
            }

            var request = AgencyMessage.Read(await stage.Api.RequestAsync(agency, dossier, step, cancellation));
            var filed = await stage.Ledger.WhoseAsync(dossier, cancellation);
            Begin(request);
            var script = ScriptOf(filed, step, request.Round);
            if (script.FindsFaults)
            {
                // Nobody can answer 400 to a worklist: this office just goes on.
                script = ScriptOf(filed, step, request.Round + 1);
            }

            if (_taken.TryAdd(id, true))
            {
                PlanMove(new StepTask(filed, agency, step, request.Round, script), 0, request.Due);
            }
        }

        stage.After(stage.CalendarOf(agency).AddWorkingHours(stage.Now, 1) - stage.Now, next => ReadWorklistAsync(agency, next));
    }

    private async IAsyncEnumerable<JsonElement> WorklistAsync(
        string agency, string status, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await stage.Api.WorklistAsync(agency, status, continuation, cancellation);
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                yield return item;
            }

            continuation = page.TryGetProperty("continuation", out var more) ? more.GetString() : null;
        }
        while (continuation is not null);
    }

    private async Task<AgencyAnswer> DecideAtOnceAsync(StepTask task, CancellationToken cancellation)
    {
        JsonObject decision;
        try
        {
            decision = await _maker.MakeAsync(task, Move.Done, cancellation);
        }
        catch (TryLaterException)
        {
            return new AgencyAnswer(503);
        }

        stage.Ledger.NoteSaid(task.Filed.Code, task.Step, task.Round, nameof(Move.Done));
        stage.Ledger.Note(new Delivered(task.Filed.Code, task.Step, "Done"));
        stage.After(TimeSpan.FromMinutes(5), next => look(task.Filed, next));
        return new AgencyAnswer(200, decision);
    }

    private void PlanMove(StepTask task, int index, DateTimeOffset due)
    {
        if (index < task.Script.Moves.Count)
        {
            stage.Agenda.At(
                stage.WhenOf(task.Script.Moves[index], due, stage.CalendarOf(task.Agency)),
                cancellation => MoveAsync(task, index, cancellation));
        }
    }

    private async Task MoveAsync(StepTask task, int index, CancellationToken cancellation)
    {
        if (_rounds.GetValueOrDefault((task.Filed.Code, task.Step)) > task.Round)
        {
            // Asked anew meanwhile: what lay on the desk is gone.
            return;
        }

        var move = task.Script.Moves[index].Move;
        var decision = await _maker.MakeAsync(task, move, cancellation);
        if (move != Move.Contradict)
        {
            stage.Ledger.NoteSaid(task.Filed.Code, task.Step, task.Round, move.ToString());
        }

        var route = DecisionMaker.RouteOf(move);
        var answer = await SendAsync(task, route, decision, cancellation);
        if (move == Move.Contradict)
        {
            Expect(task, route, answer, answer.Status == HttpStatusCode.Conflict && answer.Code == "decision-contradicts");
            return;
        }

        if (IsOvertaken(task, answer))
        {
            return;
        }

        Expect(task, route, answer, answer.Status == HttpStatusCode.OK);
        if (task.Script.Twice)
        {
            var again = await SendAsync(task, route, decision, cancellation);
            Expect(task, route, again, again.Status == HttpStatusCode.OK && !again.Is("changed"));
        }

        if (move is Move.Done or Move.Refuse)
        {
            stage.Ledger.Note(new Delivered(task.Filed.Code, task.Step, move == Move.Done ? "Done" : "Refused"));
        }

        if (move != Move.Accept)
        {
            stage.After(TimeSpan.FromMinutes(5), next => look(task.Filed, next));
        }

        PlanMove(task, index + 1, answer.Body.GetProperty("due").GetDateTimeOffset());
    }

    // The family or an operator has ended it meanwhile; the result that it builds on was just corrected; the population database
    // was quicker; or the answer to handing it on was lost, and it is the other commune's by now.
    private bool IsOvertaken(StepTask task, Answer answer) => task.Filed.Filing.Story switch
    {
        Story.Withdrawn or Story.Invalidated => answer.Code == "step-ended",
        Story.Corrected => answer.Code == "round-superseded",
        Story.NumberFromOffice => answer.Code == "completion-contradicts",
        Story.Transferred => stage.Pace > 1 && answer.Code == "outside-jurisdiction",
        _ => false,
    };

    private Task<Answer> SendAsync(StepTask task, string route, JsonObject decision, CancellationToken cancellation) =>
        stage.Api.SayAsync(task.Agency, task.Filed.Code, task.Step, route, decision, cancellation);

    private static void Expect(StepTask task, string route, Answer answer, bool right)
    {
        if (!right)
        {
            throw new UnexpectedAnswerException($"POST dossiers/{task.Filed.Code}/steps/{task.Step}/{route} ({task.Filed.Filing.Story})", answer);
        }
    }

    private void Begin(AgencyMessage request) =>
        _rounds.AddOrUpdate((request.Dossier, request.Step), request.Round, (_, latest) => Math.Max(latest, request.Round));

    private Script ScriptOf(FiledDossier filed, string step, int round) =>
        Scripts.For(stage.Draws, filed.Filing.Number, filed.Filing.Story, filed.Filing.Steps, step, round);

    private bool IsWorkingTime(string agency) => stage.CalendarOf(agency).AddWorkingHours(stage.Now, 0) == stage.Now;
}
