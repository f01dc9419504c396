using System.Text.Json.Nodes;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;
using static LienThong.Procedures.Tests.Declarations.Given;

namespace LienThong.Procedures.Tests.Declarations;

/// <summary>The death group: which steps, records, confirmations and limit follow from the choice of bundle and channel.</summary>
public sealed class DeathDeclarationTests
{
    [Fact]
    public void Check_Sample_IsAccepted()
    {
        var check = Death();

        Assert.Empty(check.Faults);
        Assert.Empty(check.Warnings);
        Assert.Equal("00021.GBT.01001.26", check.Declared!.NoticeCode);
        Assert.Equal(
            ["/deceased", "/applicant", "/survivorship/relatives/0", "/survivorship/relatives/1", "/survivorship/relatives/2"],
            check.Declared.Persons.Select(entry => entry.Pointer));
    }

    // Bundle, channel, steps, the group's working days.
    [Theory]
    [InlineData("two", null, "death residence-deletion", 3)]
    [InlineData("three", "social-insurance", "death residence-deletion funeral-insurance", 11)]
    [InlineData("three", "social-protection", "death residence-deletion funeral-protection", 4)]
    [InlineData("three", "merit", "death residence-deletion funeral-merit", 26)]
    [InlineData("four", "social-insurance", "death residence-deletion funeral-insurance survivorship", 11)]
    [InlineData("four", "social-protection", "death residence-deletion funeral-protection survivorship", 11)]
    [InlineData("four", "merit", "death residence-deletion funeral-merit survivorship", 26)]
    public void Plan_BundleAndChannel_DecideTheStepsAndTheLimit(string bundle, string? channel, string steps, int days)
    {
        var check = Death(Choose(bundle, channel));

        Assert.Empty(check.Faults);
        var (planned, faults) = StepPlanning.Plan(check.Declared!, Library.Units, new(2026, 9, 7));
        Assert.Empty(faults);
        Assert.Equal(steps, string.Join(' ', planned.Select(step => step.Step)));
        Assert.All(planned.Skip(1), step => Assert.Equal(["death"], step.After));
        Assert.Equal(
            TimeLimit.WorkingDays(days),
            check.Declared!.Law.GroupLimitFor(Facts.On(check.Declared.Document, new(2026, 9, 7))));
    }

    [Theory]
    [InlineData("social-insurance", "insurance-01")]
    [InlineData("social-protection", "social-protection-00004")]
    [InlineData("merit", "merit-01")]
    public void Plan_Channel_DecidesWhoPays(string channel, string agency)
    {
        var check = Death(Choose("three", channel));

        Assert.Equal(agency, StepPlanning.Plan(check.Declared!, Library.Units, new(2026, 9, 7)).Steps[2].Agency.ToString());
    }

    [Theory]
    [InlineData("two", "social-insurance", "funeral-not-chosen", "/funeral")]
    [InlineData("three", null, "funeral-missing", "/funeral")]
    public void Check_FuneralAgainstTheBundle_IsTold(string bundle, string? channel, string code, string pointer) =>
        Told(Death(Choose(bundle, channel)), (code, pointer));

    [Fact]
    public void Check_SurvivorshipNotChosen_IsTold() =>
        Told(Death(d => d["bundle"] = "three"), ("survivorship-not-chosen", "/survivorship"));

    [Fact]
    public void Check_SurvivorshipChosenButNotDeclared_IsTold() =>
        Told(Death(d => d.Remove("survivorship")), ("survivorship-missing", "/survivorship"));

    [Fact]
    public void Plan_LumpSum_AsksEveryRelativeButTheApplicant() => Assert.Equal(
        ["/survivorship/relatives/0", "/survivorship/relatives/2"],
        ConfirmedBy(Death()));

    [Fact]
    public void Plan_LumpSumWithThePaperForm_AsksNobody() => Assert.Empty(ConfirmedBy(Death(d => Bring(d, "form-09-hsb"))));

    [Fact]
    public void Plan_Monthly_AsksNobody() => Assert.Empty(ConfirmedBy(Death(d =>
    {
        d["survivorship"]!["kind"] = "monthly";
        Bring(d, "medical-assessment");
    })));

