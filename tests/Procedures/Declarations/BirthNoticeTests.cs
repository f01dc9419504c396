using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Faults;
using static LienThong.Procedures.Tests.Declarations.Given;

namespace LienThong.Procedures.Tests.Declarations;

public sealed class BirthNoticeTests
{
    private static readonly DateTimeOffset Received = At("2026-07-20 09:20");

    [Fact]
    public void Check_Sample_IsAccepted()
    {
        var check = Check();

        Assert.Empty(check.Faults);
        Assert.Equal(("00123.GCS.01001.26", "01001"), (check.Notice!.Code, check.Notice.Facility.ToString()));
    }

    [Theory]
    [InlineData("/issuedAt", "2026-07-20T09:30:00+07:00", "date-in-future", "/issuedAt")]
    [InlineData("/issuedAt", "2026-07-18T08:29:00+07:00", "certificate-before-birth", "/issuedAt")]
    [InlineData("/facility", "01002", "certificate-facility-differs", "/certificateCode")]
    [InlineData("/certificateCode", "00123.GCS.01001.25", "certificate-year-implausible", "/certificateCode")]
    [InlineData("/mother/birthDate", "2026", null, null)]
    [InlineData("/mother/birthDate", "2027", "parent-not-older", "/mother/birthDate")]
    [InlineData("/mother/residence/commune", "99999", FaultCodes.UnitUnknown, "/mother/residence/commune")]
    [InlineData("/mother/personalId", "1", FaultCodes.PersonalIdNot12Digits, "/mother/personalId")]
    [InlineData("/issuedAt", "2026-07-20T09:15:00", FaultCodes.InstantMalformed, "/issuedAt")]
    public void Check_OneThingChanged_IsToldIfItCannotBe(string at, string value, string? code, string? pointer)
    {
        var faults = Check(notice => Set(notice, at, value)).Faults;

        Assert.Equal(
            code is null ? [] : [(code, pointer!)],
            faults.Select(fault => (fault.Code, fault.Pointer)));
    }

    [Fact]
    public void Check_SecondOfOneChild_IsTold() => Assert.Equal(
        "birth-order-beyond-children",
        Assert.Single(Check(notice => Set(notice, "/child/birthOrder", 2)).Faults).Code);

    [Fact]
    public void Check_HospitalsClockFourMinutesAhead_IsAccepted() =>
        Assert.True(Check(notice => Set(notice, "/issuedAt", "2026-07-20T09:24:00+07:00")).IsAccepted);

    [Theory]
    [InlineData("2026-07-20 09:15", "2026-07-20 14:45", false)]
    [InlineData("2026-07-20 09:15", "2026-07-20 14:46", true)]
    [InlineData("2026-07-17 16:00", "2026-07-20 10:30", false)]
    [InlineData("2026-07-17 16:00", "2026-07-20 10:31", true)]
    [InlineData("2026-07-18 02:00", "2026-07-20 11:30", false)]
    public void IsLate_FourWorkingHours_AreCountedWithoutTheCutOff(string issued, string received, bool isLate) =>
        Assert.Equal(
            isLate,
            Notices.IsLate(Check(notice => Set(notice, "/issuedAt", $"{issued.Replace(' ', 'T')}:00+07:00")).Notice!, At(received), Library.Calendar));

    [Fact]
    public void Compare_SampleWithSample_Agrees() => Assert.Empty(Differences());

    [Theory]
    [InlineData("/mother/fullName", "Trần Thị Mậu", "/mother/fullName")]
    [InlineData("/mother/fullName", "trần  thị mẫu", null)]
    [InlineData("/mother/birthDate", "1996", null)]
    [InlineData("/mother/birthDate", "1995", "/mother/birthDate")]
    [InlineData("/mother/personalId", "001196000009", "/mother/personalId")]
    [InlineData("/mother/passport", "C1234567", null)]
    [InlineData("/child/birthDate", "2026-07-19", "/child/birthDate")]
    [InlineData("/child/birthTime", "08:31", "/child/birthTime")]
    [InlineData("/child/sex", "undetermined", "/child/sex")]
    [InlineData("/child/birthPlace/facility", "01002", "/child/birthPlace/facility")]
    [InlineData("/child/fullName", "Nguyễn Hoàn Toàn Khác", null)]
    [InlineData("/mother/residence/detail", "Nơi khác", null)]
    [InlineData("/hospitalPaper/certificateCode", "00124.GCS.01001.26", "/hospitalPaper/certificateCode")]
    public void Compare_OneThingDeclaredOtherwise_IsPointedOut(string at, string value, string? difference) =>
        Assert.Equal(difference is null ? [] : [difference], Differences(declaration => Set(declaration, at, value)));

    [Theory]
    [InlineData("/child/weightGrams", 3100)]
    [InlineData("/child/birthOrder", 2)]
    [InlineData("/child/childrenInBirth", 2)]
    public void Compare_OneNumberDeclaredOtherwise_IsPointedOut(string at, int value) =>
        Assert.Equal([at], Differences(declaration => Set(declaration, at, value)));

    [Fact]
    public void Compare_DeclarationWithoutTheMother_PointsOutHer() =>
        Assert.Equal(["/mother"], Differences(declaration => declaration.Remove("mother")));

    [Fact]
    public void Compare_WhatOneSideLeavesOut_DoesNotDiffer() => Assert.Empty(Differences(declaration =>
    {
        declaration["child"]!.AsObject().Remove("birthTime");
        declaration["child"]!.AsObject().Remove("weightGrams");
        declaration["mother"]!.AsObject().Remove("personalId");
    }));

    private static NoticeCheck Check(Action<JsonObject>? change = null)
    {
        var notice = Sample("notices/birth-notice.json");
        change?.Invoke(notice);
        return Notices.Check(Library.Notice("birth"), Element(notice), Library, Received);
    }

    private static IReadOnlyList<string> Differences(Action<JsonObject>? change = null)
    {
        var declaration = Sample("declarations/birth.decree-63-2024.json");
        change?.Invoke(declaration);
        return NoticeMatch.Compare(
            Library.Get("3.000722", "decree-63-2024").Declaration.Notice!, Check().Notice!.Document, Element(declaration));
    }

    private static DateTimeOffset At(string local) => new(
        DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        TimeSpan.FromHours(7));
}
