using LienThong.Storage.Files;

namespace LienThong.Storage.Sqlite;

/// <summary>
/// Everything that is kept, on one machine: one SQLite database <c>dossiers.db</c>, a folder of records and one of reports. Writes of all
/// stores share one writer that commits many of them at once; a write's task completes when the commit is on the disk.
/// </summary>
public sealed class SqliteStorage : IDisposable, IAsyncDisposable
{
    private readonly FileStream _lock;
    private readonly SqliteDatabase _database;
    private readonly SqliteDossierStore _dossiers;

    private SqliteStorage(FileStream @lock, SqliteDatabase database, FileRecordStore records, FileReportStore reports, TimeProvider time)
    {
        _lock = @lock;
        _database = database;
        _dossiers = new SqliteDossierStore(database);
        Worklists = new SqliteWorklistStore(database, time);
        Notices = new SqliteNoticeStore(database);
        Idempotency = new SqliteIdempotencyStore(database);
        Claims = new SqliteClaimStore(database);
        Watch = new SqliteWatchStore(database, time);
        PersonRecords = new SqlitePersonRecordStore(database);
        Aliases = new SqliteAliasStore(database);
        Figures = new SqliteFigureStore(database);
        Facts = new SqliteFactStore(database);
        Reports = reports;
        Records = records;
        Health = new SqliteStorageHealth(database, records);
    }

    /// <summary>The dossiers.</summary>
    public IDossierStore Dossiers => _dossiers;

    /// <summary>The agencies' worklists.</summary>
    public IWorklistStore Worklists { get; }

    /// <summary>The hospitals' notices.</summary>
    public INoticeStore Notices { get; }

    /// <summary>The requests that may be repeated.</summary>
    public IIdempotencyStore Idempotency { get; }

    /// <summary>Who was first with a fingerprint.</summary>
    public IClaimStore Claims { get; }

    /// <summary>The open dossiers.</summary>
    public IWatchStore Watch { get; }

    /// <summary>Which dossiers hold records of a person.</summary>
    public IPersonRecordStore PersonRecords { get; }

    /// <summary>The numbers under which dossiers are found.</summary>
    public IAliasStore Aliases { get; }

    /// <summary>What each dossier counts for.</summary>
    public IFigureStore Figures { get; }

    /// <summary>Facts for reports.</summary>
    public IFactStore Facts { get; }

    /// <summary>The reports.</summary>
    public IReportStore Reports { get; }

    /// <summary>The digitised records.</summary>
    public IRecordStore Records { get; }

    /// <summary>Whether all of this works.</summary>
    public IStorageHealth Health { get; }

    /// <summary>Opens the store of a folder, or makes a new one. Without <paramref name="time"/> the system's clock counts.</summary>
    /// <exception cref="StorageUnavailableException">Another process has it open, a newer program wrote it, or it cannot be
    /// read and written.</exception>
    public static SqliteStorage Open(string folder, TimeProvider? time = null) => Open(new SqliteStorageOptions { Folder = folder }, time);

    /// <inheritdoc cref="Open(string, TimeProvider?)" />
    public static SqliteStorage Open(SqliteStorageOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxWaitingWrites, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxReaders, 1);

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder));
        var @lock = Lock(folder);
        try
        {
            var records = FileRecordStore.Open(Path.Combine(folder, "records"), options.WaitForDisk);
            var reports = FileReportStore.Open(Path.Combine(folder, "reports"), options.WaitForDisk);
            var database = SqliteDatabase.Open(Path.Combine(folder, "dossiers.db"), SqliteSchema.Steps, options);
            return new(@lock, database, records, reports, time ?? TimeProvider.System);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Finishes the writes that wait, and closes the files. Who waits for changes gets an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _database.Dispose();
        _dossiers.Dispose();
        _lock.Dispose();
    }

    /// <inheritdoc cref="Dispose" />
    public ValueTask DisposeAsync() => new(Task.Run(Dispose));

    private static FileStream Lock(string folder)
    {
        try
        {
            Durable.CreateFolder(folder, folder);
            return new FileStream(Path.Combine(folder, "dossiers.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw SqliteRefusals.InUse(folder, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SqliteRefusals.NotWritable(folder, e);
        }
    }

    // ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK elsewhere, which has another number on Linux than on macOS and the BSDs.
    private static bool IsHeldByAnother(IOException e) =>
        e.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsLinux() ? 11 : 35);
}
