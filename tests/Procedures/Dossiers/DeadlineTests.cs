using System.Globalization;
using System.Text.Json;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Dossiers;

/// <summary>
/// The cases that an official would try, each a line: what happened when, and when it is due. Steps of the birth group under
/// Decree 63/2024 (same day; 2 working days, 5 with verification; group 3, with verification 5) as long as it was in force,
/// then under Decree 301/2026 (group 9 and 12; without the identity card 3 and 5 as before). All times are Vietnam's.
/// </summary>
public sealed class DeadlineTests
{
    [Theory]
    [InlineData("2026-08-14 14:59", "2026-08-14 17:00", "2026-08-19 17:00", "Friday, a minute before three: the same day, the group on Wednesday")]
    [InlineData("2026-08-14 15:00", "2026-08-17 17:00", "2026-08-20 17:00", "Friday at three: all counts from Monday")]
    [InlineData("2026-08-14 23:59", "2026-08-17 17:00", "2026-08-20 17:00", "Friday, a minute before midnight")]
    [InlineData("2026-08-15 00:00", "2026-08-17 17:00", "2026-08-20 17:00", "Friday's midnight: nothing changes with the date")]
    [InlineData("2026-08-16 23:59", "2026-08-17 17:00", "2026-08-20 17:00", "Sunday, a minute before midnight")]
    [InlineData("2026-08-17 00:00", "2026-08-17 17:00", "2026-08-20 17:00", "Monday begins")]
    [InlineData("2026-08-17 14:59", "2026-08-17 17:00", "2026-08-20 17:00", "the same limit until a minute before three")]
    [InlineData("2026-02-13 14:59", "2026-02-13 17:00", "2026-02-25 17:00", "the eve of Tet: registered before the feast")]
    [InlineData("2026-02-13 15:00", "2026-02-23 17:00", "2026-02-26 17:00", "the eve of Tet, too late: after the feast")]
    [InlineData("2026-02-18 09:00", "2026-02-23 17:00", "2026-02-26 17:00", "within Tet")]
    [InlineData("2026-08-21 16:00", "2026-08-22 17:00", "2026-08-26 17:00", "Friday evening before the made-up Saturday: Saturday is worked")]
    [InlineData("2026-08-22 14:59", "2026-08-22 17:00", "2026-08-26 17:00", "the made-up Saturday, in time")]
    [InlineData("2026-08-22 15:00", "2026-08-24 17:00", "2026-08-27 17:00", "the made-up Saturday, too late")]
    [InlineData("2026-08-28 15:00", "2026-09-03 17:00", "2026-09-08 17:00", "Friday evening before National Day, Monday swapped off")]
    [InlineData("2026-08-31 09:00", "2026-09-03 17:00", "2026-09-08 17:00", "31/08/2026, the swapped day itself")]
    [InlineData("2026-09-01 09:00", "2026-09-03 17:00", "2026-09-16 17:00", "National Day, the first day of Decree 301: nine days for the group")]
    [InlineData("2026-09-04 15:00", "2026-09-07 17:00", "2026-09-18 17:00", "Friday at three under Decree 301")]
    public void Filed_BirthIsDueOnItsDayAndTheGroupAfterIt(string filed, string birth, string group, string why)
    {
        var case_ = new Case(filed);

        Assert.True((birth, group) == (case_.Due("birth"), case_.GroupDue), $"{why}: {case_.Due("birth")}, {case_.GroupDue}");
    }

    [Theory]
    [InlineData("2026-09-04 14:59", "2026-09-09 17:00", "2026-09-11 17:00", "Friday, a minute before three: three working days, verified five")]
    [InlineData("2026-09-04 15:00", "2026-09-10 17:00", "2026-09-14 17:00", "Friday at three")]
    public void Filed_WithoutTheIdentityCard_TheGroupIsDueAsBeforeIt(string filed, string group, string verified, string why)
    {
        var case_ = new Case(filed, filed, wantsIdentityCard: false);

        Assert.True(group == case_.GroupDue, $"{why}: {case_.GroupDue}");
        Assert.True(verified == case_.Verify(filed).GroupDue, $"{why}: {case_.GroupDue}");
    }

