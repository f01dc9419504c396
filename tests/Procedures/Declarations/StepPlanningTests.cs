using LienThong.Procedures.Declarations;
using LienThong.Procedures.Faults;
using static LienThong.Procedures.Tests.Declarations.Given;

namespace LienThong.Procedures.Tests.Declarations;

/// <summary>What is planned of a birth declaration: steps, what they need to know, and who is asked.</summary>
public sealed class StepPlanningTests
{
    [Theory]
    [InlineData(true, "birth residence insurance identity")]
    [InlineData(false, "birth residence insurance")]
    public void Plan_IdentityCardWantedOrNot_IsAStepOrNone(bool wanted, string steps) =>
        Assert.Equal(steps, string.Join(' ', Planned(wanted).Select(step => step.Step)));

    [Fact]
    public void Plan_OnlyTheIdentityCard_WaitsForTheChildsNumber() => Assert.Equal(
        [("birth", ""), ("residence", ""), ("insurance", ""), ("identity", "birth/personalId")],
        Planned(true).Select(step => (step.Step, string.Join(' ', step.Needs))));

    [Fact]
    public void Plan_AtAnothersPlaceWithTheConsentOnPaper_AsksNobody() =>
        Assert.All(Planned(true), step => Assert.Empty(step.ConfirmedBy));

    [Fact]
    public void Plan_AtAnothersPlaceWithoutThePaper_AsksTheHouseholder()
    {
        var check = Decree301(d =>
        {
            d["residence"]!["householderPersonalId"] = "079170000009";
            d["records"]!.AsArray().RemoveAt(1);
        });

        Assert.Empty(check.Faults);
        var steps = StepPlanning.Plan(check.Declared!, Library.Units, new(2026, 9, 7)).Steps;
        Assert.Equal(
            [("residence", "/residence/householderPersonalId")],
            steps.Where(step => step.ConfirmedBy.Count > 0).Select(step => (step.Step, step.ConfirmedBy.Single())));
    }

    [Fact]
    public void Plan_AtTheApplicantsOwnPlaceWithoutThePaper_AsksNobody()
    {
        var check = Decree301(d => d["records"]!.AsArray().RemoveAt(1));

        Assert.Empty(check.Faults);
        Assert.Equal(
            check.Declared!.Document.GetProperty("applicant").GetProperty("personalId").GetString(),
            check.Declared.Document.GetProperty("residence").GetProperty("householderPersonalId").GetString());
        Assert.All(StepPlanning.Plan(check.Declared, Library.Units, new(2026, 9, 7)).Steps, step => Assert.Empty(step.ConfirmedBy));
    }

    [Fact]
    public void Plan_WithTheMotherAtHerPlace_AsksNobody()
    {
        var check = Decree301(d =>
        {
            d["residence"]!["with"] = "mother";
            d["residence"]!["commune"] = "26884";
            d["residence"]!.AsObject().Remove("householderPersonalId");
            d["records"]!.AsArray().RemoveAt(1);
        });

        Assert.Empty(check.Faults);
        Assert.All(StepPlanning.Plan(check.Declared!, Library.Units, new(2026, 9, 7)).Steps, step => Assert.Empty(step.ConfirmedBy));
    }

    [Fact]
    public void Check_ElsewhereAndNoHouseholderNamed_NeedsThePaper() => Assert.Contains(
        (FaultCodes.RecordMissing, "/records"),
        Decree301(d =>
        {
            d["residence"]!["with"] = "mother";
            d["residence"]!.AsObject().Remove("householderPersonalId");
            d["records"]!.AsArray().RemoveAt(1);
        }).Faults.Select(fault => (fault.Code, fault.Pointer)));

    private static IReadOnlyList<Procedures.Dossiers.PlannedStep> Planned(bool identityCard) => StepPlanning.Plan(
        Decree301(d => d["identityCard"]!["wanted"] = identityCard).Declared!, Library.Units, new(2026, 9, 7)).Steps;
}
