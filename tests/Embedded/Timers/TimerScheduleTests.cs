using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Embedded.Timers;

namespace LienThong.Embedded.Tests.Timers;

public sealed class TimerScheduleTests
{
    [Theory]
    // Every quarter of an hour, in UTC.
    [InlineData("0 */15 * * * *", "UTC", "2026-08-03T01:00:00Z", "2026-08-03T01:15:00Z")]
    // Half past seven in the evening in Hà Nội is half past twelve UTC.
    [InlineData("0 30 19 * * *", "Asia/Ho_Chi_Minh", "2026-08-03T01:00:00Z", "2026-08-03T12:30:00Z")]
    // Monday there is Sunday evening here.
    [InlineData("0 0 6 * * 1", "Asia/Ho_Chi_Minh", "2026-08-02T22:00:00Z", "2026-08-02T23:00:00Z")]
    [InlineData("0 0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z")]
    // The hour that New York skips in spring: late instead of lost.
    [InlineData("0 30 2 * * *", "America/New_York", "2026-03-08T06:00:00Z", "2026-03-08T07:30:00Z")]
    // The hour that it repeats in autumn: once, the first time.
    [InlineData("0 30 1 * * *", "America/New_York", "2026-11-01T05:00:00Z", "2026-11-01T05:30:00Z")]
    [InlineData("0 30 1 * * *", "America/New_York", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z")]
    public void Next_KnownSchedules_IsTheNextMoment(string expression, string zone, string after, string next)
    {
        Assert.True(TimerSchedule.TryParse(expression, TimeZoneInfo.FindSystemTimeZoneById(zone), out var schedule));

        Assert.Equal(Instant(next), schedule.Next(Instant(after)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 * * * *")]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("0 0 25 * * *")]
    [InlineData("00:05:00")]
    public void TryParse_NoSixFieldsOrNeverComing_IsRefused(string expression) =>
        Assert.False(TimerSchedule.TryParse(expression, TimeZoneInfo.Utc, out _));

    [Fact]
    public void Next_AnyMomentInAnyZone_GoesForwardWithoutGapOrRepeat()
    {
        string[] zones = ["UTC", "Asia/Ho_Chi_Minh", "America/New_York", "Europe/Berlin"];
        Prop.ForAll<int, int, NonNegativeInt>((day, second, pick) =>
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(zones[pick.Get % zones.Length]);
            Assert.True(TimerSchedule.TryParse("0 0 */6 * * *", zone, out var schedule));
            var moment = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day % 1000).AddSeconds(second % 86_400);

            var next = schedule.Next(moment)!.Value;
            var justBefore = schedule.Next(next.AddTicks(-1))!.Value;

            // Six hours on the wall are five to seven when the zone changes.
            return next > moment && next - moment <= TimeSpan.FromHours(7) && justBefore == next;
        }).QuickCheckThrowOnFailure();
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
