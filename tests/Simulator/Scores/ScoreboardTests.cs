using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;
using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Tests.Scores;

public sealed class ScoreboardTests
{
    private static readonly WorkingCalendar Calendar = new(WorkingHours.Default, [], [], [2026]);

    private static readonly ProcedureVersion Law = LawLibrary.Load().InForce("3.000722", new DateOnly(2026, 9, 7));

    // Monday 07/09/2026, 07:30 in Vietnam.
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 0, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Monday.AddDays(2);
    private static readonly StepView Birth = new()
    {
        Step = "birth",
        Agency = "civil-status-00004",
        Status = "Done",
        Round = 1,
        BegunAt = Monday,
        Due = Monday.AddHours(9.5),
        EndedAt = Monday.AddHours(2),
    };

    private static readonly StepView Residence = Birth with
    {
        Step = "residence",
        Agency = "police-00004",
        Status = "Accepted",
        Due = Now.AddHours(1),
        EndedAt = null,
    };

    [Fact]
    public void Count_DossiersOfEveryOutcome_AddUp()
    {
        var observed = Observe(
            Closed("Completed"), Closed("Completed"), Closed("PartlyCompleted"), Closed("Refused"), Closed("Rejected"), Closed("Withdrawn"),
            Closed("Duplicate"), Closed("Invalid"), View("InProgress", Birth, Residence), View("Held", Birth with { Status = "Waiting" }));
        var figures = Count(observed);
        Assert.Equal(10, figures.Filed);
        Assert.Equal((2, 1, 1, 1), (figures.Completed, figures.PartlyCompleted, figures.Refused, figures.Rejected));
        Assert.Equal((1, 1, 1, 1, 1), (figures.Withdrawn, figures.Duplicate, figures.Invalid, figures.InProgress, figures.Held));
        Assert.True(figures.AllIsWell());
    }

    [Fact]
    public void Count_Steps_GivesMedianWorkingHoursOfThoseDone()
    {
        var observed = Observe(
            View("Closed", Birth),
            View("Closed", Birth with { EndedAt = Monday.AddHours(6.5), Overdue = true, Supplements = 1 }),
            View("Closed", Birth with { EndedAt = Monday.AddDays(1).AddHours(1) }),
            View("Closed", Birth with { Status = "Refused" }),
            View("Closed", Birth with { Status = "Rejected", Supplements = 1 }),
            View("InProgress", Residence));
        var steps = Count(observed).Steps;
        // 2 hours; 5 hours, because the noon break does not count; a working day of 8 hours and 1 more.
        Assert.Equal(new StepFigures("birth", 5, 3, 1, 1, 2, 1, 0, 5), steps[0]);
        Assert.Equal(new StepFigures("residence", 1, 0, 0, 0, 0, 0, 1, null), steps[1]);
        Assert.Equal(1, Count(observed).Overdue);
    }

    [Fact]
    public void Losses_DossierThatCannotBeRead_IsLost()
    {
        var observed = Observe(Closed("Completed"));
        Assert.Single(Scoreboard.Losses(observed with { Views = new Dictionary<string, DossierView>() }));
    }

    [Theory]
    [InlineData("Accepted", 1, false, null, 0)]
    [InlineData("Accepted", -1, true, null, 0)]
    [InlineData("Accepted", -1, false, null, 1)]
    [InlineData("Requested", -1, false, "agency-unreachable", 0)]
    [InlineData("SupplementAwaited", -1, false, null, 0)]
    [InlineData("Waiting", 1, false, null, 1)]
    [InlineData("Done", 1, false, null, 1)]
    public void Losses_OpenDossier_IsLostUnlessAStepIsInSomebodysHands(string status, int dueInHours, bool overdue, string? parked, int lost)
    {
        var step = Residence with { Status = status, Due = Now.AddHours(dueInHours), Overdue = overdue, Parked = parked };
        Assert.Equal(lost, Scoreboard.Losses(Observe(View("InProgress", Birth, step))).Count);
    }

    [Theory]
    [InlineData("confirmation", 0)]
    [InlineData("late-value", 0)]
    [InlineData("other-step", 1)]
    public void Losses_OpenDossierWithoutALimit_IsLostUnlessSomebodyOutsideIsAwaited(string waitsFor, int lost)
    {
        var view = View("InProgress", Birth, Residence with { Status = "Waiting" }) with { Explanation = [new("residence", waitsFor)] };
        Assert.Equal(lost, Scoreboard.Losses(Observe(view)).Count);
    }

    [Theory]
    [InlineData("Confirmed", 1, true, 0)]
    [InlineData("Confirmed", 1, false, 1)]
    [InlineData("Owed", 1, false, 0)]
    [InlineData("Owed", 100, false, 1)]
    [InlineData("Sent", 100, false, 1)]
    [InlineData("Parked", 100, false, 0)]
    [InlineData("NoReceiver", 100, false, 0)]
    public void Losses_ResultOnItsWay_IsLostWhenConfirmedByNobodyOrOwedForLong(string state, int hours, bool received, int lost)
    {
        var observed = Observe(Closed("Completed") with { Deliveries = [new("vneid", "birth", 2, state, Now.AddHours(-hours))] });
        Assert.Equal(lost, Scoreboard.Losses(received ? observed with { Received = [new("vneid", observed.Filed[0].Code, "result birth:2")] } : observed).Count);
    }

