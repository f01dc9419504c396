using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Tests.Identifiers;

/// <summary>Every identifier parses what its law or practice writes, and says why not of everything else.</summary>
public sealed class IdentifierTests
{
    [Theory]
    [InlineData("001096000001")]
    [InlineData("000000000000")]
    public void PersonalId_TwelveDigits_IsTaken(string text) => Taken<PersonalId>(text);

    [Theory]
    [InlineData("00109600000")]
    [InlineData("0010960000011")]
    [InlineData("00109600000a")]
    [InlineData(" 01096000001")]
    [InlineData("００１０９６００００００")]
    [InlineData("٠٠١٠٩٦٠٠٠٠٠١")]
    public void PersonalId_AnythingElse_IsRefused(string text) => Refused<PersonalId>(text, FaultCodes.PersonalIdNot12Digits);

    [Theory]
    [InlineData("0123456789")]
    public void SocialInsuranceNumber_TenDigits_IsTaken(string text) => Taken<SocialInsuranceNumber>(text);

    [Theory]
    [InlineData("012345678", FaultCodes.SocialInsuranceNumberNot10Digits)]
    [InlineData("01234567890", FaultCodes.SocialInsuranceNumberNot10Digits)]
    [InlineData("0000000000", FaultCodes.SocialInsuranceNumberAllZeros)]
    public void SocialInsuranceNumber_AnythingElse_IsRefused(string text, string code) =>
        Refused<SocialInsuranceNumber>(text, code);

    [Fact]
    public void HealthInsuranceCardCode_AChildsCard_IsTakenApart()
    {
        var code = Taken<HealthInsuranceCardCode>("TE1010123456789");

        Assert.Equal(("TE", 1, "01", "0123456789"), (code.Group, code.Benefit, code.Province, code.Number.ToString()));
    }

    [Theory]
    [InlineData("TE101012345678")]
    [InlineData("te1010123456789")]
    [InlineData("T11010123456789")]
    [InlineData("TE1010000000000")]
    public void HealthInsuranceCardCode_AnythingElse_IsRefused(string text) =>
        Refused<HealthInsuranceCardCode>(text, FaultCodes.HealthInsuranceCardCodeMalformed);

    [Fact]
    public void BirthCertificateCode_OfTheCircular_IsTakenApart()
    {
        var code = Taken<BirthCertificateCode>("00123.GCS.01001.26");

        Assert.Equal((123, "01001", 2026), (code.Sequence, code.Facility.ToString(), code.Year));
    }

    [Theory]
    [InlineData("00123.GCS.01001.2026")]
    [InlineData("00123.gcs.01001.26")]
    [InlineData("00123-GCS-01001-26")]
    [InlineData("00123.GBT.01001.26")]
    [InlineData("00123.GCS.01001.26\n")]
    [InlineData("0012٣.GCS.01001.26")]
    public void BirthCertificateCode_AnythingElse_IsRefused(string text) =>
        Refused<BirthCertificateCode>(text, FaultCodes.BirthCertificateCodeMalformed);

    [Theory]
    [InlineData("01")]
    [InlineData("96")]
    public void ProvinceCode_TwoDigits_IsTaken(string text) => Taken<ProvinceCode>(text);

    [Theory]
    [InlineData("1")]
    [InlineData("001")]
    public void ProvinceCode_AnythingElse_IsRefused(string text) => Refused<ProvinceCode>(text, FaultCodes.ProvinceCodeNot2Digits);

    [Theory]
    [InlineData("4")]
    [InlineData("000041")]
    public void CommuneCode_NotFiveDigits_IsRefused(string text) => Refused<CommuneCode>(text, FaultCodes.CommuneCodeNot5Digits);

    [Theory]
    [InlineData("0100")]
    [InlineData("0100A")]
    public void FacilityCode_NotFiveDigits_IsRefused(string text) => Refused<FacilityCode>(text, FaultCodes.FacilityCodeNot5Digits);

