using FsCheck;
using FsCheck.Fluent;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Tests.Stories;

public sealed class DrawsTests
{
    [Fact]
    public void Uniform_SameArguments_GivesTheSameNumberInRange() => Prop.ForAll<int, int, NonNull<string>>((seed, who, purpose) =>
    {
        var drawn = new Draws(seed).Uniform(who, purpose.Get, 3);
        return drawn is >= 0 and < 1 && drawn.Equals(new Draws(seed).Uniform(who, purpose.Get, 3));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Uniform_AnyOtherArgument_GivesAnotherNumber() => Prop.ForAll<int, int, NonNull<string>>((seed, who, purpose) =>
    {
        var drawn = new Draws(seed).Uniform(who, purpose.Get, 1);
        return !drawn.Equals(new Draws(seed + 1).Uniform(who, purpose.Get, 1))
            && !drawn.Equals(new Draws(seed).Uniform(who + 1, purpose.Get, 1))
            && !drawn.Equals(new Draws(seed).Uniform(who, purpose.Get + "x", 1))
            && !drawn.Equals(new Draws(seed).Uniform(who, purpose.Get, 2));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Uniform_ManyDraws_SpreadEvenly()
    {
        var draws = new Draws(2026);
        var tenths = Enumerable.Range(0, 20_000).GroupBy(who => (int)(draws.Uniform(who, "spread") * 10)).Select(group => group.Count()).ToList();
        Assert.Equal(10, tenths.Count);
        Assert.All(tenths, count => Assert.InRange(count, 1800, 2200));
    }

    [Fact]
    public void Weighted_ManyDraws_AreAsOftenAsTheirWeights()
    {
        var drawn = Enumerable.Range(0, 10_000).CountBy(who => new Draws(7).Weighted([("seldom", 1), ("never", 0), ("often", 9)], who, "weighted")).ToDictionary();
        Assert.InRange(drawn["seldom"], 900, 1100);
        Assert.Equal(10_000 - drawn["seldom"], drawn["often"]);
    }

    [Fact]
    public void Digits_AnyCount_AreDigits()
    {
        Assert.Matches("^[0-9]{12}$", new Draws(1).Digits(12, 5, "digits"));
        Assert.NotEqual(new Draws(1).Digits(12, 5, "digits"), new Draws(1).Digits(12, 6, "digits"));
    }
}
