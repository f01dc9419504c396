using System.Globalization;
using LienThong.App.Audit;
using LienThong.App.Tests.Harness;
using LienThong.Embedded.Clock;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace LienThong.App.Tests.Audit;

/// <summary>The one appender over a real file: one chain whoever appends, nothing lost while the disk is full, nothing lost at the end.</summary>
public sealed class AuditTrailTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly VirtualClock _clock = new(RunningApp.Monday);
    private volatile bool _full;

    private static DateOnly Monday => DateOnly.FromDateTime(RunningApp.Monday.DateTime);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Record_ByMany_IsOneWholeChainWithEachOnce()
    {
        using var log = Open();
        await using (var trail = Trail(log))
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => trail.RecordAsync(Act(i)))));
        }

        Assert.Equal(500, await CountAsync(log, Monday, distinct: true));
        Assert.Null((await new AuditVerification(log).VerifyAsync(Monday, Monday, [], None)).Broken);
    }

    [Fact]
    public async Task Record_ByTwoProcesses_IsOneWholeChainWithEachOnce()
    {
        using var one = Open();
        using var other = Open();
        await using (var first = Trail(one))
        await using (var second = Trail(other))
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => (i % 2 == 0 ? first : second).RecordAsync(Act(i)))));
        }

        Assert.Equal(100, await CountAsync(one, Monday, distinct: true));
        Assert.Null((await new AuditVerification(one).VerifyAsync(Monday, Monday, [], None)).Broken);
    }

    [Fact]
    public async Task Record_AtMidnightInVietnam_BeginsAChainThatNamesTheOneBefore()
    {
        using var log = Open();
        await using var trail = Trail(log);
        await trail.RecordAsync(Act(1));
        _clock.AdvanceTo(new DateTimeOffset(2026, 9, 7, 16, 59, 59, TimeSpan.Zero));
        await trail.RecordAsync(Act(2));
        _clock.AdvanceTo(new DateTimeOffset(2026, 9, 7, 17, 0, 0, TimeSpan.Zero));
        await trail.RecordAsync(Act(3));

        Assert.Equal(2, await CountAsync(log, Monday));
        var first = Assert.Single(await log.ReadAsync(Monday.AddDays(1), 0, 10, None));
        Assert.Equal((await log.HeadAsync(Monday, None))!.ToString(), first.Previous);
    }

    [Fact]
    public async Task Record_ClockPutBackByADay_StaysInTheLastDayOfTheChain()
    {
        using var log = Open();
        await using (var trail = Trail(log))
        {
            await trail.RecordAsync(Act(1));
        }

        await using (var trail = new AuditTrail(log, new VirtualClock(RunningApp.Monday.AddDays(-1)), NullLogger<AuditTrail>.Instance))
        {
            await trail.RecordAsync(Act(2));
        }

        Assert.Equal(2, await CountAsync(log, Monday));
        Assert.Equal(0, await CountAsync(log, Monday.AddDays(-1)));
    }

    [Fact]
    public async Task Take_ThenDispose_IsThere()
    {
        using var log = Open();
        await using (var trail = Trail(log))
        {
            for (var i = 0; i < 1000; i++)
            {
                await trail.TakeAsync(Act(i));
            }
        }

        Assert.Equal(1000, await CountAsync(log, Monday, distinct: true));
    }

    [Fact]
    public async Task DiskFull_WhoWaitsIsToldWhoComesIsRefusedAndNothingIsLost()
    {
        using var log = Open();
        await using var trail = Trail(log);
        await trail.RecordAsync(Act(0));
        _full = true;

        await Task.WhenAll(Enumerable.Range(1, 300).Select(i =>
            Assert.ThrowsAsync<StorageUnavailableException>(() => trail.RecordAsync(Act(i))))).WaitAsync(Patience);
        await trail.TakeAsync(Act(301));
        await Assert.ThrowsAsync<StorageUnavailableException>(trail.DemandAsync).WaitAsync(Patience);
        await Assert.ThrowsAsync<StorageUnavailableException>(trail.FlushAsync).WaitAsync(Patience);
        Assert.Equal(1, await CountAsync(log, Monday));

        // Whoever asks first when there is room again makes it go on.
        _full = false;
        await trail.DemandAsync().WaitAsync(Patience);
        await trail.FlushAsync().WaitAsync(Patience);
        Assert.Equal(302, await CountAsync(log, Monday, distinct: true));
        Assert.Null((await new AuditVerification(log).VerifyAsync(Monday, Monday, [], None)).Broken);
    }

    [Fact]
    public async Task DiskFullAndNobodyAsks_IsTriedAgainByTheClock()
    {
        using var log = Open();
        await using var trail = Trail(log);
        _full = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => trail.RecordAsync(Act(1))).WaitAsync(Patience);
        _full = false;

        var next = _clock.NextDue!.Value;
        Assert.InRange(next - _clock.GetUtcNow(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        _clock.AdvanceTo(next);
        await trail.FlushAsync().WaitAsync(Patience);

        Assert.Equal(1, await CountAsync(log, Monday));
    }

    [Fact]
    public async Task DiskFullToTheEnd_WhatIsLostIsCountedInTheProcesssLog()
    {
        var logs = new CapturedLogs();
        using var log = Open();
        using var factory = LoggerFactory.Create(builder => builder.AddProvider(logs));
        var trail = new AuditTrail(log, _clock, factory.CreateLogger<AuditTrail>());
        _full = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => trail.RecordAsync(Act(1))).WaitAsync(Patience);
        await trail.TakeAsync(Act(2));

        await trail.DisposeAsync().AsTask().WaitAsync(Patience);

        Assert.StartsWith("2 acts are not in the audit log", Assert.Single(logs.Lines, line => line.Level == LogLevel.Critical).Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => trail.RecordAsync(Act(3)));
    }

    [Fact]
    public async Task DiskFullThenRoomBeforeTheEnd_IsAppendedAtTheEnd()
    {
        using var log = Open();
        await using (var trail = Trail(log))
        {
            _full = true;
            await Assert.ThrowsAsync<StorageUnavailableException>(() => trail.RecordAsync(Act(1))).WaitAsync(Patience);
            _full = false;
        }

        Assert.Equal(1, await CountAsync(log, Monday));
    }

    private static async Task<int> CountAsync(SqliteAuditLog log, DateOnly day, bool distinct = false)
    {
        var contents = (await log.ReadAsync(day, 0, IAuditLog.MaxRead, None)).Select(e => e.Content);
        return (distinct ? contents.Distinct() : contents).Count();
    }

    private AuditAct Act(int number) => new()
    {
        At = _clock.GetUtcNow(), Act = "Decide", Via = "queue", By = "portal", Outcome = number.ToString(CultureInfo.InvariantCulture),
    };

    private AuditTrail Trail(SqliteAuditLog log) => new(log, _clock, NullLogger<AuditTrail>.Instance);

    private SqliteAuditLog Open() => SqliteAuditLog.Open(new SqliteStorageOptions { Folder = _folder.Path, WriterOpened = Hook });

    private void Hook(SqliteConnection connection) => raw.sqlite3_commit_hook(connection.Handle!, _ => _full ? 1 : 0, null);
}
