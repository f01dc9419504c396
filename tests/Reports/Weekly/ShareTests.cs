using FsCheck;
using FsCheck.Fluent;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Tests.Weekly;

public sealed class ShareTests
{
    [Theory]
    [InlineData(1, 3, "33.33")]
    [InlineData(2, 3, "66.67")]
    [InlineData(1, 800, "0.13")]
    [InlineData(1, 160_000, "0.00")]
    [InlineData(1, 20_000, "0.01")]
    [InlineData(26, 98, "26.53")]
    [InlineData(long.MaxValue / 100, long.MaxValue / 100, "100.00")]
    public void Percent_Counts_IsRoundedHalfAwayFromZero(long part, long whole, string percent) =>
        Assert.Equal(percent, FormattableString.Invariant($"{new Share(part, whole).Percent:0.00}"));

    [Fact]
    public void Percent_OfNothing_IsNoNumberAndRanksLast()
    {
        Assert.Null(new Share(0, 0).Percent);
        Assert.True(new Share(0, 0) < new Share(0, 1));
    }

    [Fact]
    public void CompareTo_AnyTwo_GoesByTheExactFraction() => Prop.ForAll(Gen.Choose(0, 40).Four().ToArbitrary(), counts =>
    {
        var (left, right) = (new Share(counts.Item1, counts.Item2 + 1), new Share(counts.Item3, counts.Item4 + 1));
        return Math.Sign(left.CompareTo(right)) == Math.Sign((left.Part * right.Whole) - (right.Part * left.Whole));
    }).QuickCheckThrowOnFailure();
}
