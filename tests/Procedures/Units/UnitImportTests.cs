using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Procedures.Units;

namespace LienThong.Procedures.Tests.Units;

public sealed class UnitImportTests
{
    private const string Header = "province,code,name,validFrom,validTo\n";

    [Fact]
    public void Parse_GoodList_GivesItsCommunes()
    {
        var result = UnitImport.Parse("\uFEFF" + Header.Replace("\n", "\r\n", StringComparison.Ordinal)
            + "01,00004,Phường Ba Đình,2025-07-01,\r\n\r\n01,00008,\"Phường \"\"Ngọc\"\", Hà\",2025-07-01,2026-12-31");

        Assert.Empty(result.Faults);
        Assert.Equal(["Phường Ba Đình", "Phường \"Ngọc\", Hà"], result.Units.Select(unit => unit.Name));
        Assert.Equal(new DateOnly(2026, 12, 31), result.Units[1].ValidTo);
        Assert.Equal(Certainty.Secondary, result.Units[0].Source.Certainty);
    }

    [Fact]
    public void Parse_RenamedCommune_MayStandTwiceOneAfterTheOther()
    {
        var result = UnitImport.Parse(Header
            + "01,00004,Phường Mới,2026-07-01,\n"
            + "01,00004,Phường Cũ,2025-07-01,2026-06-30\n");

        Assert.Empty(result.Faults);
        var units = new AdministrativeUnits([], result.Units);
        Assert.True(units.TryGetCommune(CommuneCode.Parse("00004"), new(2026, 6, 30), out var before));
        Assert.True(units.TryGetCommune(CommuneCode.Parse("00004"), new(2026, 7, 1), out var after));
        Assert.Equal(("Phường Cũ", "Phường Mới"), (before.Name, after.Name));
        Assert.False(units.TryGetCommune(CommuneCode.Parse("00004"), new(2025, 6, 30), out _));
    }

    [Fact]
    public void Parse_ManyFaults_TellsThemAllWithTheirLines()
    {
        var result = UnitImport.Parse(
            Header
            + "1,00004,Phường Ba Đình,2025-07-01,\n"            // 2: province
            + "01,4,,2025-13-01,\n"                             // 3: code, name, day
            + "01,00008,Phường Ngọc Hà,2025-07-01\n"            // 4: columns
            + "01,00025,Phường Giảng Võ,2025-07-01,2025-06-30\n" // 5: reversed
            + "01,00070,Phường Hoàn Kiếm,2025-07-01,\n"
            + "01,00070,Phường Hoàn Kiếm,2025-08-01,\n"          // 7: twice
            + "01,00082,Phường Cửa Nam,2025-07-01,2025-12-31\n"
            + "04,00082,Phường Cửa Nam,2026-01-01,\n"            // 9: reused elsewhere
            + "99,00091,Phường Phú Thượng,2025-07-01,\n",        // 10: no such province
            [Province("01"), Province("04")]);

        Assert.Equal(
            [
                (2, FaultCodes.ProvinceCodeNot2Digits, "/province"),
                (3, FaultCodes.CommuneCodeNot5Digits, "/code"),
                (3, FaultCodes.TextMalformed, "/name"),
                (3, FaultCodes.DateMalformed, "/validFrom"),
                (4, FaultCodes.UnitListColumnsWrong, ""),
                (5, FaultCodes.UnitDatesReversed, "/validTo"),
                (7, FaultCodes.UnitCodeTwice, "/code"),
                (9, FaultCodes.UnitCodeReused, "/code"),
                (10, FaultCodes.ProvinceUnknown, "/province"),
            ],
            result.Faults.Select(fault => (fault.Line, fault.Fault.Code, fault.Fault.Pointer)));
    }

    [Theory]
    [InlineData("", FaultCodes.UnitListEmpty)]
    [InlineData("code,name\n00004,Phường Ba Đình\n", FaultCodes.UnitListHeaderWrong)]
    [InlineData(Header, FaultCodes.UnitListEmpty)]
    [InlineData(Header + "01,00004,\"Phường Ba Đình,2025-07-01,\n", FaultCodes.UnitListQuoteOpen)]
    public void Parse_NotAListAtAll_SaysSo(string csv, string code) =>
        Assert.Equal(code, Assert.Single(UnitImport.Parse(csv).Faults).Fault.Code);

    [Fact]
    public void Parse_TooLong_IsRefusedWithoutReadingOn()
    {
        Assert.Equal(
            FaultCodes.UnitListTooLong,
            Assert.Single(UnitImport.Parse(Header + new string('x', UnitImport.MaxLength)).Faults).Fault.Code);
        var rows = Enumerable.Range(0, UnitImport.MaxRows + 1).Select(row => $"01,{row:D5},Xã mẫu {row},2025-07-01,\n");
        Assert.Equal(
            FaultCodes.UnitListTooLong,
            Assert.Single(UnitImport.Parse(Header + string.Concat(rows)).Faults).Fault.Code);
    }

    [Fact]
    public void Parse_ListThatNamesItsSources_KeepsThem()
    {
        var good = UnitImport.Parse("province,code,name,validFrom,validTo,certainty,source\n01,00004,Phường Ba Đình,2025-07-01,,confirmed,Gazette\n");
        var bad = UnitImport.Parse("province,code,name,validFrom,validTo,certainty,source\n01,00004,Phường Ba Đình,2025-07-01,,sure,\n");

        Assert.Equal(new Source("Gazette", Certainty.Confirmed), Assert.Single(good.Units).Source);
        Assert.Equal([FaultCodes.CertaintyUnknown, FaultCodes.TextMalformed], bad.Faults.Select(fault => fault.Fault.Code));
    }

    [Fact]
    public void Parse_WholeCountry_IsTakenIn()
    {
        var rows = Enumerable.Range(0, 3321).Select(row => $"01,{row:D5},Xã mẫu {row},2025-07-01,\n");

        Assert.Equal(3321, UnitImport.Parse(Header + string.Concat(rows)).Units.Count);
    }

    private static Province Province(string code) =>
        new(ProvinceCode.Parse(code), "Tỉnh mẫu", new(2025, 7, 1), null, new("test", Certainty.Unconfirmed));
}