    // Who survives, born when, as seen on 2026-09-01; whether a medical assessment is needed.
    [Theory]
    [InlineData("child", "male", "2008-09-01", true)]
    [InlineData("child", "male", "2008-09-02", false)]
    [InlineData("child", "female", "2008", false)]
    [InlineData("spouse", "female", "1971-09-02", true)]
    [InlineData("spouse", "female", "1971-09-01", false)]
    [InlineData("spouse", "male", "1966-09-02", true)]
    [InlineData("spouse", "male", "1966-09-01", false)]
    [InlineData("mother", "female", "1971-09-01", false)]
    [InlineData("father", "male", "1966-09-02", true)]
    [InlineData("other", "male", "1990-01-01", false)]
    public void Check_MonthlyAllowance_AsksForTheAssessmentByAge(string relationship, string sex, string born, bool isNeeded) => Told(
        Death(d => d["survivorship"] = new JsonObject
        {
            ["kind"] = "monthly",
            ["relatives"] = new JsonArray(new JsonObject
            {
                ["fullName"] = "Đỗ Thân Nhân",
                ["relationship"] = relationship,
                ["sex"] = sex,
                ["birthDate"] = born,
                ["personalId"] = "001171000015",
            }),
        }),
        isNeeded ? [(FaultCodes.RecordMissing, "/records")] : []);

    [Theory]
    [InlineData("2026-09-16", "in-time", true)]
    [InlineData("2026-09-16", "late", false)]
    [InlineData("2026-09-17", "in-time", false)]
    [InlineData("2026-09-17", "late", true)]
    public void Check_FifteenDaysAfterTheDeath_DecideTheCase(string filedOn, string @case, bool isRight) => Told(
        Death(d => d["registration"]!["case"] = @case, filedOn),
        isRight ? [] : [("registration-case-wrong", "/registration/case")]);

    [Theory]
    [InlineData("in-time")]
    [InlineData("late")]
    public void Check_DayOfDeathUnknown_LeavesTheCaseToTheFamily(string @case) => Told(Death(d =>
    {
        d["deceased"]!["deathDate"] = "2026-08";
        d["registration"]!["case"] = @case;
    }));

    [Theory]
    [InlineData("/deceased/deathDate", "2026-09-08", "date-in-future", "/deceased/deathDate")]
    [InlineData("/deceased/birthDate", "2026-10", "death-before-birth", "/deceased/deathDate")]
    [InlineData("/applicant/personalId", "001048000011", "applicant-is-deceased", "/applicant/personalId")]
    [InlineData("/survivorship/relatives/2/personalId", "001048000011", "relative-is-deceased", "/survivorship/relatives/2/personalId")]
    [InlineData("/hospitalPaper/issuedOn", "2026-08-31", "notice-before-death", "/hospitalPaper/issuedOn")]
    [InlineData("/hospitalPaper/issuedOn", "2026-09-08", "date-in-future", "/hospitalPaper/issuedOn")]
    [InlineData("/deceased/deathPlace/country", "LA", "death-place-contradicts", "/deceased/deathPlace/country")]
    [InlineData("/deceased/residence/commune", "99999", FaultCodes.UnitUnknown, "/deceased/residence/commune")]
    public void Check_OneThingThatCannotBe_IsTold(string at, string value, string code, string pointer)
    {
        var faults = Death(d => Set(d, at, value)).Faults;

        Assert.Contains((code, pointer), faults.Select(fault => (fault.Code, fault.Pointer)));
    }

    [Fact]
    public void Check_DeathAtHome_NeedsAPaper()
    {
        Told(Death(d => d.Remove("hospitalPaper")), (FaultCodes.RecordMissing, "/records"));
        Told(Death(d =>
        {
            d.Remove("hospitalPaper");
            Bring(d, "death-paper");
        }));
    }

    [Fact]
    public void Check_InsuranceWithoutTheNumber_IsOnlyAWarning()
    {
        var check = Death(d => Set(d, "/deceased/socialInsuranceNumber", null));

        Assert.True(check.IsAccepted);
        Assert.Equal("social-insurance-number-unknown", Assert.Single(check.Warnings).Code);
    }

    private static Action<JsonObject> Choose(string bundle, string? channel) => d =>
    {
        d["bundle"] = bundle;
        if (bundle != "four")
        {
            d.Remove("survivorship");
        }

        if (channel is null)
        {
            d.Remove("funeral");
        }
        else
        {
            d["funeral"]!["channel"] = channel;
        }
    };

    private static void Bring(JsonObject declaration, string type) =>
        declaration["records"] = new JsonArray(new JsonObject { ["type"] = type, ["sha256"] = new string('a', 64) });

    private static IReadOnlyList<string> ConfirmedBy(DeclarationCheck check)
    {
        Assert.Empty(check.Faults);
        return StepPlanning.Plan(check.Declared!, Library.Units, new(2026, 9, 7)).Steps.Single(step => step.Step == "survivorship").ConfirmedBy;
    }

    private static void Told(DeclarationCheck check, params (string Code, string Pointer)[] expected) =>
        Assert.Equal(expected, check.Faults.Select(fault => (fault.Code, fault.Pointer)));
}
