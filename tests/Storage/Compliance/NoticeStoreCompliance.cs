using System.Text.Json;

namespace LienThong.Storage.Tests.Compliance;

public abstract class NoticeStoreCompliance : ComplianceSuite
{
    private const string Code = "00001.GCS.01001.26";

    private INoticeStore Store => Storage.Notices;

    [Fact]
    public async Task Read_NoSuchNotice_GivesNull() => Assert.Null(await Store.ReadAsync("birth", Code, None));

    [Fact]
    public async Task TryAdd_New_IsReadBackAsWritten()
    {
        var notice = Notice("hash-1", late: true);

        Assert.Equal(NoticeResult.Added, await Store.TryAddAsync(notice, None));
        await Storage.ReopenAsync();

        var read = await Store.ReadAsync("birth", Code, None);
        Assert.Equal(notice with { Notice = default }, read! with { Notice = default });
        Assert.True(JsonElement.DeepEquals(notice.Notice, read.Notice));
    }

    [Fact]
    public async Task TryAdd_SameContentAgain_TheFirstStands()
    {
        await Store.TryAddAsync(Notice("hash-1"), None);

        var again = Notice("hash-1") with { ReceivedAt = Samples.Monday.AddDays(1), By = "other" };
        Assert.Equal(NoticeResult.Same, await Store.TryAddAsync(again, None));

        Assert.Equal("hospital-01001", (await Store.ReadAsync("birth", Code, None))!.By);
    }

    [Fact]
    public async Task TryAdd_OtherContent_TheFirstStands()
    {
        await Store.TryAddAsync(Notice("hash-1"), None);

        Assert.Equal(NoticeResult.Different, await Store.TryAddAsync(Notice("hash-2"), None));

        Assert.Equal("hash-1", (await Store.ReadAsync("birth", Code, None))!.ContentHash);
    }

    [Fact]
    public async Task TryAdd_SameCodeOfAnotherKind_IsAnotherNotice()
    {
        await Store.TryAddAsync(Notice("hash-1"), None);

        Assert.Equal(NoticeResult.Added, await Store.TryAddAsync(Notice("hash-2") with { Kind = "death" }, None));

        Assert.Equal("hash-1", (await Store.ReadAsync("birth", Code, None))!.ContentHash);
        Assert.Equal("hash-2", (await Store.ReadAsync("death", Code, None))!.ContentHash);
    }

    [Fact]
    public async Task TryAdd_SameCodeByMany_OneIsAdded()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Store.TryAddAsync(Notice($"hash-{i % 2}"), None))));

        Assert.Single(results, NoticeResult.Added);
        Assert.Equal(7, results.Count(r => r == NoticeResult.Same));
        Assert.Equal(8, results.Count(r => r == NoticeResult.Different));
    }

    [Fact]
    public async Task Alike_SeveralOfOneLikeness_GivesTheirCodesOldestFirst()
    {
        foreach (var (minute, code, likeness) in new[] { (0, "3", "same"), (1, "1", "same"), (2, "2", "other"), (3, "4", null) })
        {
            await Store.TryAddAsync(Notice("hash") with { Code = code, Likeness = likeness, ReceivedAt = Samples.Monday.AddMinutes(minute) }, None);
        }

        await Store.TryAddAsync(Notice("hash") with { Kind = "death", Code = "5", Likeness = "same" }, None);
        await Store.TryAddAsync(Notice("changed") with { Code = "2", Likeness = "same" }, None);

        Assert.Equal(["3", "1"], await Store.AlikeAsync("birth", "same", 20, None));
        Assert.Equal(["3"], await Store.AlikeAsync("birth", "same", 1, None));
        Assert.Empty(await Store.AlikeAsync("birth", "none", 20, None));
        Assert.Equal("same", (await Store.ReadAsync("birth", "3", None))!.Likeness);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(INoticeStore.MaxAlike + 1)]
    public async Task Alike_OutOfBounds_IsRefused(int max) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.AlikeAsync("birth", "same", max, None));

    private static StoredNotice Notice(string hash, bool late = false) => new(
        "birth",
        Code,
        JsonSerializer.SerializeToElement(new { motherName = "Trần Thị Bưởi", weightGrams = 3100 }),
        hash,
        Samples.Monday,
        "hospital-01001",
        late);
}
