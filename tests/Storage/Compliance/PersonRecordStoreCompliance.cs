namespace LienThong.Storage.Tests.Compliance;

public abstract class PersonRecordStoreCompliance : ComplianceSuite
{
    private const string Person = "person-1";

    private IPersonRecordStore Store => Storage.PersonRecords;

    [Fact]
    public async Task Of_NothingThere_IsEmpty()
    {
        Assert.Empty(await Store.OfAsync(Person, 10, None));
    }

    [Fact]
    public async Task Put_New_IsReadBackAsWrittenAndByNobodyElse()
    {
        var written = Records(1, 3, Record("birth-certificate", 'a', 0), Record("Giấy khác", 'b', 7));

        await Store.PutAsync(written, None);
        await Storage.ReopenAsync();

        AssertSame(written, Assert.Single(await Store.OfAsync(Person, 10, None)));
        Assert.Empty(await Store.OfAsync("person-2", 10, None));
    }

    [Fact]
    public async Task Of_ManyDossiers_GivesThoseWithTheNewestRecordFirst()
    {
        await Store.PutAsync(Records(1, 3, Record("a", 'a', 5)), None);
        await Store.PutAsync(Records(2, 3, Record("a", 'a', 1), Record("b", 'b', 9)), None);
        await Store.PutAsync(Records(3, 3, Record("a", 'a', 7)), None);

        Assert.Equal([Samples.Code(2), Samples.Code(3), Samples.Code(1)], (await Store.OfAsync(Person, 10, None)).Select(r => r.Dossier));
        Assert.Equal([Samples.Code(2), Samples.Code(3)], (await Store.OfAsync(Person, 2, None)).Select(r => r.Dossier));
    }

    [Fact]
    public async Task Put_OlderVersion_ChangesNothing()
    {
        await Store.PutAsync(Records(1, 4, Record("new", 'b', 0)), None);
        await Store.PutAsync(Records(1, 3, Record("old", 'a', 0)), None);

        Assert.Equal("new", Assert.Single(Assert.Single(await Store.OfAsync(Person, 10, None)).Records).Type);
    }

    [Fact]
    public async Task Put_SameVersion_ReplacesSoThatAProjectionCanBeMended()
    {
        await Store.PutAsync(Records(1, 4, Record("wrong", 'a', 0)), None);
        await Store.PutAsync(Records(1, 4, Record("right", 'b', 0)), None);

        Assert.Equal("right", Assert.Single(Assert.Single(await Store.OfAsync(Person, 10, None)).Records).Type);
    }

    [Fact]
    public async Task Put_Nothing_TakesAwayWhatWasThereAndKeepsOlderWritesAway()
    {
        await Store.PutAsync(Records(1, 3, Record("a", 'a', 0)), None);
        await Store.PutAsync(Records(1, 4), None);
        await Store.PutAsync(Records(1, 3, Record("a", 'a', 0)), None);

        Assert.Empty(await Store.OfAsync(Person, 10, None));
    }

    [Fact]
    public async Task Put_InAnyOrderByMany_TheNewestVersionStands()
    {
        var acts = Enumerable.Range(1, 6).SelectMany(d => Enumerable.Range(1, 20).Select(v => (Dossier: d, Version: v))).ToArray();
        new Random(20260907).Shuffle(acts);

        await Parallel.ForEachAsync(acts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (act, _) =>
            await Store.PutAsync(Records(act.Dossier, act.Version, Record($"v{act.Version}", 'a', act.Version)), None));

        var stand = await Store.OfAsync(Person, 100, None);
        Assert.Equal(6, stand.Count);
        Assert.All(stand, records => Assert.Equal("v20", Assert.Single(records.Records).Type));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(IPersonRecordStore.MaxDossiers + 1)]
    public Task Of_MaxOutOfRange_Throws(int max) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.OfAsync(Person, max, None));

    private static PersonRecords Records(int dossier, int version, params PersonRecord[] records) => new(Person, Samples.Code(dossier), version, records);

    private static PersonRecord Record(string type, char hash, int minute) => new(type, new string(hash, 64), Samples.Monday.AddMinutes(minute));

    private static void AssertSame(PersonRecords expected, PersonRecords found)
    {
        Assert.Equal(expected with { Records = [] }, found with { Records = [] });
        Assert.Equal(expected.Records, found.Records);
    }
}
