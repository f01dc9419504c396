using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Procedures.Dossiers;
using static LienThong.Procedures.Tests.Dossiers.Sample;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>What a dossier owes other systems, and in which order.</summary>
public sealed class ErrandPlanTests
{
    [Fact]
    public void Owed_NoReceivers_IsNothing() => Assert.Empty(ErrandPlan.Owed(BirthDone(), Rules, Lanes()));

    [Fact]
    public void Owed_Portal_IsToldEveryStatusInOrder()
    {
        var dossier = BirthAsked();
        Assert.Equal(["status:1"], Ids(dossier, "portal"));

        dossier = dossier.Decide("birth", Decision(AgencyDecisionKind.Accept), Monday(9));
        Assert.Equal(["status:1", "status:2", "status:4"], Ids(dossier, "portal"));

        dossier = dossier.Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(10));
        Assert.Equal(["status:1", "status:2", "status:4", "status:5"], Ids(dossier, "portal"));

        dossier = dossier.After(ApplicantActs.Supplement(dossier, "birth", 1, Paper, null, Rules, "portal", Monday(11)));
        Assert.Equal(["status:1", "status:2", "status:4", "status:5", "status:4:2"], Ids(dossier, "portal"));
    }

    [Fact]
    public void Owed_DoneWithoutAnAcceptance_FillsTheGapsBeforeTheResult()
    {
        var errands = Of(BirthDone(), "linked");

        Assert.Equal(
            ["status:birth:1", "status:birth:3", "status:birth:7", "status:birth:4", "status:birth:5"], errands.Select(errand => errand.Id));
        Assert.Equal([1, 3, 7, 4, 5], errands.Select(errand => errand.Status!.Value));
        Assert.All(errands, errand => Assert.Equal("birth", errand.Step));
    }

    [Fact]
    public void Owed_SupplementBeforeAnAcceptance_FillsNothingThatIsNotSo()
    {
        var dossier = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(10));

        Assert.Equal(["status:birth:1", "status:birth:2"], Ids(dossier, "linked"));
        Assert.Equal(["status:1", "status:5"], Ids(dossier, "portal"));
    }

    [Fact]
    public void Owed_LocalDeviation_TellsItsOwnNumbers()
    {
        var dossier = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Supplement), Monday(10));
        dossier = dossier.After(ApplicantActs.Supplement(dossier, "birth", 1, Paper, null, Rules, "portal", Monday(11)));

        Assert.Equal(["status:1", "status:5", "status:6"], Ids(dossier, "province-local"));
        Assert.Equal(["status:1", "status:5", "status:2", "status:4"], Ids(dossier, "province"));
        Assert.Equal([false, false, true, false], Of(dossier, "province").Select(errand => errand.Filled));
    }

    [Fact]
    public void Owed_RefusedBeforeAnybodyTookItIn_EndsAtTheReception()
    {
        var dossier = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Refuse), Monday(10)).CarryOut(Monday(10));

        Assert.Equal(["status:1", "status:3"], Ids(dossier, "portal"));
        Assert.Equal(["status:birth:1", "status:birth:6"], Ids(dossier, "linked"));
    }

    [Fact]
    public void Owed_RefusedAfterAnAcceptance_IsStopped()
    {
        var dossier = BirthAsked().Decide("birth", Decision(AgencyDecisionKind.Accept), Monday(9))
            .Decide("birth", Decision(AgencyDecisionKind.Refuse), Monday(10)).CarryOut(Monday(10));

        Assert.Equal(["status:1", "status:2", "status:4", "status:8"], Ids(dossier, "portal"));
    }

    [Fact]
    public void Owed_Withdrawn_SaysSoAndNothingAfterIt()
    {
        var dossier = BirthAsked();
        dossier = dossier.After(ApplicantActs.Withdraw(dossier, "x", "portal", Monday(10))).CarryOut(Monday(10));

        Assert.Equal(["status:1", "status:7"], Ids(dossier, "portal"));
    }

    [Fact]
    public void Owed_Closed_IsReturnedOnlyWhenEveryKeeperHasConfirmedEveryResult()
    {
        var dossier = AllDone();
        Assert.Equal(["status:9"], Ids(dossier, "portal", "repository").Where(id => id is "status:9" or "status:10"));

        foreach (var result in Of(dossier, "repository").Where(errand => errand.Lane == "repository"))
        {
            dossier = dossier.After(ErrandActs.Done(dossier, result, [], Monday(12)));
        }

        Assert.Equal(["status:9", "status:10"], Ids(dossier, "portal", "repository").Where(id => id is "status:9" or "status:10"));
        Assert.Contains("status:10", Ids(AllDone(), "portal"));
    }

    [Fact]
    public void Owed_Result_GoesToEveryKeeperAsSoonAsItIsThere() =>
        Assert.Equal(
            [("repository", "result:birth:1"), ("vneid", "result:birth:1")],
            Of(BirthDone(), "repository", "vneid", "post").Select(errand => (errand.Lane, errand.Id)).Order());

    [Fact]
    public void Owed_Post_OnlyWhenTheDeclarationWishesIt()
    {
        var wished = BirthDone() with { Declaration = JsonDocument.Parse("""{"result":{"by":"post"}}""").RootElement };

        Assert.Equal(["result:birth:1"], Ids(wished, "post"));
    }

    [Fact]
    public void Owed_CorrectedBeforeItWasDelivered_OnlyTheNewestEditionIsOwed()
    {
        var dossier = BirthDone().With([Corrected(2)]);
        Assert.Equal(["result:birth:2"], Ids(dossier, "repository"));

        dossier = dossier.After(ErrandActs.Done(dossier, Of(dossier, "repository")[0], [], Monday(12)));
        Assert.Empty(ErrandPlan.Owed(dossier, Rules, Lanes("repository")));
        Assert.Equal(["result:birth:3"], ErrandPlan.Owed(dossier.With([Corrected(3)]), Rules, Lanes("repository")).Select(errand => errand.Id));
    }

    [Fact]
    public void Owed_Corrected_IsToldToThoseWhoseRequestHadTheEarlierEdition()
    {
        var dossier = BirthDone().CarryOut(Monday(11)).With([Corrected(2)]);

        Assert.Equal(
            [("identity-01", "correction:birth:2:identity"), ("insurance-01", "correction:birth:2:insurance"), ("police-00004", "correction:birth:2:residence")],
            Of(dossier, "identity-01", "insurance-01", "police-00004", "civil-status-00004").Select(errand => (errand.Lane, errand.Id)).Order());
        Assert.Empty(Of(BirthDone().With([Corrected(2)]), "police-00004"));
    }

    [Fact]
    public void Owed_LateNumberFromTheDatabase_IsToldToTheRegistrarToo()
    {
        var dossier = BirthDone().CarryOut(Monday(11)).With(
            [new ResultCompleted(Monday(12), DossierEvent.System, "birth", 2, new Dictionary<string, string> { ["personalId"] = "001226000001" })]);

        Assert.Equal(
            ["completion:birth:2:birth", "completion:birth:2:residence"], Ids(dossier, "civil-status-00004", "police-00004"));
        Assert.Equal(["result:birth:2"], Ids(dossier, "repository"));
    }

    [Fact]
    public void Owed_Population_ChecksPersonsAndAsksForTheMissingNumber()
    {
        Assert.Equal(["check-persons"], Ids(Filed(), "population"));
        Assert.Equal(["check-persons", "get-number:birth"], Ids(BirthDone(), "population"));
        var known = BirthDone().With(
        [
            new PersonsChecked(Monday(9), DossierEvent.System, []),
            new ResultCompleted(Monday(12), "agency", "birth", 2, new Dictionary<string, string> { ["personalId"] = "001226000001" }),
        ]);
        Assert.Empty(Of(known, "population"));
    }

    [Fact]
    public void Moving_ParkedLane_StandsStillUntilAnOperatorLetsItGoOn()
    {
        var dossier = BirthDone();
        var first = Of(dossier, "linked")[0];
        dossier = dossier.After(ErrandActs.Done(dossier, first, [], Monday(11)));
        var second = ErrandPlan.Owed(dossier, Rules, Lanes("linked"))[0];
        dossier = dossier.After(ErrandActs.Park(dossier, second, "partner-rejected", "no", Monday(11)));

        Assert.Empty(ErrandPlan.Moving(dossier, Rules, Lanes("linked")));
        Assert.Equal("lane-not-parked", Code(ErrandActs.Resume(dossier, "portal", "x", "operator", Monday(12))));
        var resumed = dossier.After(ErrandActs.Resume(dossier, "linked", "x", "operator", Monday(12)));
        Assert.Equal(second, ErrandPlan.Moving(resumed, Rules, Lanes("linked"))[0]);
    }

    [Fact]
    public void Replay_FromAnErrand_OwesItAndEverythingAfterItAgain()
    {
        var dossier = BirthDone();
        foreach (var errand in Of(dossier, "linked"))
        {
            dossier = dossier.After(ErrandActs.Done(dossier, errand, [], Monday(11)));
        }

        var all = Of(dossier, "linked");
        var replayed = dossier.After(ErrandActs.Replay(dossier, "linked", all, "status:birth:3", "they lost them", "operator", Monday(12)));

        Assert.Equal([3, 7, 4, 5], ErrandPlan.Owed(replayed, Rules, Lanes("linked")).Select(errand => errand.Status!.Value));
        Assert.Equal(1, replayed.State.Errands["linked"].Replays);
        Assert.Equal("errand-unknown", Code(ErrandActs.Replay(dossier, "linked", all, "status:birth:9", "x", "operator", Monday(12))));
    }

    [Fact]
    public void Owed_SystemThatGetsTheResultWithANumber_IsToldOfTheNewestEditionToo()
    {
        var corrected = BirthDone().With(
            [new ResultCorrected(Monday(11), "agency", "birth", 2, new Dictionary<string, string> { ["registrationNumber"] = "2" }, [], "Sai số")]);
        Assert.Equal(["status:birth:4", "status:birth:5", "correction:birth:2"], Ids(corrected, "linked").TakeLast(3));
        Assert.Equal(2, Of(corrected, "linked").Single(errand => errand.Status == 4).Edition);

        var completed = corrected.With(
            [new ResultCompleted(Monday(12), DossierEvent.System, "birth", 3, new Dictionary<string, string> { ["personalId"] = "001226000001" })]);
        Assert.Equal(["status:birth:4", "status:birth:5", "completion:birth:3"], Ids(completed, "linked").TakeLast(3));

        // Who gets each result for itself gets each edition so, and who is told numbers of the whole dossier gets none.
        Assert.DoesNotContain(Ids(completed, "province").Concat(Ids(completed, "portal")), id => id.StartsWith('c'));
        Assert.Empty(Ids(Filed(), "linked"));
    }

    [Fact]
    public void Replay_SameCallWithTheSameKey_IsOneCall()
    {
        var dossier = BirthDone();
        var all = Of(dossier, "linked");
        dossier = dossier.After(Replay("status:birth:3", "lost", "key-1"));

        Assert.Equal(Decided.Already, Replay("status:birth:3", "lost", "key-1"));
        Assert.Equal("replay-key-used", Code(Replay("status:birth:1", "lost", "key-1")));
        Assert.Equal("replay-key-used", Code(Replay("status:birth:3", "lost again", "key-1")));
        Assert.Single(Replay("status:birth:3", "lost", "key-2").Events);
        Assert.Single(Replay("status:birth:3", "lost", null).Events);
        Assert.Single(Replay("status:birth:3", "lost", "key-1", "operator-2").Events);

        Decided Replay(string from, string reason, string? key, string by = "operator") =>
            ErrandActs.Replay(dossier, "linked", all, from, reason, by, Monday(12), key);
    }

    [Fact]
    public void Deliveries_SayWhereEachResultStands()
    {
        var dossier = BirthDone();
        var lanes = Lanes("repository", "vneid", "province");
        Errand Result(string lane) => ErrandPlan.Owed(dossier, Rules, lanes).First(errand => errand.Lane == lane && errand.Kind == ErrandKinds.Result);
        dossier = dossier.After(ErrandActs.Done(dossier, Result("repository"), [], Monday(11)));
        dossier = dossier.After(ErrandActs.Taken(dossier, Result("vneid"), Monday(11)));
        dossier = dossier with { Declaration = JsonDocument.Parse("""{"result":{"by":"post"}}""").RootElement };

        Assert.Equal(
            [("post", DeliveryState.NoReceiver), ("province", DeliveryState.Owed), ("repository", DeliveryState.Confirmed), ("vneid", DeliveryState.Sent)],
            Delivery.Of(dossier, Rules, lanes).Select(delivery => (delivery.Lane, delivery.State)).Order());
        dossier = dossier.After(ErrandActs.Park(dossier, Result("vneid"), "partner-rejected", "no", Monday(12)));
        Assert.Equal(DeliveryState.Parked, Delivery.Of(dossier, Rules, lanes).Single(delivery => delivery.Lane == "vneid").State);
    }

    /// <summary>However a dossier grows, what was owed keeps its place: nothing that was told comes to be told again or in another
    /// order, a number is never told before those that must be, and nothing after an end.</summary>
    [Fact]
    public void All_AsTheDossierGrows_KeepsItsOrderAndItsIds() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ArrayOf(60).ToArbitrary(),
        choices =>
        {
            var dossier = Filed().CarryOut(Monday(8));
            var before = new Dictionary<string, List<string>>();
            var hours = 0;
            foreach (var choice in choices)
            {
                dossier = Grow(dossier, choice, Monday(8).AddHours(++hours));
                foreach (var lane in (string[])["portal", "province", "province-local", "linked"])
                {
                    var told = ErrandPlan.All(dossier, Rules, Lanes("portal", "province", "province-local", "linked"))
                        .Where(errand => errand.Lane == lane && errand.Kind == ErrandKinds.Status).ToArray();
                    Check(dossier, lane, told, before.GetValueOrDefault(lane) ?? []);
                    before[lane] = [.. told.Select(errand => errand.Id)];
                }
            }
        }).QuickCheckThrowOnFailure();

    private static void Check(Dossier dossier, string lane, Errand[] told, List<string> before)
    {
        var definition = Sample.Law.Lanes.Single(l => l.Code == lane);
        Assert.Equal(before, told.Select(errand => errand.Id).Take(before.Count));
        Assert.Equal(told.Length, told.Select(errand => errand.Id).Distinct().Count());
        foreach (var step in told.GroupBy(errand => errand.Step))
        {
            var seen = new HashSet<int>();
            foreach (var errand in step)
            {
                var status = definition.Status(errand.Status!.Value)!;
                Assert.True(definition.Before(status).All(b => seen.Contains(b.Number)), $"{dossier.Code}: {lane} was told {status.Number} too early.");
                Assert.True(!seen.Any(number => definition.Status(number)!.Ends), $"{lane} was told {status.Number} after the end.");
                seen.Add(status.Number);
            }
        }
    }

    private static Dossier Grow(Dossier dossier, int choice, DateTimeOffset at)
    {
        var step = dossier.State.Steps[choice % dossier.State.Steps.Count];
        var decided = (choice / 7 % 9) switch
        {
            0 => AgencyDecisions.Decide(dossier, step.Step, Decision(AgencyDecisionKind.Accept, step.Round), Rules, "agency", at),
            1 or 2 => AgencyDecisions.Decide(dossier, step.Step, Done(step.Step, step.Round), Rules, "agency", at),
            3 => AgencyDecisions.Decide(dossier, step.Step, Decision(AgencyDecisionKind.Supplement, step.Round), Rules, "agency", at),
            4 or 5 => ApplicantActs.Supplement(dossier, step.Step, step.Round, Paper, null, Rules, "portal", at),
            6 => AgencyDecisions.Decide(dossier, step.Step, Decision(AgencyDecisionKind.Verify, step.Round), Rules, "agency", at),
            7 when choice % 5 == 0 => AgencyDecisions.Decide(dossier, step.Step, Decision(AgencyDecisionKind.Refuse, step.Round), Rules, "agency", at),
            _ when ErrandPlan.Owed(dossier, Rules, Lanes("portal", "province", "linked")) is [var errand, ..] => ErrandActs.Done(dossier, errand, [], at),
            _ => Decided.Already,
        };
        return dossier.With(decided.Events).CarryOut(at);
    }

    private static Dossier BirthDone() => BirthAsked().Decide("birth", Done("birth"), Monday(10));

    private static Dossier AllDone()
    {
        var dossier = BirthDone().CarryOut(Monday(10));
        foreach (var step in (string[])["residence", "insurance", "identity"])
        {
            dossier = dossier.Decide(step, Done(step), Monday(11));
        }

        return dossier.CarryOut(Monday(11));
    }

    private static ResultCorrected Corrected(int edition) => new(Monday(12), "agency", "birth", edition, Results["birth"], [], "Sai số");

    private static HashSet<string> Lanes(params string[] lanes) => lanes.ToHashSet();

    private static IReadOnlyList<Errand> Of(Dossier dossier, params string[] lanes) => ErrandPlan.All(dossier, Rules, Lanes(lanes));

    private static IReadOnlyList<string> Ids(Dossier dossier, params string[] lanes) => [.. Of(dossier, lanes).Select(errand => errand.Id)];
}
