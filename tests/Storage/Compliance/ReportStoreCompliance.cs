using System.Text;

namespace LienThong.Storage.Tests.Compliance;

public abstract class ReportStoreCompliance : ComplianceSuite
{
    private IReportStore Store => Storage.Reports;

    [Fact]
    public async Task Read_NothingThere_IsNull()
    {
        Assert.Null(await Store.ReadAsync("2026-w47/1/national.json", None));
        Assert.Empty(await NamesAsync(""));
        Assert.Empty(await NamesAsync("2026-w47/"));
    }

    [Fact]
    public async Task Add_New_IsReadBackAsWritten()
    {
        Assert.True(await AddAsync("2026-w47/1/national.json", "báo cáo"));
        await Storage.ReopenAsync();

        Assert.Equal("báo cáo", Encoding.UTF8.GetString((await Store.ReadAsync("2026-w47/1/national.json", None))!.Value.Span));
        Assert.Null(await Store.ReadAsync("2026-w47/1", None));
    }

    [Fact]
    public async Task Add_AlreadyThere_LeavesItAsItIs()
    {
        await AddAsync("2026-w47/1/national.json", "first");

        Assert.False(await AddAsync("2026-w47/1/national.json", "second"));
        Assert.Equal("first", Encoding.UTF8.GetString((await Store.ReadAsync("2026-w47/1/national.json", None))!.Value.Span));
    }

    [Fact]
    public async Task Add_TenAtOnce_OneWins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => AddAsync("2026-w47/1/01.json", $"{i}"))));

        var winner = Array.IndexOf(won, true);
        Assert.Single(won, w => w);
        Assert.Equal($"{winner}", Encoding.UTF8.GetString((await Store.ReadAsync("2026-w47/1/01.json", None))!.Value.Span));
    }

    [Fact]
    public async Task Names_WithPrefix_AreThoseThatBeginWithItInOrder()
    {
        foreach (var name in new[] { "2026-w47/2/01.json", "2026-w47/1/national.html", "2026-w48/1/01.json", "2026-w47/1/01.json", "2026-w4/1/01.json" })
        {
            await AddAsync(name, "x");
        }

        Assert.Equal(["2026-w47/1/01.json", "2026-w47/1/national.html", "2026-w47/2/01.json"], await NamesAsync("2026-w47/"));
        Assert.Equal(["2026-w47/1/national.html"], await NamesAsync("2026-w47/1/n"));
        Assert.Equal(5, (await NamesAsync("")).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("a/.hidden")]
    [InlineData("A")]
    [InlineData("a\\b")]
    public async Task Add_BadName_IsRefused(string name) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.TryAddAsync(name, new byte[1], None));

    [Fact]
    public async Task Add_TooLarge_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TryAddAsync("a.json", new byte[IReportStore.MaxBytes + 1], None));

    private Task<bool> AddAsync(string name, string text) => Store.TryAddAsync(name, Encoding.UTF8.GetBytes(text), None);

    private async Task<List<string>> NamesAsync(string prefix)
    {
        List<string> names = [];
        await foreach (var name in Store.NamesAsync(prefix, None))
        {
            names.Add(name);
        }

        return names;
    }
}
