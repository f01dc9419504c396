using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Procedures.Dossiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>Whatever agencies, families and clocks do in whatever order, the dossier stays readable and loses nothing.</summary>
public sealed class DossierProperties
{
    private static readonly string[] Steps = ["birth", "residence", "insurance", "identity"];

    private static readonly Arbitrary<int[]> Lives = Gen.Choose(0, 100_000).ArrayOf().Resize(60).ToArbitrary();

    private static void Holds(Func<int[], bool> rule) => Prop.ForAll(Lives, rule).QuickCheckThrowOnFailure();

    [Fact]
    public void Fold_AnyLife_IsShownAndStoredAndNeverLosesAResult() => Holds(life =>
    {
        var dossier = FiledWithWaits();
        Dictionary<string, StepState> results = [];
        var now = Monday(8);
        foreach (var act in life)
        {
            (dossier, now) = Live(dossier, act, now);
            foreach (var step in dossier.State.Steps)
            {
                if (results.TryGetValue(step.Step, out var given))
                {
                    // It may be corrected and completed, but no field of it goes and no edition is taken back.
                    Assert.Equal(StepStatus.Done, step.Status);
                    Assert.Subset(step.Result.Keys.ToHashSet(), given.Result.Keys.ToHashSet());
                    Assert.True(step.Edition > given.Edition || (step.Edition == given.Edition && ReferenceEquals(step.Result, given.Result)));
                }

                if (step.Status == StepStatus.Done)
                {
                    results[step.Step] = step;
                }

                Assert.NotEmpty(StatusWords.Of(step.Status).Vi);
            }

            Assert.All(dossier.Events, e => Assert.NotEmpty(EventWords.Of(e, new DossierNames(dossier, Rules)).En));
            var explained = Explanation.Of(dossier, Rules, now);
            Assert.Equal(1 + dossier.State.Steps.Count(s => !s.Ended), explained.Count);
            Assert.All(explained, e => Assert.NotEmpty(e.Text.Vi));
        }

        var read = JsonSerializer.Deserialize<Dossier>(JsonSerializer.Serialize(dossier, DossierJson.Options), DossierJson.Options)!;
        return JsonSerializer.Serialize(read.State, DossierJson.Options) == JsonSerializer.Serialize(dossier.State, DossierJson.Options)
            && JsonSerializer.Serialize(DossierFold.Of(dossier.Events), DossierJson.Options) == JsonSerializer.Serialize(dossier.State, DossierJson.Options);
    });

    [Fact]
    public void CarryOut_AnyLife_SettlesAndIsThenNotAhead() => Holds(life =>
    {
        var dossier = FiledWithWaits();
        var now = Monday(8);
        foreach (var act in life)
        {
            (dossier, now) = Live(dossier, act, now);
        }

        var settled = dossier.CarryOut(now);
        return !DossierPlan.IsAhead(settled, Rules, now) && settled.CarryOut(now).Version == settled.Version;
    });

