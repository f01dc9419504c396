using System.Text.Json.Nodes;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Faults;
using static LienThong.Procedures.Tests.Declarations.Given;

namespace LienThong.Procedures.Tests.Declarations;

/// <summary>The two samples pass, and each change that breaks a rule is told by its code and place.</summary>
public sealed class BirthDeclarationTests
{
    [Fact]
    public void Check_SampleOfDecree63_IsAccepted()
    {
        var check = Decree63();

        Assert.Empty(check.Faults);
        Assert.Empty(check.Warnings);
        Assert.Equal("00004", check.Declared!.Intake.ToString());
        Assert.Equal("00123.GCS.01001.26", check.Declared.NoticeCode);
        Assert.Equal(
            [("mother", "/mother"), ("father", "/father"), ("applicant", "/applicant")],
            check.Declared.Persons.Select(entry => (entry.Person.Role, entry.Pointer)));
    }

    [Fact]
    public void Check_SampleOfDecree301_IsAccepted()
    {
        var check = Decree301();

        Assert.Empty(check.Faults);
        Assert.Null(check.Declared!.NoticeCode);
        Assert.Equal(["witness-statement", "householder-consent"], check.Declared.Records.Select(record => record.Type));
        Assert.Equal(["/mother", "/applicant"], check.Declared.Persons.Select(entry => entry.Pointer));
    }

    [Fact]
    public void Check_IdentityCardUnderTheOlderDecree_IsAnUnknownField() => Told(
        Decree63(d => d["identityCard"] = new JsonObject { ["wanted"] = true }),
        (FaultCodes.FieldUnknown, "/identityCard"));

    [Fact]
    public void Check_BornAfterFiling_IsTold() => Told(
        Decree63(filedOn: "2026-07-17", change: d => d.Remove("hospitalPaper")),
        ("date-in-future", "/child/birthDate"),
        (FaultCodes.RecordMissing, "/records"));

    [Theory]
    [InlineData("2020-09-08", 0)]
    [InlineData("2020-09-07", 1)]
    public void Check_SixthBirthday_EndsTheGroup(string born, int faults) => Assert.Equal(
        faults,
        Decree301(d =>
        {
            d["child"]!["birthDate"] = born;
            d["registration"]!["case"] = "late";
        }).Faults.Count(fault => fault.Code == "child-not-under-six"));

    [Theory]
    [InlineData("2026-09-16", "in-time", true)]
    [InlineData("2026-09-16", "late", false)]
    [InlineData("2026-09-17", "in-time", false)]
    [InlineData("2026-09-17", "late", true)]
    public void Check_SixtyDaysAfterBirth_DecideTheCase(string filedOn, string @case, bool isRight) => Told(
        Decree63(d => d["registration"]!["case"] = @case, filedOn),
        isRight ? [] : [("registration-case-wrong", "/registration/case")]);

    [Fact]
    public void Check_NoPlaceOfBirth_IsTold() => Told(
        Decree63(d => d["child"]!["birthPlace"] = new JsonObject()),
        ("birth-place-missing", "/child/birthPlace"));

    [Fact]
    public void Check_FacilityAbroad_IsTold() => Told(
        Decree63(d => d["child"]!["birthPlace"]!["country"] = "LA"),
        ("birth-place-contradicts", "/child/birthPlace/country"));

    [Fact]
    public void Check_SecondOfOneChild_IsTold() => Told(
        Decree63(d => d["child"]!["birthOrder"] = 2),
        ("birth-order-beyond-children", "/child/birthOrder"));

    [Theory]
    [InlineData("mother", "2026-07-18")]
    [InlineData("father", "2026-08")]
    [InlineData("father", "2027")]
    public void Check_ParentNotOlderThanTheChild_IsTold(string parent, string born) => Told(
        Decree63(d => d[parent]!["birthDate"] = born),
        ("parent-not-older", $"/{parent}/birthDate"));

    [Theory]
    [InlineData("personalId", "001196000001")]
    [InlineData("socialInsuranceNumber", "0100000001")]
    public void Check_ParentsWithOneNumber_AreTold(string field, string number) => Told(
        Decree63(d => d["father"]![field] = number),
        ("parents-are-one-person", "/father"));

