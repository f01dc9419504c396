using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Tests.Forms;

public sealed class FormatsTests
{
    [Theory]
    [InlineData(Formats.Date, "2024-02-29")]
    [InlineData(Formats.DateTime, "2026-09-01T08:30:00+07:00")]
    [InlineData(Formats.DateTime, "2026-09-01T01:30:00.1234567Z")]
    [InlineData(Formats.Time, "00:00")]
    [InlineData(Formats.Time, "23:59")]
    [InlineData(Formats.Phone, "0912345678")]
    [InlineData(Formats.Phone, "+84912345678")]
    [InlineData(Formats.Email, "ten.dem+nhan@mien-phu.vidu.vn")]
    [InlineData(Formats.Passport, "C1234567")]
    [InlineData(Formats.CountryCode, "VN")]
    [InlineData(Formats.Sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(Formats.Text, "Nguyễn Văn A")]
    [InlineData(Formats.Kebab, "birth.decree-63-2024")]
    [InlineData(Formats.Pointer, "/a/b~1c")]
    [InlineData(Formats.Pointer, "")]
    [InlineData(Formats.ProcedureCode, "3.000722")]
    [InlineData(Formats.AgencyCode, "civil-status-00004")]
    [InlineData(Formats.DossierCode, "G22.99.08-260921-896048")]
    [InlineData(Formats.PartialDate, "1996-09")]
    [InlineData(Formats.HealthInsuranceCardCode, "TE1010123456789")]
    public void Check_TextOfTheFormat_IsTaken(string format, string text) => Assert.Null(Formats.Check(format, text));

    [Theory]
    [InlineData(Formats.Date, "2026-02-29", FaultCodes.DateMalformed)]
    [InlineData(Formats.Date, "2026-9-1", FaultCodes.DateMalformed)]
    [InlineData(Formats.Date, "２０２６-09-01", FaultCodes.DateMalformed)]
    [InlineData(Formats.DateTime, "2026-09-01T08:30:00", FaultCodes.InstantMalformed)]
    [InlineData(Formats.DateTime, "2026-09-01 08:30:00Z", FaultCodes.InstantMalformed)]
    [InlineData(Formats.DateTime, "2026-09-31T08:30:00Z", FaultCodes.InstantMalformed)]
    [InlineData(Formats.DateTime, "0001-01-01T00:00:00+07:00", FaultCodes.InstantMalformed)]
    [InlineData(Formats.Time, "24:00", FaultCodes.TimeMalformed)]
    [InlineData(Formats.Time, "8:30", FaultCodes.TimeMalformed)]
    [InlineData(Formats.Phone, "912345678", FaultCodes.PhoneMalformed)]
    [InlineData(Formats.Phone, "0912 345 678", FaultCodes.PhoneMalformed)]
    [InlineData(Formats.Email, "a@b", FaultCodes.EmailMalformed)]
    [InlineData(Formats.Email, "a b@mien.vn", FaultCodes.EmailMalformed)]
    [InlineData(Formats.Email, "@mien.vn", FaultCodes.EmailMalformed)]
    [InlineData(Formats.Email, "a@@mien.vn", FaultCodes.EmailMalformed)]
    [InlineData(Formats.Email, "a@mien..vn", FaultCodes.EmailMalformed)]
    [InlineData(Formats.Email, "a@-mien.vn", FaultCodes.EmailMalformed)]
    [InlineData(Formats.Passport, "c1234567", FaultCodes.PassportMalformed)]
    [InlineData(Formats.CountryCode, "VNM", FaultCodes.CountryCodeMalformed)]
    [InlineData(Formats.Sha256, "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", FaultCodes.Sha256Malformed)]
    [InlineData(Formats.Sha256, "e3b0", FaultCodes.Sha256Malformed)]
    [InlineData(Formats.Text, "", FaultCodes.TextMalformed)]
    [InlineData(Formats.Text, "a ", FaultCodes.TextMalformed)]
    [InlineData(Formats.Text, "a\nb", FaultCodes.TextMalformed)]
    [InlineData(Formats.Kebab, "Birth", FaultCodes.KebabMalformed)]
    [InlineData(Formats.Kebab, "../birth", FaultCodes.KebabMalformed)]
    [InlineData(Formats.Pointer, "a/b", FaultCodes.PointerMalformed)]
    public void Check_AnythingElse_IsRefused(string format, string text, string code) =>
        Assert.Equal(code, Formats.Check(format, text)?.Code);

    [Fact]
    public void All_Formats_RefuseAnEmptyTextButThePointer() => Assert.All(
        Formats.All.Where(format => format != Formats.Pointer),
        format => Assert.NotNull(Formats.Check(format, "")));
}
