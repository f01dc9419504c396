using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LienThong.Embedded.Store;

/// <summary>The store's file: made whole or not at all, opened by one process at a time, refused when it is not sound.</summary>
internal static class StoreFile
{
    /// <summary>"LTRT" in the file's header says whose file it is.</summary>
    private const int ApplicationId = 0x4C545254;
    private const int FormatVersion = 1;

    /// <summary>Takes the folder for this process.</summary>
    /// <exception cref="StoreRefusedException">The folder cannot be used, or another process uses it.</exception>
    public static FileStream Lock(string folder)
    {
        // Nobody else can read the locked file, so who holds it stands beside it.
        var holder = Path.Combine(folder, "runtime.pid");
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(folder);
            held = Hold(Path.Combine(folder, "runtime.lock"));
            if (held is null)
            {
                var process = File.Exists(holder) ? File.ReadAllText(holder) : "?";
                throw new StoreRefusedException(
                    $"The data folder {folder} is in use by process {process}. Stop it, or give this one another folder. "
                    + $"/ Thư mục dữ liệu {folder} đang được tiến trình {process} sử dụng.");
            }

            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new StoreRefusedException(
                $"The data folder {folder} cannot be written to: {cause.Message} / Không ghi được vào thư mục dữ liệu {folder}.", cause);
        }
    }

    /// <summary>The file, held by this process alone; null if another holds it.</summary>
    private static FileStream? Hold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Opens the writer's connection, and makes the file first if there is none.</summary>
    /// <exception cref="StoreRefusedException">The file is not a runtime store, is of a newer version, is damaged or read-only.</exception>
    public static StoreConnection Open(string path, RuntimeStoreOptions options)
    {
        try
        {
            if (!File.Exists(path))
            {
                Make(path, options);
            }

            if (new FileInfo(path).Length == 0)
            {
                throw Damaged(path, "it is empty");
            }

            var connection = new StoreConnection(path, SqliteOpenMode.ReadWrite, options);
            try
            {
                Check(path, connection);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException cause)
        {
            throw cause.SqliteErrorCode switch
            {
                raw.SQLITE_NOTADB => new StoreRefusedException(
                    $"{path} is not a database. Move it away, or name another data folder. / {path} không phải là cơ sở dữ liệu.", cause),
                raw.SQLITE_CORRUPT or raw.SQLITE_IOERR => Damaged(path, cause.Message, cause),
                raw.SQLITE_BUSY => new StoreRefusedException(
                    $"{path} is held by another program. / {path} đang bị chương trình khác khóa.", cause),
                _ => new StoreRefusedException($"{path} cannot be opened: {cause.Message} / Không mở được {path}.", cause),
            };
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StoreRefusedException($"{path} cannot be opened: {cause.Message} / Không mở được {path}.", cause);
        }
    }

    /// <summary>The file appears under its name only when it is whole, so an empty one is damage and never a beginning.</summary>
    private static void Make(string path, RuntimeStoreOptions options)
    {
        var draft = path + ".new";
        foreach (var left in (string[])[draft, draft + "-wal", draft + "-shm"])
        {
            File.Delete(left);
        }

        using (var connection = new StoreConnection(draft, SqliteOpenMode.ReadWriteCreate, options))
        {
            connection.Execute(FormattableString.Invariant($"""
                PRAGMA journal_mode = WAL;
                PRAGMA application_id = {ApplicationId};
                PRAGMA user_version = {FormatVersion};
                CREATE TABLE schema(part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
                PRAGMA wal_checkpoint(TRUNCATE);
                """));
        }

        File.Move(draft, path);
    }

    private static void Check(string path, StoreConnection connection)
    {
        if (Pragma(connection, "application_id") != ApplicationId)
        {
            throw new StoreRefusedException(
                $"{path} is a database of another program. Name another data folder. / {path} là cơ sở dữ liệu của chương trình khác.");
        }

        if (Pragma(connection, "user_version") is var version && version > FormatVersion)
        {
            throw new StoreRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"{path} has format {version}, and this program knows {FormatVersion}: it was written by a newer version. Use that one. / {path} do phiên bản mới hơn ghi."));
        }

        if (raw.sqlite3_db_readonly(connection.Handle!, "main") != 0)
        {
            throw new StoreRefusedException($"{path} is read-only. / {path} chỉ cho phép đọc.");
        }

        // Reading the schema makes SQLite compare the file's length with its header, and recover the log.
        Pragma(connection, "schema_version");
    }

    private static long Pragma(StoreConnection connection, string name)
    {
        using var statement = connection.Statement("PRAGMA " + name);
        return statement.Next() ? statement.Long(0) : 0;
    }

    private static StoreRefusedException Damaged(string path, string how, Exception? cause = null) => new(
        $"{path} is damaged or cut short ({how}). Put back a copy of it together with its -wal file, or move both away to start empty. "
        + $"/ {path} bị hỏng hoặc bị cắt ngắn.", cause);
}