    [Theory]
    [InlineData("2026-08-14 14:59", "2026-08-18 17:00", "Friday, a minute before three")]
    [InlineData("2026-08-14 15:00", "2026-08-19 17:00", "Friday at three")]
    [InlineData("2026-02-12 10:00", "2026-02-23 17:00", "Thursday before Tet: Friday, and the Monday after")]
    [InlineData("2026-02-13 16:00", "2026-02-25 17:00", "the eve of Tet after three")]
    [InlineData("2026-08-20 10:00", "2026-08-22 17:00", "Thursday before the made-up Saturday")]
    [InlineData("2026-08-22 10:00", "2026-08-25 17:00", "on the made-up Saturday")]
    [InlineData("2026-08-28 10:00", "2026-09-04 17:00", "Friday before National Day")]
    public void BirthDone_ResidenceIsDueTwoWorkingDaysLater(string done, string due, string why) => AssertDue(new Case("2026-02-02 08:00", done), due, why);

    [Theory]
    [InlineData("2026-08-14 10:00", "2026-08-14 16:00", "2026-08-21 17:00", "asked to verify on Friday: five days from Friday")]
    [InlineData("2026-08-14 10:00", "2026-08-18 16:59", "2026-08-21 17:00", "asked at the last minute: the same five days")]
    [InlineData("2026-02-12 10:00", "2026-02-23 09:00", "2026-02-26 17:00", "across Tet")]
    [InlineData("2026-08-19 10:00", "2026-08-20 09:00", "2026-08-25 17:00", "across the made-up Saturday, which is worked")]
    public void Verified_ResidenceIsDueFiveWorkingDaysAfterItsTurn(string done, string verified, string due, string why) =>
        AssertDue(new Case("2026-02-02 08:00", done).Verify(verified), due, why);

    [Theory]
    [InlineData("2026-08-17 09:00", "2026-08-17 10:00", "2026-08-18 10:00", "2026-08-20 17:00", "a day: a day later")]
    [InlineData("2026-08-17 09:00", "2026-08-17 16:00", "2026-08-18 08:30", "2026-08-20 09:30", "asked in the evening, given the next morning: an hour and an hour")]
    [InlineData("2026-08-17 09:00", "2026-08-17 18:00", "2026-08-18 07:00", "2026-08-19 17:00", "asked and given outside working hours: nothing")]
    [InlineData("2026-02-12 10:00", "2026-02-13 10:00", "2026-02-23 10:00", "2026-02-24 17:00", "across Tet: one working day, although ten days passed")]
    [InlineData("2026-08-20 09:00", "2026-08-21 09:00", "2026-08-24 09:00", "2026-08-25 17:00", "across the made-up Saturday: two working days")]
    [InlineData("2026-08-27 09:00", "2026-08-28 09:00", "2026-09-03 09:00", "2026-09-04 17:00", "across National Day: one working day")]
    [InlineData("2026-08-17 09:00", "2026-08-17 11:30", "2026-08-17 13:00", "2026-08-19 17:00", "over the lunch break: nothing")]
    [InlineData("2026-08-17 09:00", "2026-08-17 23:59", "2026-08-18 00:01", "2026-08-19 17:00", "across midnight: nothing")]
    [InlineData("2026-08-17 09:00", "2026-08-18 00:00", "2026-08-17 23:58", "2026-08-19 17:00", "the machine's clock was set back across midnight: nothing")]
    public void Supplemented_ResidenceIsDueLaterByTheWorkingTimeOfTheStop(string done, string asked, string given, string due, string why) =>
        AssertDue(new Case("2026-02-02 08:00", done).Supplement(asked, given), due, why);

    [Theory]
    [InlineData("2026-08-17 10:00", "2026-08-25 17:00", "asked on Monday: until Tuesday of the week after, for the Saturday between is worked")]
    [InlineData("2026-08-26 10:00", "2026-09-09 17:00", "across National Day")]
    [InlineData("2026-02-10 15:00", "2026-02-27 17:00", "after three, and across Tet")]
    public void SupplementAsked_TheApplicantHasSevenWorkingDays(string asked, string until, string why)
    {
        var case_ = new Case("2026-02-02 08:00", asked).Supplement(asked, given: null);

        var actual = case_.Local(case_.Dossier.State.Step("residence")!.SupplementUntil!.Value);
        Assert.True(until == actual, $"{why}: {actual}");
    }

    [Fact]
    public void VerifiedAfterASupplement_KeepsTheTimeThatTheClockStood()
    {
        // Turn on Monday 17/08; five working days are Saturday 22/08, which is worked; a day stood still.
        var case_ = new Case("2026-02-02 08:00", "2026-08-17 09:00").Supplement("2026-08-17 10:00", "2026-08-18 10:00").Verify("2026-08-18 11:00", round: 2);

        AssertDue(case_, "2026-08-24 17:00", "five days, and the day of the stop");
    }

