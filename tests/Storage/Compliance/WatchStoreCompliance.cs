using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Tests.Compliance;

public abstract class WatchStoreCompliance : ComplianceSuite
{
    private static readonly DateTimeOffset Monday = Samples.Monday;

    private IWatchStore Store => Storage.Watch;

    [Fact]
    public async Task Due_NothingThere_IsEmpty()
    {
        Assert.Empty(await Store.DueAsync(DateTimeOffset.MaxValue, 10, None));
        Assert.Empty(await Store.UnchangedAsync(DateTimeOffset.MaxValue, 10, None));
    }

    [Fact]
    public async Task Due_ManyEntries_GivesThoseDueEarliestFirst()
    {
        await Store.PutAsync(Samples.Code(1), 3, Monday.AddHours(3), Monday, None);
        await Store.PutAsync(Samples.Code(2), 3, Monday.AddHours(1), Monday, None);
        await Store.PutAsync(Samples.Code(3), 3, null, Monday, None);
        await Store.PutAsync(Samples.Code(4), 3, Monday.AddHours(2), Monday.AddTicks(7), None);
        await Storage.ReopenAsync();

        var due = await Store.DueAsync(Monday.AddHours(2), 10, None);

        Assert.Equal(
            [
                new WatchEntry(Samples.Code(2), 3, Monday.AddHours(1), Monday),
                new WatchEntry(Samples.Code(4), 3, Monday.AddHours(2), Monday.AddTicks(7)),
            ],
            due);
        Assert.Equal([Samples.Code(2)], (await Store.DueAsync(Monday.AddHours(9), 1, None)).Select(e => e.Code));
        Assert.Empty(await Store.DueAsync(Monday.AddHours(1).AddTicks(-1), 10, None));
    }

    [Fact]
    public async Task Unchanged_ManyEntries_GivesThoseChangedBeforeLongestFirst()
    {
        await Store.PutAsync(Samples.Code(1), 3, null, Monday.AddHours(3), None);
        await Store.PutAsync(Samples.Code(2), 3, Monday.AddDays(1), Monday.AddHours(1), None);
        await Store.PutAsync(Samples.Code(3), 3, null, Monday.AddHours(2), None);

        Assert.Equal([Samples.Code(2), Samples.Code(3)], (await Store.UnchangedAsync(Monday.AddHours(3), 10, None)).Select(e => e.Code));
        Assert.Equal([Samples.Code(2)], (await Store.UnchangedAsync(Monday.AddHours(9), 1, None)).Select(e => e.Code));
    }

    [Fact]
    public async Task Put_NewerVersion_Replaces()
    {
        await Store.PutAsync(Samples.Code(1), 3, Monday, Monday, None);
        await Store.PutAsync(Samples.Code(1), 4, null, Monday.AddHours(1), None);

        Assert.Empty(await Store.DueAsync(Monday.AddDays(1), 10, None));
        Assert.Equal([new WatchEntry(Samples.Code(1), 4, null, Monday.AddHours(1))], await Store.UnchangedAsync(Monday.AddDays(1), 10, None));
    }

    [Fact]
    public async Task Put_OlderVersion_ChangesNothing()
    {
        await Store.PutAsync(Samples.Code(1), 4, null, Monday.AddHours(1), None);
        await Store.PutAsync(Samples.Code(1), 3, Monday, Monday, None);

        Assert.Empty(await Store.DueAsync(Monday.AddDays(1), 10, None));
        Assert.Equal(4, Assert.Single(await Store.UnchangedAsync(Monday.AddDays(1), 10, None)).Version);
    }

    [Fact]
    public async Task Put_SameVersion_ReplacesSoThatAProjectionCanBeMended()
    {
        await Store.PutAsync(Samples.Code(1), 4, null, Monday, None);
        await Store.PutAsync(Samples.Code(1), 4, Monday, Monday, None);

        Assert.Single(await Store.DueAsync(Monday, 10, None));
    }

    [Fact]
    public async Task Remove_SameOrNewerVersion_TakesItAway()
    {
        await Store.PutAsync(Samples.Code(1), 4, Monday, Monday, None);
        await Store.PutAsync(Samples.Code(2), 4, Monday, Monday, None);
        await Store.PutAsync(Samples.Code(3), 4, Monday, Monday, None);

        await Store.RemoveAsync(Samples.Code(1), 4, None);
        await Store.RemoveAsync(Samples.Code(2), 5, None);
        await Store.RemoveAsync(Samples.Code(3), 3, None);

        Assert.Equal([Samples.Code(3)], (await Store.DueAsync(Monday, 10, None)).Select(e => e.Code));
        Assert.Equal([Samples.Code(3)], (await Store.UnchangedAsync(Monday.AddTicks(1), 10, None)).Select(e => e.Code));
    }

    [Fact]
    public async Task Put_AfterRemoval_NoOlderVersionComesBack()
    {
        await Store.RemoveAsync(Samples.Code(1), 5, None);
        await Store.RemoveAsync(Samples.Code(1), 2, None);

        await Store.PutAsync(Samples.Code(1), 4, Monday, Monday, None);
        Assert.Empty(await Store.DueAsync(Monday, 10, None));

        await Storage.ReopenAsync();
        Storage.Time.Now += IWatchStore.RemovalsKept - TimeSpan.FromMinutes(1);
        await Store.RemoveAsync(Samples.Code(9), 1, None);
        await Store.PutAsync(Samples.Code(1), 4, Monday, Monday, None);
        Assert.Empty(await Store.DueAsync(Monday, 10, None));

        await Store.PutAsync(Samples.Code(1), 5, Monday, Monday, None);
        Assert.Equal(5, Assert.Single(await Store.DueAsync(Monday, 10, None)).Version);
        await Store.PutAsync(Samples.Code(1), 6, Monday, Monday, None);
        Assert.Equal(6, Assert.Single(await Store.DueAsync(Monday, 10, None)).Version);
    }

    [Fact]
    public async Task Page_ManyEntries_GivesEachOnceByCodeAndNoRemovedOne()
    {
        foreach (var dossier in new[] { 5, 2, 7, 1, 4, 3, 6 })
        {
            await Store.PutAsync(Samples.Code(dossier), 1, null, Monday, None);
        }

        await Store.RemoveAsync(Samples.Code(3), 2, None);
        List<DossierCode> read = [];
        IReadOnlyList<WatchEntry> page;
        do
        {
            page = await Store.PageAsync(read.Count == 0 ? null : read[^1], 2, None);
            read.AddRange(page.Select(e => e.Code));
        }
        while (page.Count == 2);

        Assert.Equal(new[] { 1, 2, 4, 5, 6, 7 }.Select(Samples.Code), read);
    }

    [Fact]
    public async Task Put_InAnyOrderByMany_TheNewestVersionStands()
    {
        var acts = Enumerable.Range(1, 8).SelectMany(d => Enumerable.Range(1, 30).Select(v => (Dossier: d, Version: v))).ToArray();
        new Random(20260907).Shuffle(acts);

        await Parallel.ForEachAsync(acts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (act, _) =>
            await Store.PutAsync(Samples.Code(act.Dossier), act.Version, Monday.AddMinutes(-act.Version), Monday, None));

        Assert.All(await Store.DueAsync(Monday, 100, None), e => Assert.Equal(30, e.Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(IWatchStore.MaxEntries + 1)]
    public async Task Query_MaxOutOfRange_Throws(int max)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.DueAsync(Monday, max, None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.UnchangedAsync(Monday, max, None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PageAsync(null, max, None));
    }
}
