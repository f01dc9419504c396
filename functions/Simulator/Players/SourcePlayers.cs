using System.Net;
using System.Text.Json.Nodes;
using LienThong.Procedures.Calendars;
using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Players;

/// <summary>The portals and one-stop systems of ministries and provinces: each sends its counts once a day.</summary>
internal sealed class SourcePlayers(Stage stage)
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(3);

    /// <summary>Plans what they send.</summary>
    public void Start()
    {
        foreach (var system in MeasuringSystem.All(stage.Draws, stage.World.Sources))
        {
            for (var day = 0; day < stage.Period.Days; day++)
            {
                if (system.SendsAt(stage.Period, day) is { } at)
                {
                    Start(system, day, at);
                }
            }
        }
    }

    private void Start(MeasuringSystem system, int day, DateTimeOffset at)
    {
        var date = VietnamTime.DayOf(stage.Period.At(day, TimeOnly.MinValue));
        DateTimeOffset? measuredAt = null;
        stage.Agenda.At(at, cancellation => SendAsync(again: false, cancellation));

        async Task SendAsync(bool again, CancellationToken cancellation)
        {
            // Its own clock's reading. Whenever it is sent again, it is the same batch that was measured then.
            var now = stage.AppClock.GetUtcNow() + (system.IsClockOff(day) ? OneDay : TimeSpan.Zero);
            measuredAt ??= now;
            var rows = system.Rows(stage.Draws, day, date);
            var visits = rows[0]!["visits"]!.GetValue<int>();
            var answer = await stage.Api.MeasureAsync(
                system.Partner,
                new JsonObject
                {
                    ["source"] = system.Of.Source,
                    ["batch"] = system.Batch(date),
                    ["measuredAt"] = measuredAt,
                    ["sentAt"] = now,
                    ["rows"] = rows,
                },
                cancellation);
            Note(system, day, date, visits, answer, again);
            if (system.Habit == Habit.Repeating && !again)
            {
                stage.After(Again, next => SendAsync(again: true, next));
            }
        }
    }

    private void Note(MeasuringSystem system, int day, DateOnly date, int visits, Answer answer, bool again)
    {
        var isRefused = answer is { Status: HttpStatusCode.UnprocessableEntity, Code: "source-clock-off" };

        // The first answer may have been lost on the way, so that the first sending looks like a second one.
        var isTaken = answer.Status == HttpStatusCode.OK || (!again && answer.Status == HttpStatusCode.Created);
        var refused = isTaken ? answer.Body.GetProperty("refused").GetArrayLength() : 0;
        if (isRefused != system.IsClockOff(day) || isTaken == isRefused || refused != system.BadRows(day))
        {
            throw new UnexpectedAnswerException($"POST measurements {system.Batch(date)}", answer);
        }

        var accepted = isTaken ? answer.Body.GetProperty("accepted").GetInt32() : 0;
        stage.Ledger.Note(new Sent(system.Of.Source, date, stage.AppClock.GetUtcNow(), accepted, refused, visits, again));
    }
}