    [Fact]
    public void SupplementedAfterVerification_MovesTheLongerLimit()
    {
        var case_ = new Case("2026-02-02 08:00", "2026-08-17 09:00").Verify("2026-08-17 10:00").Supplement("2026-08-17 11:00", "2026-08-18 11:00");

        AssertDue(case_, "2026-08-24 17:00", "five days, and the day of the stop");
    }

    // Decree 63/2024, art. 25(1): four working hours after issuing the paper.
    [Theory]
    [InlineData("2026-09-04 10:00", "2026-09-04 15:30", "over the lunch break")]
    [InlineData("2026-09-04 14:59", "2026-09-07 09:29", "Friday, a minute before three: two hours and a minute left, the rest on Monday")]
    [InlineData("2026-09-04 15:00", "2026-09-07 09:30", "Friday at three: two hours left, the rest on Monday; the agencies' cut-off is not the hospital's")]
    [InlineData("2026-09-04 16:59", "2026-09-07 11:29", "Friday's last minute")]
    [InlineData("2026-02-13 16:00", "2026-02-23 10:30", "the eve of Tet: an hour left, the rest after the feast")]
    [InlineData("2026-08-22 08:00", "2026-08-22 13:30", "the made-up Saturday")]
    [InlineData("2026-08-31 08:00", "2026-09-03 11:30", "31/08/2026")]
    [InlineData("2026-09-06 23:59", "2026-09-07 11:30", "Sunday before midnight")]
    public void Hospital_HasFourWorkingHours(string issued, string due, string why)
    {
        var notice = new HospitalNotice(Sample.Law.Notice("birth"), JsonSerializer.SerializeToElement(new { issuedAt = Case.At(issued) }));

        var actual = Notices.DueAt(notice, Sample.Law.Calendar);

        Assert.True(Case.At(due) == actual, $"{why}: {actual.ToOffset(TimeSpan.FromHours(7)):yyyy-MM-dd HH:mm}");
    }

    private static void AssertDue(Case tried, string due, string why)
    {
        var actual = tried.Due("residence");
        Assert.True(due == actual, $"{why}: {actual}");
    }

    /// <summary>A dossier of the day's law, its birth registered when a line says so.</summary>
    private sealed class Case
    {
        private readonly DossierRules _rules;

        public Case(string filed, string? birthDone = null, bool wantsIdentityCard = true)
        {
            var at = At(filed);
            var day = DateOnly.FromDateTime(at.DateTime);
            _rules = new(Sample.Law.InForce("3.000722", day), Sample.Law);
            var declaration = JsonSerializer.SerializeToElement(new { identityCard = new { wanted = wantsIdentityCard } });
            var facts = new Facts(declaration, at);
            Dossier = Sample.Filed() with
            {
                Declaration = declaration,
                LawVersion = _rules.Law.Version,
                Events =
                [
                    new DossierFiled(at.ToUniversalTime(), "portal", "portal",
                    [
                        new PlannedStep("birth", AgencyCode.Parse("civil-status-00004"), []),
                        new PlannedStep("residence", AgencyCode.Parse("police-00004"), ["birth"]),
                    ], Sample.Law.Calendar.DueAt(at, _rules.Law.GroupLimitFor(facts))),
                ],
            };
            Begin("birth", at);
            if (birthDone is not null)
            {
                Decide("birth", Sample.Done("birth"), birthDone);
                Begin("residence", At(birthDone));
            }
        }

        public Dossier Dossier { get; private set; }

        public string GroupDue => Local(Dossier.State.Due);

        public static DateTimeOffset At(string local) =>
            new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(7));

        public string Due(string step) => Local(Dossier.State.Step(step)!.Due!.Value);

        public string Local(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

        public Case Verify(string at, int round = 1) => Decide("residence", Sample.Decision(AgencyDecisionKind.Verify, round), at);

        public Case Supplement(string asked, string? given)
        {
            Decide("residence", Sample.Decision(AgencyDecisionKind.Supplement), asked);
            if (given is not null)
            {
                var supplement = ApplicantActs.Supplement(Dossier, "residence", 1, Sample.Paper, null, _rules, "portal", At(given).ToUniversalTime());
                Dossier = Sample.After(Dossier, supplement);
            }

            return this;
        }

        private Case Decide(string step, AgencyDecision decision, string at)
        {
            Dossier = Sample.After(Dossier, AgencyDecisions.Decide(Dossier, step, decision, _rules, "agency", At(at).ToUniversalTime()));
            return this;
        }

        private void Begin(string step, DateTimeOffset at) =>
            Dossier = Dossier.With([StepPlan.Record(StepAction.Begin, Dossier, Dossier.State.Step(step)!, _rules, at.ToUniversalTime())!]);
    }
}
