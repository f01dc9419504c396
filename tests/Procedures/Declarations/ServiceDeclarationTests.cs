using System.Text.Json.Nodes;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;
using static LienThong.Procedures.Tests.Declarations.Given;

namespace LienThong.Procedures.Tests.Declarations;

/// <summary>The services of one step: each is its files and nothing else.</summary>
public sealed class ServiceDeclarationTests
{
    [Theory]
    [InlineData("2.000488", "criminal-record", "certificate", "judicial-records-01")]
    [InlineData("2.001159", "stay-notice", "notice", "police-00004")]
    [InlineData("1.001456", "passport", "passport", "immigration-01")]
    [InlineData("1.002809", "driving-licence", "licence", "driving-licence-01")]
    [InlineData("1.005142", "exam-registration", "registration", "education-01")]
    public void Check_Sample_IsAcceptedAndHasOneStep(string procedure, string sample, string step, string agency)
    {
        var check = Service(procedure, sample);

        Assert.Empty(check.Faults);
        Assert.Empty(check.Warnings);
        var planned = Assert.Single(StepPlanning.Plan(check.Declared!, Library.Units, new(2026, 9, 7)).Steps);
        Assert.Equal((step, agency), (planned.Step, planned.Agency.ToString()));
    }

    [Theory]
    [InlineData("1.001456", "passport", "/passport/earlier", null, "earlier-passport-missing", "/passport/earlier")]
    [InlineData("1.001456", "passport", "/passport/kind", "lost", FaultCodes.RecordMissing, "/records")]
    [InlineData("1.001456", "passport", "/applicant/birthDate", "2012-09-08", FaultCodes.RecordMissing, "/records")]
    [InlineData("1.001456", "passport", "/records", null, FaultCodes.RecordMissing, "/records")]
    [InlineData("1.002809", "driving-licence", "/healthCheck/checkedOn", "2025-09-06", "health-check-too-old", "/healthCheck/checkedOn")]
    [InlineData("1.002809", "driving-licence", "/healthCheck", null, FaultCodes.RecordMissing, "/records")]
    [InlineData("2.001159", "stay-notice", "/guest/personalId", null, "guest-number-missing", "/guest")]
    [InlineData("2.001159", "stay-notice", "/stay/to", "2026-09-06", "stay-reversed", "/stay/to")]
    [InlineData("2.000488", "criminal-record", "/result/postAddress", null, "post-address-missing", "/result/postAddress")]
    [InlineData("1.005142", "exam-registration", "/school/commune", "99999", FaultCodes.UnitUnknown, "/school/commune")]
    public void Check_OneThingChanged_IsTold(string procedure, string sample, string at, string? value, string code, string pointer) => Assert.Equal(
        [(code, pointer)],
        Service(procedure, sample, d => Set(d, at, value is null ? null : JsonValue.Create(value))).Faults.Select(fault => (fault.Code, fault.Pointer)));

    [Theory]
    [InlineData("2025-09-07", true)]
    [InlineData("2025-09-06", false)]
    public void Check_HealthCheckOfTwelveMonths_IsTakenToTheDay(string checkedOn, bool isAccepted) =>
        Assert.Equal(isAccepted, Service("1.002809", "driving-licence", d => d["healthCheck"]!["checkedOn"] = checkedOn).IsAccepted);

    /// <summary>The national pilot's figure of what the databases hold. Number, name and birth date of whom they are asked about are among
    /// it, and are typed here in order to ask: what an app fills in beyond these, PrefillTests says.</summary>
    [Fact]
    public void Prefill_CriminalRecord_TheDatabasesHold17Of23Fields()
    {
        var version = Library.InForce("2.000488", new(2026, 9, 7));
        var fields = Library.Forms.Get(version.Form).Fields.Where(field => !field.StartsWith("/records/", StringComparison.Ordinal)).ToList();

        Assert.Equal(23, fields.Count);
        Assert.Equal(17, version.Declaration.Prefill.Select(field => field.Field).Intersect(fields).Count());
        Assert.Equal(17, version.Declaration.Prefill.Count);
    }

    [Fact]
    public void Fingerprint_NobodyIsHeldBackFromAPassportTenYearsLater() =>
        Assert.Empty(Library.InForce("1.001456", new(2026, 9, 7)).Declaration.Fingerprints);
}