    [Theory]
    [InlineData("H21.129-250812-0035", "H21.129", "250812", "0035")]
    [InlineData("G09.20-20260609-0092637", "G09.20", "20260609", "0092637")]
    [InlineData("G22.99.08-260921-896048", "G22.99.08", "260921", "896048")]
    [InlineData("000.00.00.H29-241122-0001", "000.00.00.H29", "241122", "0001")]
    public void DossierCode_AsSeenInUse_IsTakenApart(string text, string unit, string day, string number)
    {
        var code = Taken<DossierCode>(text);

        Assert.Equal((unit, day, number), (code.Unit, code.Day, code.Number));
    }

    [Theory]
    [InlineData("H21.129-250812-035")]
    [InlineData("H21.129-2508120-0035")]
    [InlineData("h21.129-250812-0035")]
    [InlineData("H21..129-250812-0035")]
    [InlineData("H21.129-250812-0035-1")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-250812-0035")]
    public void DossierCode_AnythingElse_IsRefused(string text) => Refused<DossierCode>(text, FaultCodes.DossierCodeMalformed);

    [Fact]
    public void DossierCodeFor_UnitDayAndNumber_IsTheLinkedServicesForm() => Assert.Equal(
        "G22.99.08-260907-000042",
        DossierCode.For(AgencyIdentifier.Parse("G22.99.08"), new(2026, 9, 7), 42).ToString());

    [Theory]
    [InlineData("1.001193", "1.001193", false)]
    [InlineData("1.011442.000.00.00.H38", "1.011442", true)]
    public void ProcedureCode_NationalOrLocal_IsTaken(string text, string national, bool isLocal)
    {
        var code = Taken<ProcedureCode>(text);

        Assert.Equal((national, isLocal), (code.National, code.IsLocal));
    }

    [Theory]
    [InlineData("1001193")]
    [InlineData("1.00119")]
    [InlineData("1.011442.H38")]
    [InlineData("10.001193")]
    public void ProcedureCode_AnythingElse_IsRefused(string text) => Refused<ProcedureCode>(text, FaultCodes.ProcedureCodeMalformed);

    [Theory]
    [InlineData("H56", "H56", false)]
    [InlineData("H21.129", "H21", false)]
    [InlineData("G22.99.08", "G22", false)]
    [InlineData("000.00.00.H56", "H56", true)]
    public void AgencyIdentifier_NewOrReversed_IsTaken(string text, string root, bool isReversed)
    {
        var identifier = Taken<AgencyIdentifier>(text);

        Assert.Equal((root, isReversed), (identifier.Root, identifier.IsReversed));
    }

    [Theory]
    [InlineData("X21")]
    [InlineData("H2")]
    [InlineData("H21.")]
    [InlineData("000.00.H56")]
    public void AgencyIdentifier_AnythingElse_IsRefused(string text) =>
        Refused<AgencyIdentifier>(text, FaultCodes.AgencyIdentifierMalformed);

    [Fact]
    public void AgencyCodeFor_KindAndUnit_KeepsBoth()
    {
        var code = AgencyCode.For("civil-status", "00004");

        Assert.Equal(("civil-status-00004", "civil-status", "00004"), (code.ToString(), code.Kind, code.Unit));
        Assert.Equal(code, Taken<AgencyCode>("civil-status-00004"));
    }

    [Theory]
    [InlineData("civil-status")]
    [InlineData("civil-status-004")]
    [InlineData("Civil-status-00004")]
    [InlineData("-00004")]
    [InlineData("police--00004")]
    public void AgencyCode_AnythingElse_IsRefused(string text) => Refused<AgencyCode>(text, FaultCodes.AgencyCodeMalformed);

    [Theory]
    [InlineData("1996-02-29", "1996-02-29", "1996-02-29")]
    [InlineData("1996-02", "1996-02-01", "1996-02-29")]
    [InlineData("1996", "1996-01-01", "1996-12-31")]
    public void PartialDate_KnownInPart_SpansWhatItCanMean(string text, string earliest, string latest)
    {
        var date = Taken<PartialDate>(text);

        Assert.Equal(
            (DateOnly.Parse(earliest, provider: null), DateOnly.Parse(latest, provider: null), text.Length == 10),
            (date.Earliest, date.Latest, date.IsWhole));
    }

    [Theory]
    [InlineData("1996-09-01", "1996-09 1996")]
    [InlineData("1996-09", "1996")]
    [InlineData("1996", "")]
    public void PartialDate_Coarser_IsWhatIsLeftWithoutDayAndMonth(string text, string coarser) =>
        Assert.Equal(coarser, string.Join(' ', PartialDate.Parse(text).Coarser));

    [Theory]
    [InlineData("1997-02-29")]
    [InlineData("1996-13")]
    [InlineData("1996-00")]
    [InlineData("1996-1-1")]
    [InlineData("1996-01-")]
    [InlineData("01/09/1996")]
    [InlineData("96")]
    [InlineData("1849")]
    [InlineData("1996-+1-01")]
    [InlineData("١٩٩٦")]
    public void PartialDate_AnythingElse_IsRefused(string text) => Refused<PartialDate>(text, FaultCodes.PartialDateMalformed);

    [Theory]
    [InlineData("001196000001", "1996", true, 0)]
    [InlineData("001096000001", "1996-05-01", false, 0)]
    [InlineData("001196000001", "1997", true, 1)]
    [InlineData("001196000001", "1996", false, 1)]
    [InlineData("001396000001", "1996", false, 2)]
    [InlineData("079301000001", "2001", true, 0)]
    public void Warnings_PartsThatDoNotFit_AreCounted(string id, string born, bool isFemale, int count) =>
        Assert.Equal(count, PersonalId.Parse(id).Warnings(PartialDate.Parse(born), isFemale).Count);

    [Fact]
    public void Warnings_NothingKnown_AreNone() => Assert.Empty(PersonalId.Parse("001196000001").Warnings(null, null));

    [Fact]
    public void Parse_TrustedTextThatIsBad_ThrowsWithTheFaultsWords()
    {
        var exception = Assert.Throws<FormatException>(() => PersonalId.Parse("1"));

        Assert.Contains("12 digits", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_ValueKeyAndNull_AreReadAndWrittenAsText()
    {
        var written = JsonSerializer.Serialize(new Dictionary<CommuneCode, PersonalId?>
        {
            [CommuneCode.Parse("00004")] = PersonalId.Parse("001096000001"),
            [CommuneCode.Parse("00008")] = null,
        });

        Assert.Equal("""{"00004":"001096000001","00008":null}""", written);
        Assert.Equal(2, JsonSerializer.Deserialize<Dictionary<CommuneCode, PersonalId?>>(written)!.Count);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("12")]
    [InlineData("null")]
    public void Json_SomethingElse_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PersonalId>(json));

    [Fact]
    public void TryParse_AnyTextAtAll_SaysYesOrWhyNot()
    {
        Prop.ForAll<string?>(text =>
            Consistent<PersonalId>(text) && Consistent<BirthCertificateCode>(text) && Consistent<DossierCode>(text)
            && Consistent<ProcedureCode>(text) && Consistent<AgencyIdentifier>(text) && Consistent<AgencyCode>(text)
            && Consistent<PartialDate>(text) && Consistent<HealthInsuranceCardCode>(text)).QuickCheckThrowOnFailure();

        static bool Consistent<T>(string? text)
            where T : struct, IIdentifier<T> =>
            T.TryParse(text, out var value, out var fault)
                ? value.ToString() == text && fault is null
                : fault is { Pointer: "", Vi.Length: > 0, En.Length: > 0 } && FaultCodes.All.Contains(fault.Code);
    }

    private static T Taken<T>(string text)
        where T : struct, IIdentifier<T>
    {
        Assert.True(T.TryParse(text, out var value, out var fault), fault?.En);
        Assert.Equal(text, value.ToString());
        Assert.Equal(value, T.Parse(text));
        return value;
    }

    private static void Refused<T>(string text, string code)
        where T : struct, IIdentifier<T>
    {
        Assert.False(T.TryParse(text, out _, out var fault));
        Assert.Equal(code, fault.Code);
        Assert.False(T.TryParse(null, out _, out _));
    }
}
