using System.Text;

namespace LienThong.Storage.Tests.Compliance;

public abstract class FactStoreCompliance : ComplianceSuite
{
    private const string Partition = "facts:01";

    private IFactStore Store => Storage.Facts;

    [Fact]
    public async Task Read_NothingThere_IsNull()
    {
        Assert.Null(await Store.ReadAsync(Partition, "a", None));
        Assert.Empty(await KeysAsync("a", "z"));
    }

    [Fact]
    public async Task Create_New_IsReadBackAsWrittenInItsPartitionOnly()
    {
        Assert.True(await Store.TryCreateAsync(Partition, "2026-09-07", Bytes("một"), None));
        await Storage.ReopenAsync();

        Assert.Equal("một", Text(await Store.ReadAsync(Partition, "2026-09-07", None)));
        Assert.Null(await Store.ReadAsync("facts:02", "2026-09-07", None));
        Assert.Null(await Store.ReadAsync(Partition, "2026-09-08", None));
    }

    [Fact]
    public async Task Create_AlreadyThere_IsRefusedAndChangesNothing()
    {
        await Store.TryCreateAsync(Partition, "a", Bytes("first"), None);

        Assert.False(await Store.TryCreateAsync(Partition, "a", Bytes("second"), None));
        Assert.Equal("first", Text(await Store.ReadAsync(Partition, "a", None)));
    }

    [Fact]
    public async Task Replace_AsRead_TakesEffectOnce()
    {
        await Store.TryCreateAsync(Partition, "a", Bytes("first"), None);
        var read = (await Store.ReadAsync(Partition, "a", None))!;

        Assert.True(await Store.TryReplaceAsync(Partition, "a", Bytes("second"), read.ETag, None));
        Assert.False(await Store.TryReplaceAsync(Partition, "a", Bytes("third"), read.ETag, None));
        Assert.Equal("second", Text(await Store.ReadAsync(Partition, "a", None)));
    }

    [Fact]
    public async Task Replace_NotThere_IsRefused()
    {
        await Store.TryCreateAsync(Partition, "a", Bytes("first"), None);
        var read = (await Store.ReadAsync(Partition, "a", None))!;

        Assert.False(await Store.TryReplaceAsync(Partition, "b", Bytes("second"), read.ETag, None));
        Assert.Null(await Store.ReadAsync(Partition, "b", None));
    }

    [Fact]
    public async Task Replace_TenAtOnce_OneWinsEachTime()
    {
        await Store.TryCreateAsync(Partition, "a", Bytes("0"), None);
        var read = (await Store.ReadAsync(Partition, "a", None))!;

        var won = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => Store.TryReplaceAsync(Partition, "a", Bytes($"{i}"), read.ETag, None)));

        Assert.Single(won, w => w);
    }

    [Fact]
    public async Task Range_ManyKeys_GivesThoseBetweenInOrdinalOrderBothEndsIncluded()
    {
        foreach (var key in new[] { "2026-01-02", "B", "2026-01-10", "2026-01-01", "a", "2025-12-31" })
        {
            await Store.TryCreateAsync(Partition, key, Bytes(key), None);
        }

        await Store.TryCreateAsync("facts:02", "2026-01-03", Bytes("other"), None);

        Assert.Equal(["2026-01-01", "2026-01-02", "2026-01-10"], await KeysAsync("2026-01-01", "2026-01-10"));
        Assert.Equal(["B", "a"], await KeysAsync("A", "z"));
        Assert.Empty(await KeysAsync("2026-02", "2026-01"));
    }

    [Fact]
    public async Task Range_LargeDocuments_GivesEachOnceAndWhole()
    {
        var keys = Enumerable.Range(10, 7).Select(i => $"k{i}").ToList();
        foreach (var key in keys)
        {
            Assert.True(await Store.TryCreateAsync(Partition, key, new byte[IFactStore.MaxBytes], None));
        }

        List<FactDocument> read = [];
        await foreach (var document in Store.ReadRangeAsync(Partition, "k10", "k16", None))
        {
            read.Add(document);
        }

        Assert.Equal(keys, read.Select(d => d.Key));
        Assert.All(read, d => Assert.Equal(IFactStore.MaxBytes, d.Content.Length));
        Assert.True(await Store.TryReplaceAsync(Partition, "k12", Bytes("x"), read[2].ETag, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ờ")]
    [InlineData("a\n")]
    public async Task Create_BadKey_IsRefused(string key)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.TryCreateAsync(Partition, key, Bytes("x"), None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.TryCreateAsync(key, "a", Bytes("x"), None));
    }

    [Fact]
    public async Task Create_TooLarge_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TryCreateAsync(Partition, "a", new byte[IFactStore.MaxBytes + 1], None));

    private async Task<List<string>> KeysAsync(string from, string to)
    {
        List<string> keys = [];
        await foreach (var document in Store.ReadRangeAsync(Partition, from, to, None))
        {
            keys.Add(document.Key);
        }

        return keys;
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Text(FactDocument? document) => document is null ? null : Encoding.UTF8.GetString(document.Content.Span);
}
