namespace LienThong.Storage.Tests.Compliance;

public abstract class AliasStoreCompliance : ComplianceSuite
{
    private IAliasStore Store => Storage.Aliases;

    [Fact]
    public async Task Find_NothingThere_IsEmpty() => Assert.Empty(await Store.FindAsync("number:1", 10, None));

    [Fact]
    public async Task Add_SomeKeys_FindsTheDossierUnderEachAfterReopening()
    {
        await Store.AddAsync(Samples.Code(1), ["number:1", "person:a"], None);
        await Storage.ReopenAsync();

        Assert.Equal([Samples.Code(1)], await Store.FindAsync("number:1", 10, None));
        Assert.Equal([Samples.Code(1)], await Store.FindAsync("person:a", 10, None));
        Assert.Empty(await Store.FindAsync("person:b", 10, None));
        Assert.Empty(await Store.FindAsync("NUMBER:1", 10, None));
    }

    [Fact]
    public async Task Add_InAnyOrderAndAgain_IsTheSameSet()
    {
        var writes = Enumerable.Range(1, 6).SelectMany(d => Enumerable.Range(1, 5).Select(k => (Dossier: d, Keys: (string[])["person:a", $"number:{d}-{k}"]))).ToArray();
        new Random(20260907).Shuffle(writes);

        await Parallel.ForEachAsync(writes.Concat(writes), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (write, _) =>
            await Store.AddAsync(Samples.Code(write.Dossier), write.Keys, None));

        Assert.Equal(Enumerable.Range(1, 6).Select(d => Samples.Code(d)), await Store.FindAsync("person:a", 10, None));
        foreach (var (dossier, keys) in writes)
        {
            Assert.Equal([Samples.Code(dossier)], await Store.FindAsync(keys[1], 10, None));
        }
    }

    [Fact]
    public async Task Find_MoreThanAskedFor_GivesTheFirstByCode()
    {
        foreach (var number in (int[])[3, 1, 2])
        {
            await Store.AddAsync(Samples.Code(number), ["person:a"], None);
        }

        Assert.Equal([Samples.Code(1), Samples.Code(2)], await Store.FindAsync("person:a", 2, None));
    }

    [Fact]
    public async Task Add_NoKeys_ChangesNothing() => await Store.AddAsync(Samples.Code(1), [], None);

    [Fact]
    public async Task Add_KeyEmptyOrTooLongOrTooMany_ThrowsAndWritesNothing()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.AddAsync(Samples.Code(1), ["number:1", ""], None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.AddAsync(Samples.Code(1), ["number:1", new string('k', 257)], None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.AddAsync(Samples.Code(1), [.. Enumerable.Range(0, IAliasStore.MaxKeys + 1).Select(i => $"number:{i}")], None));
        Assert.Empty(await Store.FindAsync("number:1", 10, None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.FindAsync("", 10, None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.FindAsync("number:1", IAliasStore.MaxFound + 1, None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.FindAsync("number:1", 0, None));
    }
}