    [Fact]
    public void Check_NeitherParentAndNoGuardian_IsTold() => Told(
        Decree63(d =>
        {
            d.Remove("mother");
            d.Remove("father");
            d["applicant"]!["relationship"] = "relative";
            d["residence"]!["with"] = "other";
            d["residence"]!["householderPersonalId"] = "001096000009";
        }),
        ("parent-or-guardian-missing", ""),
        (FaultCodes.RecordMissing, "/records"));

    [Fact]
    public void Check_GuardianAlone_IsAccepted() => Told(Decree63(d =>
    {
        d.Remove("mother");
        d.Remove("father");
        d["applicant"]!["relationship"] = "guardian";
        d["residence"]!["with"] = "guardian";
    }));

    [Fact]
    public void Check_ApplicantIsAParentWhoIsNotDeclared_IsTold() => Told(
        Decree63(d =>
        {
            d.Remove("mother");
            d["residence"]!["with"] = "father";
        }),
        ("applicant-not-declared", "/applicant/relationship"));

    [Fact]
    public void Check_ApplicantWithAnotherNumberThanTheParent_IsTold() => Told(
        Decree63(d => d["applicant"]!["personalId"] = "001196000002"),
        ("applicant-differs", "/applicant/personalId"));

    [Theory]
    [InlineData("guardian", "nobody")]
    [InlineData("father", "father")]
    public void Check_LivesWithSomebodyNotDeclared_IsTold(string with, string without) => Told(
        Decree63(d =>
        {
            d["residence"]!["with"] = with;
            d.Remove(without);
        }),
        ("resident-not-declared", "/residence/with"));

    [Fact]
    public void Check_LivesWithAnotherWithoutHouseholder_IsTold() => Told(
        Decree63(d => d["residence"]!["with"] = "other"),
        ("householder-missing", "/residence/householderPersonalId"),
        (FaultCodes.RecordMissing, "/records"));

    [Theory]
    [InlineData("00123.GCS.01002.26", "2026-07-20", "certificate-facility-differs", "/hospitalPaper/certificateCode")]
    [InlineData("00123.GCS.01001.25", "2026-07-20", "certificate-year-implausible", "/hospitalPaper/certificateCode")]
    [InlineData("00123.GCS.01001.27", "2026-07-20", "certificate-year-implausible", "/hospitalPaper/certificateCode")]
    [InlineData("00123.GCS.01001.26", "2026-07-17", "certificate-before-birth", "/hospitalPaper/issuedOn")]
    [InlineData("00123.GCS.01001.26", "2026-08-11", "date-in-future", "/hospitalPaper/issuedOn")]
    public void Check_HospitalPaperThatCannotBe_IsTold(string code, string issued, string fault, string pointer) => Told(
        Decree63(d => d["hospitalPaper"] = new JsonObject { ["certificateCode"] = code, ["issuedOn"] = issued }),
        (fault, pointer));

    [Theory]
    [InlineData("00123.GCS.01001.26", true)]
    [InlineData("00123.GCS.01001.27", true)]
    [InlineData("00123.GCS.01001.28", false)]
    public void Check_PaperIssuedAgainYearsLater_KeepsItsCode(string code, bool canBe) => Told(
        Decree63(
            d =>
            {
                d["hospitalPaper"] = new JsonObject { ["certificateCode"] = code, ["issuedOn"] = "2028-03-01" };
                d["registration"]!["case"] = "late";
            },
            "2028-04-01"),
        canBe ? [] : [("certificate-year-implausible", "/hospitalPaper/certificateCode")]);

    [Fact]
    public void Check_UnknownCommunes_AreAllTold() => Told(
        Decree63(d =>
        {
            d["registration"]!["commune"] = "99999";
            d["child"]!["birthPlace"]!["commune"] = "99998";
            d["mother"]!["residence"]!["commune"] = "99997";
            d["father"]!["residence"]!["commune"] = "99996";
            d["residence"]!["commune"] = "99997";
        }),
        (FaultCodes.UnitUnknown, "/registration/commune"),
        (FaultCodes.UnitUnknown, "/child/birthPlace/commune"),
        (FaultCodes.UnitUnknown, "/mother/residence/commune"),
        (FaultCodes.UnitUnknown, "/father/residence/commune"),
        (FaultCodes.UnitUnknown, "/residence/commune"));

