using LienThong.Procedures.Declarations;
using LienThong.Procedures.Faults;
using static LienThong.Procedures.Tests.Declarations.Given;

namespace LienThong.Procedures.Tests.Declarations;

public sealed class DeathNoticeTests
{
    private static readonly DateTimeOffset Received = new(2026, 9, 1, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void Check_Sample_IsAccepted()
    {
        var check = Check();

        Assert.Empty(check.Faults);
        Assert.Equal(("00021.GBT.01001.26", "01001"), (check.Notice!.Code, check.Notice.Facility.ToString()));
    }

    [Theory]
    [InlineData("/noticeCode", "BT-2026/17", null, null)]
    [InlineData("/issuedAt", "2026-09-01T04:19:00+07:00", "notice-before-death", "/issuedAt")]
    [InlineData("/issuedAt", "2026-09-01T08:06:00+07:00", "date-in-future", "/issuedAt")]
    [InlineData("/deceased/birthDate", "2027", "death-before-birth", "/deceased/deathDate")]
    [InlineData("/deceased/birthDate", "1948-02-30", FaultCodes.PartialDateMalformed, "/deceased/birthDate")]
    [InlineData("/deceased/residence/commune", "99999", FaultCodes.UnitUnknown, "/deceased/residence/commune")]
    public void Check_OneThingChanged_IsToldIfItCannotBe(string at, string value, string? code, string? pointer) => Assert.Equal(
        code is null ? [] : [(code, pointer!)],
        Check(at, value).Faults.Select(fault => (fault.Code, fault.Pointer)));

    // The eve of the National Day is off, and so is the day itself.
    [Theory]
    [InlineData("2026-09-03T11:30:00+07:00", false)]
    [InlineData("2026-09-03T11:31:00+07:00", true)]
    public void IsLate_FourWorkingHours_SkipTheHolidays(string received, bool isLate) =>
        Assert.Equal(isLate, Notices.IsLate(Check().Notice!, DateTimeOffset.Parse(received, provider: null), Library.Calendar));

    [Theory]
    [InlineData("/deceased/fullName", "Đỗ Văn Khác", "/deceased/fullName")]
    [InlineData("/deceased/fullName", "ĐỖ VĂN MẪU", null)]
    [InlineData("/deceased/birthDate", "1948-07-19", null)]
    [InlineData("/deceased/birthDate", "1949", "/deceased/birthDate")]
    [InlineData("/deceased/deathDate", "2026-09", null)]
    [InlineData("/deceased/deathDate", "2026-08-31", "/deceased/deathDate")]
    [InlineData("/deceased/personalId", "001048000012", "/deceased/personalId")]
    [InlineData("/deceased/residence/detail", "Nơi khác", null)]
    public void Compare_OneThingDeclaredOtherwise_IsPointedOut(string at, string value, string? difference)
    {
        var declaration = Sample("declarations/death.form-02.json");
        Set(declaration, at, value);

        Assert.Equal(
            difference is null ? [] : [difference],
            NoticeMatch.Compare(Library.Get("2.002913", "decree-301-2026").Declaration.Notice!, Check().Notice!.Document, Element(declaration)));
    }

    private static NoticeCheck Check(string? at = null, string? value = null)
    {
        var notice = Sample("notices/death-notice.json");
        if (at is not null)
        {
            Set(notice, at, value);
        }

        return Notices.Check(Library.Notice("death"), Element(notice), Library, Received);
    }
}
