using FsCheck;
using FsCheck.Fluent;
using LienThong.Reports.Figures;

namespace LienThong.Reports.Tests.Figures;

public sealed class HistogramTests
{
    [Fact]
    public void Median_Nothing_IsNoNumber()
    {
        Assert.Null(new Histogram().Median());
        Assert.Null(new Histogram().Percentile(90));
    }

    [Fact]
    public void Median_AnySamples_IsThatOfTheSortedList() => Prop.ForAll(Samples(), minutes =>
    {
        var sorted = minutes.Order().ToList();
        var middle = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2m;
        return Of(minutes).Median() == middle;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Percentile_AnySamples_IsTheShortestThatSoManyDoNotExceed() => Prop.ForAll(Samples(), minutes =>
    {
        var expected = minutes.Order().First(m => minutes.Count(other => other <= m) * 10 >= minutes.Count * 9);
        return Of(minutes).Percentile(90) == expected;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_PartsInAnyOrder_IsThatOfTheWhole() => Prop.ForAll(Samples(), minutes =>
    {
        var sum = new Histogram();
        foreach (var part in minutes.Chunk(3).Reverse())
        {
            sum.Add(Of(part));
        }

        return sum.Entries.SequenceEqual(Of(minutes).Entries) && sum.Count == minutes.Count && sum.Sum == minutes.Sum();
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<List<int>> Samples() => Gen.Choose(0, 40).NonEmptyListOf().Select(list => list.ToList()).ToArbitrary();

    private static Histogram Of(IEnumerable<int> minutes)
    {
        var histogram = new Histogram();
        foreach (var one in minutes)
        {
            histogram.Add(one);
        }

        return histogram;
    }
}
