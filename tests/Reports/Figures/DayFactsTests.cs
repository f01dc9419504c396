using FsCheck;
using FsCheck.Fluent;
using LienThong.Reports.Figures;
using static LienThong.Reports.Tests.SampleDossiers;

namespace LienThong.Reports.Tests.Figures;

public sealed class DayFactsTests
{
    [Fact]
    public void Add_DossiersInAnyOrder_GivesTheSameBytes() => Prop.ForAll(Ends(), ends =>
    {
        var counted = ends.Select((end, i) => ($"dossier-{i}", DossierCount.Of(EndedAt(end), Rules))).ToList();

        return Sum(counted, Day(2)).ToBytes().SequenceEqual(Sum(Enumerable.Reverse(counted), Day(2)).ToBytes());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_AllDaysOfADossier_LosesNothing() => Prop.ForAll(Ends(), ends =>
    {
        var counted = ends.Select((end, i) => ($"dossier-{i}", DossierCount.Of(EndedAt(end), Rules))).ToList();
        var days = Enumerable.Range(0, 10).Select(i => Sum(counted, Day(i))).ToList();

        return Total(days, FactKey.Whole, Counted.Filed) == ends.Count
            && Total(days, "residence", Counted.Done) == ends.Count
            && Total(days, "residence", Counted.BeforeTime) + Total(days, "residence", Counted.OnTime) + Total(days, "residence", Counted.Late) == ends.Count
            && days.Sum(d => d.Tallies.Values.Sum(t => t.Durations.Count)) == 3 * ends.Count;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_OneDossierFromOnTimeToLate_MovesExactlyOneCountOfItsStep()
    {
        var (before, after) = (Sum([("a", DossierCount.Of(EndedAt(Monday(17, 0, 2)), Rules))], Day(2)), Sum([("a", DossierCount.Of(EndedAt(Monday(17, 1, 2)), Rules))], Day(2)));

        var moved = Enum.GetValues<Counted>()
            .SelectMany(c => before.Tallies.Select(t => (Key: t.Key.Part, Counted: c, By: after.Tallies[t.Key][c] - t.Value[c])))
            .Where(change => change.By != 0);
        Assert.Equal([("residence", Counted.OnTime, -1L), ("residence", Counted.Late, 1L)], moved);
    }

    [Fact]
    public void Read_WhatWasWritten_GivesEveryTallyAndWhoWasLate() => Prop.ForAll(Ends(), ends =>
    {
        var written = Sum(ends.Select((end, i) => ($"dossier-{i:00}", DossierCount.Of(EndedAt(end), Rules))), Day(2));
        var read = new DayFacts();

        var late = new DayFactsReader().Read(written.ToBytes(), (key, tally) => read.Of(key).Add(tally));

        return read.Tallies.Keys.SequenceEqual(written.Tallies.Keys)
            && read.Tallies.All(t => t.Value.Counts.SequenceEqual(written.Tallies[t.Key].Counts)
                && t.Value.Durations.Entries.SequenceEqual(written.Tallies[t.Key].Durations.Entries)
                && t.Value.Waits.Entries.SequenceEqual(written.Tallies[t.Key].Waits.Entries))
            && late.Count == ends.Count(end => end > Monday(17, 0, 2) && end < Monday(0, 0, 3));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_Nothing_GivesNothing() =>
        Assert.Empty(new DayFactsReader().Read(new DayFacts().ToBytes(), (_, _) => Assert.Fail("There is nothing.")));

    private static Arbitrary<List<DateTimeOffset>> Ends() => (
        from day in Gen.Choose(0, 3)
        from hour in Gen.Choose(10, 18)
        from minute in Gen.Choose(0, 1)
        select Monday(hour, minute, day)).NonEmptyListOf().Select(list => list.Take(20).ToList()).ToArbitrary();

    private static DayFacts Sum(IEnumerable<(string Dossier, DossierFigures Figures)> counted, DateOnly day)
    {
        var facts = new DayFacts();
        foreach (var (dossier, figures) in counted)
        {
            facts.Add(dossier, figures, day);
        }

        return facts;
    }

    private static long Total(IEnumerable<DayFacts> days, string part, Counted counted) =>
        days.SelectMany(d => d.Tallies).Where(t => t.Key.Part == part).Sum(t => t.Value[counted]);
}
