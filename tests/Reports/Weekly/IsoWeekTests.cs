using LienThong.Reports.Weekly;

namespace LienThong.Reports.Tests.Weekly;

public sealed class IsoWeekTests
{
    [Theory]
    [InlineData("2022-W22", "2022-05-30", "2022-06-05")]
    [InlineData("2026-W01", "2025-12-29", "2026-01-04")]
    [InlineData("2026-W53", "2026-12-28", "2027-01-03")]
    public void Parse_Week_HasItsDays(string text, string monday, string sunday)
    {
        var week = IsoWeek.Parse(text);

        Assert.Equal((DateOnly.Parse(monday), DateOnly.Parse(sunday)), (week.Monday, week.Sunday));
        Assert.Equal(text, week.ToString());
        Assert.Equal(week, IsoWeek.Of(week.Sunday));
        Assert.Equal(week, IsoWeek.Of(week.Monday));
        Assert.Equal(IsoWeek.Of(week.Monday.AddDays(-1)), week.Previous);
        Assert.Equal(new DateTimeOffset(week.Sunday.AddDays(1), default, TimeSpan.FromHours(7)), week.End);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-W53")]
    [InlineData("2026-W54")]
    [InlineData("2026-W00")]
    [InlineData("2026-W1")]
    [InlineData("2026W01")]
    [InlineData(" 026-W01")]
    public void TryParse_NoWeek_IsRefused(string? text) => Assert.False(IsoWeek.TryParse(text, out _));
}