    [Fact]
    public void Settle_AnyLife_ClosesExactlyWhenEveryStepHasEnded() => Holds(life =>
    {
        var dossier = FiledWithWaits();
        var now = Monday(8);
        foreach (var act in life)
        {
            (dossier, now) = Live(dossier, act, now);
            var state = dossier.CarryOut(now).State;
            if (state.Status == DossierStatus.Closed != state.Steps.All(s => s.Ended))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Decide_AnyDecisionRepeatedAtOnce_ChangesNothing() => Holds(life =>
    {
        var dossier = FiledWithWaits();
        var now = Monday(8);
        foreach (var act in life)
        {
            (dossier, now) = Live(dossier, act, now);
            var (step, decision) = DecisionOf(act, dossier);
            var first = AgencyDecisions.Decide(dossier, step, decision, Rules, "agency", now);
            if (first.Refusal is null
                && AgencyDecisions.Decide(dossier.With(first.Events), step, decision, Rules, "agency", now) is not { Events.Count: 0, Refusal: null })
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Supplement_AnyLife_NeverMovesALimitEarlier() => Holds(life =>
    {
        var dossier = FiledWithWaits();
        var now = Monday(8);
        foreach (var act in life)
        {
            var before = dossier.State;
            (dossier, now) = Live(dossier, act, now);
            if (dossier.State.Steps.Any(s => s.Due < before.Step(s.Step)!.Due))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void DueMoves_AnyLifeUnderTheSameCalendar_AreNone() => Holds(life =>
    {
        var dossier = FiledWithWaits();
        var now = Monday(8);
        foreach (var act in life)
        {
            (dossier, now) = Live(dossier, act, now);
            if (DueMoves.Of(dossier, Rules, now).Count > 0)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void DueMoves_AnyLifeAndAnyHolidayAdded_MoveLaterOnceAndNeverEarlier() => Prop.ForAll(
        Lives, Gen.Choose(0, Calendars.Length - 1).ToArbitrary(), (life, added) =>
        {
            var dossier = FiledWithWaits();
            var now = Monday(8);
            foreach (var act in life)
            {
                (dossier, now) = Live(dossier, act, now);
            }

            var rules = Calendars[added];
            var moved = dossier.With(DueMoves.Of(dossier, rules, now));
            return moved.State.Due >= dossier.State.Due
                && moved.State.Steps.All(s => !(s.Due < dossier.State.Step(s.Step)!.Due))
                && moved.State.Steps.All(s => !(s.SupplementUntil < dossier.State.Step(s.Step)!.SupplementUntil))
                && DueMoves.Of(moved, rules, now).Count == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Clock_StoppedAndStarted_MovesByTheWorkingTimeOfItsStops() => Prop.ForAll(
        Gen.Choose(0, 60 * 24 * 5).ArrayOf(6).ToArbitrary(), minutes =>
        {
            var dossier = BirthAsked().Decide("birth", Done("birth"), Monday(9)).CarryOut(Monday(9));
            var calendar = Rules.CalendarOf(dossier.State.Step("residence")!);
            var (now, stopped, round) = (Monday(9), 0.0, 1);
            var due = dossier.State.Step("residence")!.Due!.Value;
            for (var i = 0; i < minutes.Length; i += 2)
            {
                now = now.AddMinutes(minutes[i]);
                dossier = dossier.Decide("residence", Decision(AgencyDecisionKind.Supplement, round), now);
                var resumed = now.AddMinutes(minutes[i + 1]);
                stopped += calendar.WorkingHoursBetween(now, resumed);
                dossier = dossier.After(ApplicantActs.Supplement(dossier, "residence", round++, Paper, null, Rules, "portal", resumed));
                now = resumed;
            }

            return Math.Abs(calendar.WorkingHoursBetween(due, dossier.State.Step("residence")!.Due!.Value) - stopped) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Group_AnyLife_IsNeverDueEarlierThanItsOwnLimitOrThanItWas() => Holds(life =>
    {
        var dossier = FiledWithWaits();
        var now = Monday(8);
        foreach (var act in life)
        {
            var before = dossier.State.Due;
            (dossier, now) = Live(dossier, act, now);
            if (dossier.State.Due < before || dossier.State.Due != GroupClock.DueAt(dossier, Rules))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Group_AnyLife_HasPassedWhileItStandsOnlyIfItHasWhenTheWaitsEnd() => Holds(life =>
    {
        var dossier = FiledWithWaits();
        var now = Monday(8);
        foreach (var act in life)
        {
            (dossier, now) = Live(dossier, act, now);
            var later = now.AddHours(act % 400);
            if (GroupClock.HasPassed(dossier, Rules, later) != GroupClock.HasPassed(AllCome(dossier, later), Rules, later))
            {
                return false;
            }
        }

        return true;
    });

    // Everybody who is waited for comes.
    private static Dossier AllCome(Dossier dossier, DateTimeOffset now)
    {
        foreach (var step in dossier.State.Steps.Where(s => s.Status == StepStatus.SupplementAwaited))
        {
            dossier = dossier.After(ApplicantActs.Supplement(dossier, step.Step, step.Round, Paper, null, Rules, "portal", now));
        }

        if (dossier.State.Step("residence") is { Status: StepStatus.ConfirmationAwaited } awaited)
        {
            foreach (var person in awaited.Unconfirmed)
            {
                var answer = Agrees(person, person == "/father" ? FatherId : MotherId);
                dossier = dossier.After(Confirmations.Answer(dossier, "residence", answer, Rules, "vneid", now));
            }
        }

        return dossier;
    }

    // A day off somewhere in the weeks that a life lasts.
    private static readonly DossierRules[] Calendars =
        [.. new[] { 8, 10, 14, 18, 24 }.Select(day => RulesWithDaysOff(new DateOnly(2026, 9, day))), RulesWithDaysOff(new(2026, 9, 9), new(2026, 10, 1))];

    private static (string Step, AgencyDecision Decision) DecisionOf(int act, Dossier dossier)
    {
        var step = Steps[act / 16 % 4];
        var round = Math.Max(1, dossier.State.Step(step)!.Round - (act / 64 % 5 == 0 ? 1 : 0));
        var kind = (AgencyDecisionKind)(act / 320 % 5);
        return (step, kind == AgencyDecisionKind.Done ? Done(step, round) : Decision(kind, round));
    }

    private static (Dossier Dossier, DateTimeOffset Now) Live(Dossier dossier, int act, DateTimeOffset now)
    {
        var step = Steps[act / 16 % 4];
        Decided decided;
        switch (act % 16)
        {
            case 0 or 1 or 2 or 3:
                now += TimeSpan.FromHours(act / 64 % 40);
                return (dossier.CarryOut(now), now);
            case 4:
                decided = ApplicantActs.Supplement(dossier, step, dossier.State.Step(step)!.Round, Paper, null, Rules, "portal", now);
                break;
            case 5 when act % 7 == 0:
                decided = ApplicantActs.Withdraw(dossier, "Đổi ý", "portal", now);
                break;
            case 6:
                decided = OperatorActs.Park(dossier, step, "agency-unreachable", "Timeout", now);
                break;
            case 7:
                decided = OperatorActs.Resume(dossier, step, "operator", now);
                break;
            case 8:
                decided = (act / 64 % 4) switch
                {
                    0 => ResultActs.Correct(dossier, step, Correction(Math.Max(2, dossier.State.Step(step)!.Edition + 1), step, $"{act}"), Rules, "agency", now),
                    1 => ResultActs.Complete(dossier, "birth", new Dictionary<string, string> { ["personalId"] = ChildId }, Rules, "population", now),
                    2 => Transfers.HandOn(dossier, step, new() { Round = dossier.State.Step(step)!.Round, To = act % 2 == 0 ? "00008" : "00004", Reason = "Sai xã" }, Rules, _ => true, "agency", now),
                    _ => act % 11 == 0 ? OperatorActs.Invalidate(dossier, "invalid-data", "Không có thật", Rules, "operator", now) : Decided.Already,
                };
                break;
            case 9:
                decided = Confirmations.Answer(
                    dossier, "residence",
                    act % 3 == 0 ? Agrees() : act % 3 == 1 ? Agrees("/mother", MotherId) : Agrees() with { Agrees = false, Note = "Không đồng ý" },
                    Rules, "vneid", now);
                break;
            default:
                var (about, decision) = DecisionOf(act, dossier);
                decided = AgencyDecisions.Decide(dossier, about, decision, Rules, "agency", now);
                break;
        }

        return (dossier.With(decided.Events), now);
    }
}
