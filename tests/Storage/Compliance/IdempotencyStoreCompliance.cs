namespace LienThong.Storage.Tests.Compliance;

public abstract class IdempotencyStoreCompliance : ComplianceSuite
{
    private static readonly IdempotencyEntry First = new("portal", "key-1", "hash-1", Samples.Code(1), Samples.Monday);

    private IIdempotencyStore Store => Storage.Idempotency;

    [Fact]
    public async Task Read_KeyNeverUsed_GivesNull() => Assert.Null(await Store.ReadAsync("portal", "key-1", None));

    [Fact]
    public async Task Reserve_NewKey_GivesTheGivenEntryAndKeepsIt()
    {
        Assert.Equal(First, await Store.ReserveAsync(First, None));

        await Storage.ReopenAsync();
        Assert.Equal(First, await Store.ReadAsync("portal", "key-1", None));
    }

    [Fact]
    public async Task Reserve_KeyTaken_GivesTheEarlierEntry()
    {
        await Store.ReserveAsync(First, None);

        var later = First with { BodyHash = "hash-2", Dossier = Samples.Code(2), At = Samples.Monday.AddDays(1) };

        Assert.Equal(First, await Store.ReserveAsync(later, None));
        Assert.Equal(First, await Store.ReadAsync("portal", "key-1", None));
    }

    [Fact]
    public async Task Reserve_SameKeyOfAnotherPartner_IsAnotherEntry()
    {
        var other = First with { Partner = "vneid", Dossier = Samples.Code(2) };
        await Store.ReserveAsync(First, None);

        Assert.Equal(other, await Store.ReserveAsync(other, None));
        Assert.Equal(First, await Store.ReadAsync("portal", "key-1", None));
    }

    [Fact]
    public async Task Reserve_KeysThatDifferInCase_AreTwo()
    {
        var upper = First with { Key = "KEY-1", Dossier = Samples.Code(2) };
        await Store.ReserveAsync(First, None);

        Assert.Equal(upper, await Store.ReserveAsync(upper, None));
    }

    [Fact]
    public async Task Reserve_SameKeyByMany_AllGetTheSameEntry()
    {
        var stands = await Task.WhenAll(Enumerable.Range(1, 16).Select(i =>
            Task.Run(() => Store.ReserveAsync(First with { Dossier = Samples.Code(i) }, None))));

        Assert.Single(stands.Distinct());
    }

    [Fact]
    public async Task Replace_EntryStands_PutsTheOtherInItsPlace()
    {
        await Store.ReserveAsync(First, None);
        var with = First with { Dossier = Samples.Code(2), At = Samples.Monday.AddHours(1) };

        Assert.True(await Store.ReplaceAsync(First, with, None));
        Assert.Equal(with, await Store.ReadAsync("portal", "key-1", None));
    }

    [Fact]
    public async Task Replace_EntryDoesNotStand_ChangesNothing()
    {
        var with = First with { Dossier = Samples.Code(9) };
        Assert.False(await Store.ReplaceAsync(First, with, None));
        Assert.Null(await Store.ReadAsync("portal", "key-1", None));

        await Store.ReserveAsync(First, None);
        Assert.False(await Store.ReplaceAsync(First with { BodyHash = "hash-2" }, with, None));
        Assert.False(await Store.ReplaceAsync(First with { Dossier = Samples.Code(2) }, with, None));
        Assert.False(await Store.ReplaceAsync(First with { At = Samples.Monday.AddTicks(1) }, with, None));
        Assert.Equal(First, await Store.ReadAsync("portal", "key-1", None));
    }

    [Fact]
    public async Task Replace_OfAnotherKey_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReplaceAsync(First, First with { Key = "key-2" }, None));

    [Fact]
    public async Task Purge_OldEntries_TakesTheOldestUpToMax()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Store.ReserveAsync(First with { Key = $"key-{i}", At = Samples.Monday.AddDays(i) }, None);
        }

        Assert.Equal(2, await Store.PurgeAsync(Samples.Monday.AddDays(4), 2, None));
        Assert.Null(await Store.ReadAsync("portal", "key-2", None));
        Assert.NotNull(await Store.ReadAsync("portal", "key-3", None));

        Assert.Equal(1, await Store.PurgeAsync(Samples.Monday.AddDays(4), 100, None));
        Assert.NotNull(await Store.ReadAsync("portal", "key-4", None));
        Assert.Equal(0, await Store.PurgeAsync(Samples.Monday.AddDays(4), 100, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task Purge_MaxOutOfRange_Throws(int max) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PurgeAsync(Samples.Monday, max, None));

    [Fact]
    public async Task Reserve_KeyEmptyOrTooLong_Throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReserveAsync(First with { Key = "" }, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReserveAsync(First with { Key = new string('k', 257) }, None));
        var longest = First with { Key = new string('k', 256) };
        Assert.Equal(longest, await Store.ReserveAsync(longest, None));
    }
}
