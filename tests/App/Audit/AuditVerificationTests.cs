using System.Globalization;
using LienThong.App.Audit;
using LienThong.App.Tests.Harness;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace LienThong.App.Tests.Audit;

/// <summary>Whatever is done to a log's file, the verification names the first entry that is not as it was written.</summary>
public sealed class AuditVerificationTests : IAsyncLifetime, IDisposable
{
    private const int EntriesADay = 5;
    private static readonly DateOnly Monday = new(2026, 9, 7);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _folder = new();
    private readonly List<AuditHead> _heads = [];

    private static DateOnly Wednesday => Monday.AddDays(2);

    private static DateOnly Friday => Monday.AddDays(4);

    /// <summary>Monday, Wednesday and Friday have entries; on the other days nothing happened.</summary>
    public async Task InitializeAsync()
    {
        using var log = Open();
        foreach (var day in (DateOnly[])[Monday, Wednesday, Friday])
        {
            var entries = AuditChain.Link(day, null, _heads.LastOrDefault(), [.. Enumerable.Range(1, EntriesADay).Select(Content)]);
            Assert.True(await log.TryAppendAsync(null, entries, None));
            _heads.Add(AuditChain.HeadAfter(entries));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_AsWritten_IsWholeForEveryRange()
    {
        for (var from = Monday.AddDays(-1); from <= Friday.AddDays(1); from = from.AddDays(1))
        {
            for (var to = from; to <= Friday.AddDays(1); to = to.AddDays(1))
            {
                var verdict = await VerifyAsync(from, to, _heads);
                Assert.Null(verdict.Broken);
                Assert.Equal(_heads.Where(h => h.Day >= from && h.Day <= to), verdict.Days);
            }
        }
    }

    [Theory]
    [InlineData("UPDATE audit SET content = replace(content, 'a3', 'b3') WHERE day = '2026-09-09' AND number = 3", 2, 3, "entry-changed")]
    [InlineData("UPDATE audit SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE day = '2026-09-09' AND number = 4", 2, 4, "entry-changed")]
    [InlineData("DELETE FROM audit WHERE day = '2026-09-09' AND number = 1", 2, 1, "entry-missing")]
    [InlineData("DELETE FROM audit WHERE day = '2026-09-09' AND number = 3", 2, 3, "entry-missing")]
    [InlineData("DELETE FROM audit WHERE day = '2026-09-09' AND number >= 4", 2, 4, "entry-missing")]
    [InlineData("DELETE FROM audit WHERE day = '2026-09-09'", 2, 1, "entry-missing")]
    [InlineData("DELETE FROM audit_heads WHERE day = '2026-09-09'", 2, 1, "entry-beyond-head")]
    [InlineData("UPDATE audit_heads SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE day = '2026-09-09'", 2, 5, "head-changed")]
    [InlineData("UPDATE audit_heads SET count = 4 WHERE day = '2026-09-09'", 2, 5, "entry-beyond-head")]
    [InlineData("DELETE FROM audit WHERE day = '2026-09-09'; DELETE FROM audit_heads WHERE day = '2026-09-09'", 2, 1, "day-missing")]
    [InlineData("DELETE FROM audit WHERE day = '2026-09-07'; DELETE FROM audit_heads WHERE day = '2026-09-07'", 0, 1, "day-missing")]
    [InlineData("UPDATE audit SET number = number + 10 WHERE day = '2026-09-09' AND number IN (2, 3); UPDATE audit SET number = 15 - number WHERE day = '2026-09-09' AND number > 10", 2, 2, "entry-changed")]
    [InlineData("INSERT INTO audit (day, number, content, previous, hash) SELECT day, 6, content, previous, hash FROM audit WHERE day = '2026-09-09' AND number = 5", 2, 6, "entry-changed")]
    [InlineData("UPDATE audit SET day = '2026-09-10' WHERE day = '2026-09-09'; UPDATE audit_heads SET day = '2026-09-10' WHERE day = '2026-09-09'", 3, 1, "entry-changed")]
    public async Task Verify_FileTamperedWith_NamesTheFirstBrokenEntry(string sql, int dayAfterMonday, long number, string code)
    {
        Tamper(sql);

        var verdict = await VerifyAsync(Monday, Friday);

        Assert.Equal((Monday.AddDays(dayAfterMonday), number, code), (verdict.Broken?.Day, verdict.Broken?.Number, verdict.Broken?.Code));
        Assert.False(string.IsNullOrWhiteSpace(verdict.Broken!.Text.Vi) || string.IsNullOrWhiteSpace(verdict.Broken.Text.En));
    }

    [Fact]
    public async Task Verify_ForgedWithItsOwnHash_BreaksAtTheEntryAfterIt()
    {
        var forged = Content(99);
        using (var log = Open())
        {
            var before = (await log.ReadAsync(Wednesday, 1, 1, None))[0];
            Tamper($"UPDATE audit SET content = '{forged}', hash = '{AuditChain.HashOf(Wednesday, 3, before.Hash, forged)}' WHERE day = '2026-09-09' AND number = 3");
        }

        var verdict = await VerifyAsync(Monday, Friday);

        Assert.Equal((Wednesday, 4L, "entry-unlinked"), (verdict.Broken!.Day, verdict.Broken.Number, verdict.Broken.Code));
    }

    [Fact]
    public async Task Verify_DayWrittenAnewFromAnEntryOn_BreaksAtTheDayAfterIt()
    {
        await RewriteAsync(Wednesday, _heads[0]);

        var verdict = await VerifyAsync(Monday, Wednesday);
        Assert.Equal((Friday, 1L, "entry-unlinked"), (verdict.Broken!.Day, verdict.Broken.Number, verdict.Broken.Code));
    }

    [Fact]
    public async Task Verify_LastDayWrittenAnew_IsSeenOnlyByAHeadKeptElsewhere()
    {
        await RewriteAsync(Friday, _heads[1]);

        Assert.Null((await VerifyAsync(Monday, Friday)).Broken);
        var verdict = await VerifyAsync(Monday, Friday, _heads);
        Assert.Equal((Friday, 5L, "not-as-kept"), (verdict.Broken!.Day, verdict.Broken.Number, verdict.Broken.Code));
    }

    [Fact]
    public async Task Verify_LastDayRemoved_IsSeenOnlyByAHeadKeptElsewhere()
    {
        Tamper("DELETE FROM audit WHERE day = '2026-09-11'; DELETE FROM audit_heads WHERE day = '2026-09-11'");

        Assert.Null((await VerifyAsync(Monday, Friday)).Broken);
        var verdict = await VerifyAsync(Monday, Friday, _heads);
        Assert.Equal((Friday, 1L, "entry-missing"), (verdict.Broken!.Day, verdict.Broken.Number, verdict.Broken.Code));
    }

    [Fact]
    public async Task Verify_TailCutAndHeadSetBack_IsSeenByAHeadKeptElsewhere()
    {
        var kept = _heads[2];
        using (var log = Open())
        {
            var third = (await log.ReadAsync(Friday, 2, 1, None))[0];
            Tamper($"DELETE FROM audit WHERE day = '2026-09-11' AND number > 3; UPDATE audit_heads SET count = 3, hash = '{third.Hash}' WHERE day = '2026-09-11'");
        }

        Assert.Null((await VerifyAsync(Monday, Friday)).Broken);
        Assert.Equal((Friday, 4L), (await VerifyAsync(Monday, Friday, [kept])).Broken is { } broken ? (broken.Day, broken.Number) : default);
    }

    [Fact]
    public async Task Verify_HeadKeptInTheMiddleOfADay_StillHoldsWhenMoreCame()
    {
        using var log = Open();
        var more = AuditChain.Link(Friday, _heads[2], null, [Content(6)]);
        Assert.True(await log.TryAppendAsync(_heads[2], more, None));

        Assert.Null((await VerifyAsync(Monday, Friday, _heads)).Broken);
    }

    [Fact]
    public async Task Verify_DayOfManyPages_IsReadToItsEnd()
    {
        using var log = Open();
        var day = Friday.AddDays(1);
        AuditHead? head = null;
        for (var i = 0; i < 11; i++)
        {
            var entries = AuditChain.Link(day, head, _heads[2], [.. Enumerable.Range(0, IAuditLog.MaxBatch).Select(Content)]);
            Assert.True(await log.TryAppendAsync(head, entries, None));
            head = AuditChain.HeadAfter(entries);
        }

        Assert.Equal([head!], (await VerifyAsync(day, day)).Days);
        Tamper("UPDATE audit SET content = replace(content, 'a9', 'b9') WHERE day = '2026-09-12' AND number = 1081");
        Assert.Equal(1081, (await VerifyAsync(day, day)).Broken!.Number);
    }

    [Fact]
    public async Task Verify_LogThatGrowsMeanwhile_IsWhole()
    {
        using var log = Open();
        var growing = new GrowingLog(log, _heads[2], AuditChain.Link(Friday, _heads[2], null, [Content(6)]));

        var verdict = await new AuditVerification(growing).VerifyAsync(Monday, Friday, _heads, None);

        Assert.True(growing.HasGrown);
        Assert.Null(verdict.Broken);
        Assert.Equal(6, verdict.Days[^1].Count);
    }

    private static string Content(int number) => string.Create(CultureInfo.InvariantCulture, $$"""{"act":"a{{number}}","by":"portal"}""");

    private SqliteAuditLog Open() => SqliteAuditLog.Open(new SqliteStorageOptions { Folder = _folder.Path });

    private async Task<AuditVerdict> VerifyAsync(DateOnly from, DateOnly to, IReadOnlyList<AuditHead>? kept = null)
    {
        using var log = Open();
        return await new AuditVerification(log).VerifyAsync(from, to, kept ?? [], None);
    }

    // As somebody would who owns the disk: every hash of the day is made anew.
    private async Task RewriteAsync(DateOnly day, AuditHead before)
    {
        Tamper($"DELETE FROM audit WHERE day = '{day:yyyy-MM-dd}'; DELETE FROM audit_heads WHERE day = '{day:yyyy-MM-dd}'");
        using var log = Open();
        Assert.True(await log.TryAppendAsync(null, AuditChain.Link(day, null, before, [.. Enumerable.Range(11, EntriesADay).Select(Content)]), None));
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={SqliteAuditLog.FileIn(_folder.Path)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    /// <summary>A log to which the app appends between two reads: before the last day's head is read.</summary>
    private sealed class GrowingLog(IAuditLog log, AuditHead head, IReadOnlyList<AuditEntry> entries) : IAuditLog
    {
        public bool HasGrown { get; private set; }

        public async Task<AuditHead?> HeadAsync(DateOnly day, CancellationToken cancellation)
        {
            HasGrown |= day == head.Day && await log.TryAppendAsync(head, entries, cancellation);
            return await log.HeadAsync(day, cancellation);
        }

        public Task<AuditHead?> LastHeadAsync(DateOnly before, CancellationToken cancellation) => log.LastHeadAsync(before, cancellation);

        public Task<AuditHead?> NextHeadAsync(DateOnly after, CancellationToken cancellation) => log.NextHeadAsync(after, cancellation);

        public Task<bool> TryAppendAsync(AuditHead? head, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation) =>
            log.TryAppendAsync(head, entries, cancellation);

        public Task<IReadOnlyList<AuditEntry>> ReadAsync(DateOnly day, long after, int max, CancellationToken cancellation) =>
            log.ReadAsync(day, after, max, cancellation);

        public Task<AuditPage> PageAsync(AuditQuery query, CancellationToken cancellation) => log.PageAsync(query, cancellation);
    }
}
