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
        var dossier = Filed();
        Dictionary<string, IReadOnlyDictionary<string, string>> results = [];
        var now = Monday(8);
        foreach (var act in life)
        {
            (dossier, now) = Live(dossier, act, now);
            foreach (var step in dossier.State.Steps)
            {
                if (results.TryGetValue(step.Step, out var given))
                {
                    Assert.Equal((StepStatus.Done, given), (step.Status, step.Result));
                }
                else if (step.Status == StepStatus.Done)
                {
                    results[step.Step] = step.Result;
                }

                Assert.NotEmpty(StatusWords.Of(step.Status).Vi);
            }

            Assert.All(dossier.Events, e => Assert.NotEmpty(EventWords.Of(e).En));
        }

        var read = JsonSerializer.Deserialize<Dossier>(JsonSerializer.Serialize(dossier, DossierJson.Options), DossierJson.Options)!;
        return JsonSerializer.Serialize(read.State, DossierJson.Options) == JsonSerializer.Serialize(dossier.State, DossierJson.Options)
            && JsonSerializer.Serialize(DossierFold.Of(dossier.Events), DossierJson.Options) == JsonSerializer.Serialize(dossier.State, DossierJson.Options);
    });

    [Fact]
    public void CarryOut_AnyLife_SettlesAndIsThenNotAhead() => Holds(life =>
    {
        var dossier = Filed();
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
        var dossier = Filed();
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
        var dossier = Filed();
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
        var dossier = Filed();
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
            default:
                var (about, decision) = DecisionOf(act, dossier);
                decided = AgencyDecisions.Decide(dossier, about, decision, Rules, "agency", now);
                break;
        }

        return (dossier.With(decided.Events), now);
    }
}
