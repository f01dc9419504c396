using LienThong.Storage.Sqlite;

namespace LienThong.Storage.Tests.Sqlite;

/// <summary>The provider on one machine, in a folder of its own.</summary>
public sealed class SqliteUnderTest : StorageUnderTest
{
    private readonly TempFolder _folder = new();
    private SqliteStorage _storage;

    private SqliteUnderTest() => _storage = SqliteStorage.Open(_folder.Path, Time);

    public override IDossierStore Dossiers => _storage.Dossiers;

    public override IWorklistStore Worklists => _storage.Worklists;

    public override INoticeStore Notices => _storage.Notices;

    public override IIdempotencyStore Idempotency => _storage.Idempotency;

    public override IClaimStore Claims => _storage.Claims;

    public override IWatchStore Watch => _storage.Watch;

    public override IPersonRecordStore PersonRecords => _storage.PersonRecords;

    public override IRecordStore Records => _storage.Records;

    public override IStorageHealth Health => _storage.Health;

    public static Task<StorageUnderTest> OpenAsync() => Task.FromResult<StorageUnderTest>(new SqliteUnderTest());

    public override async Task ReopenAsync()
    {
        await _storage.DisposeAsync();
        _storage = SqliteStorage.Open(_folder.Path, Time);
    }

    public override async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }
}
