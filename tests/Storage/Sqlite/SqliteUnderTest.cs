using LienThong.Storage.Sqlite;

namespace LienThong.Storage.Tests.Sqlite;

/// <summary>The provider on one machine, in a folder of its own.</summary>
public sealed class SqliteUnderTest : StorageUnderTest
{
    private readonly TempFolder _folder = new();
    private SqliteStorage _storage;
    private SqliteAuditLog _audit;

    private SqliteUnderTest() => (_storage, _audit) = Open();

    public override IDossierStore Dossiers => _storage.Dossiers;

    public override IWorklistStore Worklists => _storage.Worklists;

    public override INoticeStore Notices => _storage.Notices;

    public override IIdempotencyStore Idempotency => _storage.Idempotency;

    public override IClaimStore Claims => _storage.Claims;

    public override IWatchStore Watch => _storage.Watch;

    public override IPersonRecordStore PersonRecords => _storage.PersonRecords;

    public override IAliasStore Aliases => _storage.Aliases;

    public override IFigureStore Figures => _storage.Figures;

    public override IFactStore Facts => _storage.Facts;

    public override IReportStore Reports => _storage.Reports;

    public override IRecordStore Records => _storage.Records;

    public override IStorageHealth Health => _storage.Health;

    public override IAuditLog Audit => _audit;

    public static Task<StorageUnderTest> OpenAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());

    public override async Task ReopenAsync()
    {
        await CloseAsync();
        (_storage, _audit) = Open();
    }

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private (SqliteStorage, SqliteAuditLog) Open() =>
        (SqliteStorage.Open(_folder.Path, Time), SqliteAuditLog.Open(new SqliteStorageOptions { Folder = _folder.Path }));

    private async Task CloseAsync()
    {
        _audit.Dispose();
        await _storage.DisposeAsync();
    }
}