    [Fact]
    public void Count_WhatElseHappened_IsCounted()
    {
        var observed = Observe(
            View("InProgress", Birth with { Supplements = 2 }) with { Prefill = new(20, 15, 40), Authority = JsonSerializer.SerializeToElement(1) },
            View("InProgress", Birth with { Supplements = 1 }) with { Prefill = new(3, 2, 10) }) with
        {
            Received = [new("portal", "x", "status 1"), new("portal", "y", "status 1"), new("province", "x", "status 1"), new("province", "x", "result birth:1")],
            Happened = new Dictionary<string, int> { ["step-accepted"] = 2 },
        };
        var figures = Count(observed);
        Assert.Equal((1, 1, 23, 50, 17), (figures.SupplementedTwice, figures.Assisted, figures.PrefillFields, figures.FormFields, figures.Prefilled));
        Assert.Equal([new SystemFigures("portal", 2, 0), new SystemFigures("province", 1, 1)], figures.Systems);
        Assert.Equal((2, 0), (figures.Times("step-accepted"), figures.Times("step-refused")));
    }

    [Fact]
    public void Losses_ResultThatTheDossierDoesNotShow_IsLost()
    {
        var observed = Observe(View("InProgress", Birth, Residence));
        var code = observed.Filed[0].Code;
        Assert.Empty(Scoreboard.Losses(observed with { Decisions = [new Delivered(code, "birth", "Done")] }));
        Assert.Single(Scoreboard.Losses(observed with { Decisions = [new Delivered(code, "residence", "Done")] }));
        Assert.Single(Scoreboard.Losses(observed with { Decisions = [new Delivered(code, "birth", "Refused")] }));
    }

    [Fact]
    public void Losses_RequestThatNeverReachedItsAgency_IsLost()
    {
        var observed = Observe(View("InProgress", Birth, Residence with { Status = "Requested", Round = 2 }));
        var code = observed.Filed[0].Code;
        Assert.Single(Scoreboard.Losses(observed));
        Assert.Single(Scoreboard.Losses(observed with { Deliveries = [Message(code, 1), Message(code, 2) with { Kind = "reminder" }] }));
        Assert.Empty(Scoreboard.Losses(observed with { Deliveries = [Message(code, 2)] }));
        Assert.Empty(Scoreboard.Losses(observed with { Readers = new HashSet<string> { "police-00004" } }));
    }

    [Fact]
    public void Doubles_SameMessageAgain_IsNone()
    {
        var observed = Observe();
        Assert.Empty(Scoreboard.Doubles(observed with { Deliveries = [Message("x", 1), Message("x", 1), Message("x", 2)] }));
    }

    [Fact]
    public void Doubles_MessageWithAnotherContent_IsOne()
    {
        var observed = Observe();
        Assert.Single(Scoreboard.Doubles(observed with { Deliveries = [Message("x", 1), Message("x", 1) with { Content = "other" }] }));
    }

    [Fact]
    public void Doubles_TwoMessagesForOneRound_IsOne()
    {
        var observed = Observe();
        Assert.Single(Scoreboard.Doubles(observed with { Deliveries = [Message("x", 1), Message("x", 1) with { MessageId = "again" }] }));
    }

    [Fact]
    public void Doubles_TimelineTellsMoreThanTheAgencySaid_IsOne()
    {
        var observed = Observe();
        Assert.Empty(Scoreboard.Doubles(observed with { Told = [new Told("x", "birth", 2, 2), new Told("x", "residence", 2, 1)] }));
        Assert.Single(Scoreboard.Doubles(observed with { Told = [new Told("x", "birth", 2, 3)] }));
    }

    [Fact]
    public void AllIsWell_AnythingLostDoubledOrUnexpected_IsNot()
    {
        var figures = Count(Observe(Closed("Completed")));
        Assert.True(figures.AllIsWell());
        Assert.False((figures with { Lost = 1 }).AllIsWell());
        Assert.False((figures with { Doubled = 1 }).AllIsWell());
        Assert.False((figures with { Unexpected = 1 }).AllIsWell());
    }

    [Fact]
    public void ToJson_Figures_AreOneLineWithWhatScriptsRead()
    {
        var line = (Count(Observe(Closed("Completed"))) with { ElapsedSeconds = 1.25 }).ToJson();
        Assert.DoesNotContain('\n', line);
        var json = JsonNode.Parse(line)!.AsObject();
        foreach (var (name, value) in ((string, int)[])
            [("filed", 1), ("completed", 1), ("refused", 0), ("rejected", 0), ("overdue", 0), ("lost", 0), ("doubled", 0), ("unexpected", 0)])
        {
            Assert.Equal(value, json[name]!.GetValue<int>());
        }

        Assert.Equal(1.25, json["elapsedSeconds"]!.GetValue<double>());
        Assert.Equal(["birth", "residence"], json["steps"]!.AsArray().Select(step => step!["step"]!.GetValue<string>()));
    }

    private static Figures Count(Observed observed) => Scoreboard.Count(observed, ["birth", "residence"], _ => Calendar, 1, 14);

    private static Observed Observe(params DossierView[] views)
    {
        var coded = views.Select((view, i) => view with { Code = $"G22.99.08-260907-{i:D6}" }).ToList();
        return new Observed
        {
            At = Now,
            Filed = [.. coded.Select((view, i) => new FiledDossier(Filing(i), view.Code, null))],
            Views = coded.ToDictionary(view => view.Code),
            Deliveries = [],
            Decisions = [],
            Readers = new HashSet<string>(),
        };
    }

    private static DossierView View(string status, params StepView[] steps) => new() { Code = "", Status = status, Steps = steps };

    private static DossierView Closed(string outcome) => View("Closed", Birth) with { Outcome = outcome };

    private static Delivery Message(string code, int round) => new($"{code}:residence:{round}", "request", code, "residence", round, "content");

    private static Filing Filing(int number) => new()
    {
        Number = number,
        Story = Story.Straight,
        Through = "portal",
        Key = $"key-{number}",
        At = Monday,
        Declaration = JsonValue.Create(0),
        Law = Law,
        Subject = "",
    };
}
