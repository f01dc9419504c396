using FsCheck;
using FsCheck.Fluent;
using LienThong.Reports.Documents;

namespace LienThong.Reports.Tests.Documents;

public sealed class ReportNumbersTests
{
    [Theory]
    [InlineData(10_688_901, "10.688.901", "10,688,901")]
    [InlineData(999, "999", "999")]
    [InlineData(0, "0", "0")]
    [InlineData(-1_234, "−1.234", "−1,234")]
    public void Count_EachLanguage_SetsThousandsApart(int value, string vi, string en)
    {
        Assert.Equal(vi, ReportNumbers.Count(value, ReportLanguage.Vietnamese));
        Assert.Equal(en, ReportNumbers.Count(value, ReportLanguage.English));
    }

    [Theory]
    [InlineData("55.25", "55,25\u00A0%", "55.25%")]
    [InlineData("100", "100,00\u00A0%", "100.00%")]
    [InlineData("0.005", "0,01\u00A0%", "0.01%")]
    [InlineData("-0.005", "−0,01\u00A0%", "−0.01%")]
    public void Percent_EachLanguage_HasTwoDecimals(string percent, string vi, string en)
    {
        var value = decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(vi, ReportNumbers.Percent(value, ReportLanguage.Vietnamese));
        Assert.Equal(en, ReportNumbers.Percent(value, ReportLanguage.English));
    }

    [Theory]
    [InlineData(5, "+5")]
    [InlineData(0, "±0")]
    [InlineData(-5, "−5")]
    public void Signed_EachSign_IsShown(int value, string printed) =>
        Assert.Equal(printed, ReportNumbers.Signed(ReportNumbers.Count(value, ReportLanguage.Vietnamese), value));

    [Theory]
    [InlineData(2022, 6, 3, "ngày 03 tháng 6 năm 2022", "3 June 2022")]
    [InlineData(2026, 2, 16, "ngày 16 tháng 02 năm 2026", "16 February 2026")]
    [InlineData(2026, 12, 28, "ngày 28 tháng 12 năm 2026", "28 December 2026")]
    public void LongDay_EachLanguage_IsAnOfficialPapers(int year, int month, int day, string vi, string en)
    {
        Assert.Equal(vi, ReportNumbers.LongDay(new DateOnly(year, month, day), ReportLanguage.Vietnamese));
        Assert.Equal(en, ReportNumbers.LongDay(new DateOnly(year, month, day), ReportLanguage.English));
    }

    [Fact]
    public void Count_AnyNumber_IsTheSameDigitsInBothLanguages() =>
        Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(), value =>
            ReportNumbers.Count(value, ReportLanguage.Vietnamese).Replace('.', ',') == ReportNumbers.Count(value, ReportLanguage.English)
            && ReportNumbers.Count(value, ReportLanguage.English).Replace(",", "", StringComparison.Ordinal).Replace('−', '-')
                == value.ToString(System.Globalization.CultureInfo.InvariantCulture)).QuickCheckThrowOnFailure();
}
