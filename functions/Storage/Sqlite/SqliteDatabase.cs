using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LienThong.Storage.Sqlite;

/// <summary>One database file with one writer and many readers, in WAL mode with synchronous=FULL unless told otherwise.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    /// <summary>
    /// How long the log may grow. SQLite begins it anew when all of it is copied and no read needs it; while one does, it
    /// grows. Beyond this the writer waits a moment for the reads that run, and cuts it.
    /// </summary>
    public const long MaxLogBytes = 64 * 1024 * 1024;

    // A dossier is written many times within minutes: a log of 16 MiB holds most of these before one of them is copied
    // into the file.
    private const int LogPages = 4000;

    private readonly string _path;
    private readonly GroupCommit _writer;
    private readonly SqliteReaders _readers;

    private SqliteDatabase(string path, SqliteSession session, SqliteStorageOptions options)
    {
        _path = path;
        _writer = new GroupCommit(session, () => OpenWriter(path, options), KeepLogShort, options.MaxWaitingWrites);
        _readers = new SqliteReaders(() => OpenReader(path), options.MaxReaders);
    }

    /// <exception cref="StorageUnavailableException">It cannot be opened and written, or a newer program wrote it.</exception>
    public static SqliteDatabase Open(string path, SqliteStorageOptions options)
    {
        SqliteSession? session = null;
        try
        {
            CreateFile(path);
            session = OpenWriter(path, options);
            Migrate(session, path);
            return new SqliteDatabase(path, session, options);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            session?.Dispose();
            throw new StorageUnavailableException($"The database {path} cannot be opened: {e.Message}", e);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="GroupCommit.RunAsync" />
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> body, CancellationToken cancellation) => _writer.RunAsync(body, cancellation);

    /// <inheritdoc cref="SqliteReaders.RunAsync" />
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> body, CancellationToken cancellation) => _readers.RunAsync(body, cancellation);

    public void Dispose()
    {
        _readers.Dispose();
        _writer.Dispose();
    }

    // Readable by its owner alone, whatever the folder is; SQLite gives its log the same rights.
    private static void CreateFile(string path)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
    }

    private static SqliteSession OpenWriter(string path, SqliteStorageOptions options)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate, $"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {(options.WaitForDisk ? "FULL" : "NORMAL")};
            PRAGMA wal_autocheckpoint = {LogPages};
            PRAGMA temp_store = MEMORY;
            PRAGMA busy_timeout = 250;
            PRAGMA cache_size = -16384;
            """);
        options.WriterOpened?.Invoke(connection);
        return new SqliteSession(connection);
    }

    private static SqliteSession OpenReader(string path) =>
        new(Connect(path, SqliteOpenMode.ReadOnly, "PRAGMA cache_size = -4096;"));

    private static SqliteConnection Connect(string path, SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        }.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Migrate(SqliteSession session, string path)
    {
        var done = session.First("PRAGMA user_version", row => row.GetInt32(0));
        if (done > SqliteSchema.Steps.Count)
        {
            throw new StorageUnavailableException(
                $"The database {path} was written by a newer program (schema {done}); this one knows schema {SqliteSchema.Steps.Count}.");
        }

        for (; done < SqliteSchema.Steps.Count; done++)
        {
            session.Begin();
            session.Execute(SqliteSchema.Steps[done]);
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {done + 1}"));
            session.Commit();
        }
    }

    private void KeepLogShort(SqliteSession session)
    {
        if (new FileInfo(_path + "-wal") is { Exists: true, Length: > MaxLogBytes })
        {
            session.First("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt32(0));
        }
    }
}
