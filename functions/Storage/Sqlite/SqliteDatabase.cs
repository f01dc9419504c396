using System.Globalization;
using LienThong.Storage.Files;
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
        _writer = new GroupCommit(session, () => OpenWriter(path, options), KeepLogShort, options.MaxWaitingWrites, Path.GetFileName(path));
        _readers = new SqliteReaders(() => OpenReader(path), options.MaxReaders);
    }

    /// <param name="path">The file; made when it is missing.</param>
    /// <param name="schema">The steps of its schema.</param>
    /// <exception cref="StorageUnavailableException">It cannot be opened and written, or a newer program wrote it.</exception>
    public static SqliteDatabase Open(string path, IReadOnlyList<string> schema, SqliteStorageOptions options)
    {
        SqliteSession? session = null;
        try
        {
            if (!File.Exists(path))
            {
                Make(path, schema, options);
            }

            if (new FileInfo(path).Length == 0)
            {
                throw SqliteRefusals.Damaged(path, "it is empty");
            }

            session = OpenWriter(path, options);
            if (!options.Shared)
            {
                CheckLength(session, path);
            }

            Migrate(session, path, schema);
            return new SqliteDatabase(path, session, options);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            session?.Dispose();
            throw SqliteRefusals.NotOpened(path, e);
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

    // It appears under its name only when its tables are in it: an empty file is damage, and never a beginning.
    private static void Make(string path, IReadOnlyList<string> schema, SqliteStorageOptions options)
    {
        var draft = path + ".new";
        foreach (var left in (string[])[draft, draft + "-wal", draft + "-shm"])
        {
            File.Delete(left);
        }

        // Readable by its owner alone, whatever the folder is; SQLite gives its log the same rights.
        if (!OperatingSystem.IsWindows())
        {
            new FileStream(draft, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }

        // Closing it puts its log into it.
        using (var session = OpenWriter(draft, options))
        {
            Migrate(session, draft, schema);
        }

        File.Move(draft, path);
        Durable.FlushFolder(Path.GetDirectoryName(path)!);
    }

    // After a crash the log may hold pages by which the file has yet to grow. Whether the log holds all of them, and the file was
    // not cut short, only reading every page can tell.
    private static void CheckLength(SqliteSession session, string path)
    {
        var length = session.First("PRAGMA page_count", row => row.GetInt64(0)) * session.First("PRAGMA page_size", row => row.GetInt64(0));
        if (new FileInfo(path).Length < length
            && session.First("PRAGMA quick_check(1)", row => row.GetString(0)) is var found && found != "ok")
        {
            throw SqliteRefusals.Damaged(path, found!);
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
        return new SqliteSession(connection) { Committed = options.Committed };
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

    private static void Migrate(SqliteSession session, string path, IReadOnlyList<string> schema)
    {
        var done = session.First("PRAGMA user_version", row => row.GetInt32(0));
        if (done > schema.Count)
        {
            throw SqliteRefusals.Newer(path, done, schema.Count);
        }

        for (; done < schema.Count; done++)
        {
            session.Begin();
            session.Execute(schema[done]);
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
