using System.Globalization;

namespace LienThong.Storage.Tests.Compliance;

public abstract class AuditLogCompliance : ComplianceSuite
{
    private static readonly DateOnly Monday = new(2026, 9, 7);

    private IAuditLog Log => Storage.Audit;

    [Fact]
    public async Task Head_NothingThere_IsNull()
    {
        Assert.Null(await Log.HeadAsync(Monday, None));
        Assert.Null(await Log.LastHeadAsync(DateOnly.MaxValue, None));
        Assert.Null(await Log.NextHeadAsync(DateOnly.MinValue, None));
        Assert.Empty(await Log.ReadAsync(Monday, 0, 10, None));
    }

    [Fact]
    public async Task Append_FirstOfADay_IsThereAfterReopeningByteForByte()
    {
        var entries = Entries(Monday, null, """{"act":"Quyết định","by":"portal"}""", """{"act":"b",  "by":"vneid"}""");

        Assert.True(await Log.TryAppendAsync(null, entries, None));
        await Storage.ReopenAsync();

        Assert.Equal(entries, await Log.ReadAsync(Monday, 0, 10, None));
        Assert.Equal(new AuditHead(Monday, 2, entries[1].Hash), await Log.HeadAsync(Monday, None));
    }

    [Fact]
    public async Task Append_OnTheHead_GoesOn()
    {
        var head = await AppendAsync(Monday, null, 3);
        head = await AppendAsync(Monday, head, IAuditLog.MaxBatch);

        Assert.Equal(head, await Log.HeadAsync(Monday, None));
        Assert.Equal(Enumerable.Range(1, 3 + IAuditLog.MaxBatch), (await Log.ReadAsync(Monday, 0, IAuditLog.MaxRead, None)).Select(e => (int)e.Number));
        Assert.Equal([3L, 4L], (await Log.ReadAsync(Monday, 2, 2, None)).Select(e => e.Number));
    }

    [Fact]
    public async Task Append_HeadThatHasMoved_ChangesNothing()
    {
        var first = await AppendAsync(Monday, null, 1);
        var second = await AppendAsync(Monday, first, 1);

        Assert.False(await Log.TryAppendAsync(null, Entries(Monday, null, Act(7)), None));
        Assert.False(await Log.TryAppendAsync(first, Entries(Monday, first, Act(7)), None));
        Assert.False(await Log.TryAppendAsync(second with { Hash = first.Hash }, Entries(Monday, second, Act(7)), None));
        Assert.False(await Log.TryAppendAsync(new AuditHead(Monday.AddDays(1), 1, first.Hash), Entries(Monday.AddDays(1), new AuditHead(Monday.AddDays(1), 1, first.Hash), Act(7)), None));

        Assert.Equal(second, await Log.HeadAsync(Monday, None));
        Assert.Equal(2, (await Log.ReadAsync(Monday, 0, 10, None)).Count);
        Assert.Null(await Log.HeadAsync(Monday.AddDays(1), None));
        Assert.Empty(await Log.ReadAsync(Monday.AddDays(1), 0, 10, None));
    }