    [Fact]
    public void Check_PostWithoutAddress_IsTold() => Told(
        Decree301(d => d["result"] = new JsonObject { ["by"] = "post" }),
        ("post-address-missing", "/result/postAddress"));

    [Fact]
    public void Check_OneRecordTwice_IsTold() => Told(
        Decree301(d => d["records"]!.AsArray().Add(d["records"]![0]!.DeepClone())),
        (FaultCodes.RecordTwice, "/records/2"));

    [Theory]
    [InlineData("witness-statement")]
    [InlineData("birth-commitment")]
    [InlineData("abandonment-minutes")]
    [InlineData("surrogacy-proof")]
    [InlineData("older-birth-certificate")]
    public void Check_NoHospitalPaper_AnySubstituteWillDo(string type) => Told(Decree63(d =>
    {
        d.Remove("hospitalPaper");
        d["records"]!.AsArray().Add(new JsonObject { ["type"] = type, ["sha256"] = new string('a', 64) });
    }));

    [Fact]
    public void Check_NoHospitalPaperAndNoSubstitute_IsTold() => Told(
        Decree63(d =>
        {
            d.Remove("hospitalPaper");
            d["records"]!.AsArray().Add(new JsonObject { ["type"] = "other", ["sha256"] = new string('a', 64) });
        }),
        (FaultCodes.RecordMissing, "/records"));

    [Theory]
    [InlineData("00008", "00004", true)]
    [InlineData("00004", "00008", true)]
    [InlineData("00008", "00008", false)]
    public void Check_ElsewhereThanBothParents_NeedsTheHouseholdersConsent(string mothers, string fathers, bool isAccepted) => Told(
        Decree63(d =>
        {
            d["mother"]!["residence"]!["commune"] = mothers;
            d["father"]!["residence"]!["commune"] = fathers;
        }),
        isAccepted ? [] : [(FaultCodes.RecordMissing, "/records")]);

    [Fact]
    public void Check_NumberThatDoesNotFitTheParent_IsOnlyAWarning()
    {
        var check = Decree63(d => d["mother"]!["birthDate"] = "1997-04-02");

        Assert.True(check.IsAccepted);
        Assert.Equal("/mother/personalId", Assert.Single(check.Warnings).Pointer);
    }

    [Fact]
    public void Check_SeveralRulesBroken_TellsThemAllAtOnce() => Told(
        Decree63(d =>
        {
            d["child"]!["birthOrder"] = 3;
            d["registration"]!["commune"] = "99999";
            d["result"]!["by"] = "post";
            d.Remove("hospitalPaper");
        }),
        ("birth-order-beyond-children", "/child/birthOrder"),
        ("post-address-missing", "/result/postAddress"),
        (FaultCodes.UnitUnknown, "/registration/commune"),
        (FaultCodes.RecordMissing, "/records"));

    [Fact]
    public void Check_WrongForm_TellsEveryFaultOfItAndNoDeclaration()
    {
        var check = Decree63(d =>
        {
            d["child"]!["birthDate"] = "18/07/2026";
            d["mother"]!["personalId"] = "0011960000012";
            d["applicant"]!["phone"] = "12345";
            d["child"]!["nickname"] = "An";
            d.Remove("insurance");
        });

        Assert.Null(check.Declared);
        Assert.Equivalent(
            new[]
            {
                (FaultCodes.DateMalformed, "/child/birthDate"),
                (FaultCodes.PersonalIdNot12Digits, "/mother/personalId"),
                (FaultCodes.PhoneMalformed, "/applicant/phone"),
                (FaultCodes.FieldUnknown, "/child/nickname"),
                (FaultCodes.FieldMissing, "/insurance"),
            },
            check.Faults.Select(fault => (fault.Code, fault.Pointer)),
            strict: true);
    }

    private static void Told(DeclarationCheck check, params (string Code, string Pointer)[] expected)
    {
        Assert.Equal(expected, check.Faults.Select(fault => (fault.Code, fault.Pointer)));
        Assert.All(check.Faults, fault => Assert.True(fault is { Vi.Length: > 0, En.Length: > 0 }));
    }
}