    [Fact]
    public async Task Append_ByMany_OneChainWithoutGaps()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 5;)
            {
                var head = await Log.HeadAsync(Monday, None);
                i += await Log.TryAppendAsync(head, Entries(Monday, head, Act(writer)), None) ? 1 : 0;
            }
        })));

        var entries = await Log.ReadAsync(Monday, 0, 100, None);
        Assert.Equal(40, entries.Count);
        Assert.Equal(entries.Skip(1).Select(e => e.Previous), entries.SkipLast(1).Select(e => e.Hash));
        Assert.All(Enumerable.Range(0, 8), writer => Assert.Equal(5, entries.Count(e => e.Content == Act(writer))));
    }

    [Fact]
    public async Task Append_NotNumberedOnFromTheHead_Throws()
    {
        var head = await AppendAsync(Monday, null, 2);
        var next = Entries(Monday, head, Act(1), Act(2));

        await Assert.ThrowsAsync<ArgumentException>(() => Log.TryAppendAsync(head, [next[1]], None));
        await Assert.ThrowsAsync<ArgumentException>(() => Log.TryAppendAsync(head, [next[0], next[0]], None));
        await Assert.ThrowsAsync<ArgumentException>(() => Log.TryAppendAsync(head, [next[0] with { Day = Monday.AddDays(1) }], None));
        await Assert.ThrowsAsync<ArgumentException>(() => Log.TryAppendAsync(null, next, None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Log.TryAppendAsync(head, [], None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Log.TryAppendAsync(
            head, Entries(Monday, head, [.. Enumerable.Range(0, IAuditLog.MaxBatch + 1).Select(Act)]), None));
        Assert.Equal(head, await Log.HeadAsync(Monday, None));
    }

    [Fact]
    public async Task Heads_OfSeveralDays_AreFoundFromEitherSide()
    {
        var first = await AppendAsync(Monday, null, 1);
        var third = await AppendAsync(Monday.AddDays(2), null, 2);

        Assert.Equal(first, await Log.LastHeadAsync(Monday.AddDays(2), None));
        Assert.Equal(first, await Log.LastHeadAsync(Monday.AddDays(1), None));
        Assert.Null(await Log.LastHeadAsync(Monday, None));
        Assert.Equal(third, await Log.NextHeadAsync(Monday, None));
        Assert.Equal(first, await Log.NextHeadAsync(Monday.AddDays(-5), None));
        Assert.Null(await Log.NextHeadAsync(Monday.AddDays(2), None));
    }

    [Fact]
    public async Task Page_FiltersAndDays_GiveThoseInOrderPageByPage()
    {
        for (var day = 0; day < 3; day++)
        {
            await Log.TryAppendAsync(null, Entries(
                Monday.AddDays(day), null,
                Act("portal", "A"), Act("police-00004", "A"), Act("portal", "B"), Act("portal", null), Act("portal", "A")), None);
        }

        var all = new AuditQuery(Monday, Monday.AddDays(2));
        Assert.Equal(15, (await PagesAsync(all with { Size = 4 })).Count);
        Assert.Equal(["1.1", "1.2", "1.5", "2.1", "2.2", "2.5"], await PagesAsync(new AuditQuery(Monday.AddDays(1), Monday.AddDays(9)) { Dossier = "A", Size = 2 }));
        Assert.Equal(["0.2", "1.2", "2.2"], await PagesAsync(all with { By = "police-00004", Size = 1 }));
        Assert.Equal(["1.1", "1.5"], await PagesAsync(new AuditQuery(Monday.AddDays(1), Monday.AddDays(1)) { By = "portal", Dossier = "A" }));
        Assert.Empty(await PagesAsync(all with { Dossier = "C" }));
        Assert.Empty(await PagesAsync(new AuditQuery(Monday.AddDays(3), Monday.AddDays(9))));
    }

    [Theory]
    [InlineData("!")]
    [InlineData("")]
    [InlineData("eHk")]
    [InlineData("MjAyNi0wOS0wNwo5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ")]
    public async Task Page_ContinuationNotOfTheLog_Throws(string continuation) =>
        await Assert.ThrowsAsync<ContinuationInvalidException>(() => Log.PageAsync(new AuditQuery(Monday, Monday) { Continuation = continuation }, None));

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Read_MaxOutOfRange_Throws(int max)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.ReadAsync(Monday, 0, max, None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.PageAsync(new AuditQuery(Monday, Monday) { Size = max }, None));
    }

    private static string Act(int number) => string.Create(CultureInfo.InvariantCulture, $$"""{"act":"a{{number}}","by":"portal"}""");

    private static string Act(string by, string? dossier) =>
        dossier is null ? $$"""{"by":"{{by}}"}""" : $$"""{"by":"{{by}}","dossier":"{{dossier}}"}""";

    private static IReadOnlyList<AuditEntry> Entries(DateOnly day, AuditHead? head, params IReadOnlyList<string> contents) =>
        AuditChain.Link(day, head, before: null, contents);

    private async Task<AuditHead> AppendAsync(DateOnly day, AuditHead? head, int count)
    {
        var entries = Entries(day, head, [.. Enumerable.Range(0, count).Select(Act)]);
        Assert.True(await Log.TryAppendAsync(head, entries, None));
        return new AuditHead(day, entries[^1].Number, entries[^1].Hash);
    }

    // Each entry as days after Monday and number.
    private async Task<List<string>> PagesAsync(AuditQuery query)
    {
        List<string> found = [];
        AuditPage page;
        do
        {
            page = await Log.PageAsync(query, None);
            Assert.InRange(page.Items.Count, 0, query.Size);
            found.AddRange(page.Items.Select(e => $"{e.Day.DayNumber - Monday.DayNumber}.{e.Number}"));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);
        return found;
    }
}
