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
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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
                    "store.in-use",
                    $"The data folder {folder} is in use by process {process}. Stop it, or give this one another folder.",
                    $"Thư mục dữ liệu {folder} đang được tiến trình {process} sử dụng; hãy dừng tiến trình đó hoặc chọn thư mục khác.");
            }

            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return held;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new StoreRefusedException(
                "store.not-writable",
                $"The data folder {folder} cannot be written to: {cause.Message} Give this process the right to write there, mount its disk for writing, or name another folder.",
                $"Không ghi được vào thư mục dữ liệu {folder}; hãy cấp quyền ghi, gắn ổ đĩa ở chế độ ghi hoặc chọn thư mục khác.",
                cause);
        }
    }

    /// <summary>The file, held by this process alone; null if another holds it.</summary>
    private static FileStream? Hold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (IsHeldByAnother(cause))
        {
            return null;
        }
    }

    /// <summary>ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK elsewhere, which has another number on Linux than on macOS and the BSDs.</summary>
    private static bool IsHeldByAnother(IOException cause) =>
        cause.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsLinux() ? 11 : 35);

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

            KeepPrivate(path);
            var connection = StoreConnection.Open(path, SqliteOpenMode.ReadWrite, options);
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
                    "store.not-a-database",
                    $"{path} is not a database. Move it away, or name another data folder.",
                    $"{path} không phải là cơ sở dữ liệu; hãy dời tệp này đi hoặc chọn thư mục dữ liệu khác.",
                    cause),
                raw.SQLITE_CORRUPT or raw.SQLITE_IOERR => Damaged(path, cause.Message, cause),
                raw.SQLITE_BUSY => new StoreRefusedException(
                    "store.busy",
                    $"{path} is held by another program. Stop that one first.",
                    $"{path} đang bị chương trình khác khóa; hãy dừng chương trình đó trước.",
                    cause),
                raw.SQLITE_READONLY => ReadOnly(path, cause),
                _ => NotOpened(path, cause),
            };
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw NotOpened(path, cause);
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

        if (!OperatingSystem.IsWindows())
        {
            // Nobody else's to read, whatever the folder is; SQLite gives its log the same rights.
            new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }).Dispose();
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
                "store.of-another-program",
                $"{path} is a database of another program. Name another data folder.",
                $"{path} là cơ sở dữ liệu của chương trình khác; hãy chọn thư mục dữ liệu khác.");
        }

        if (Pragma(connection, "user_version") is var version && version > FormatVersion)
        {
            throw new StoreRefusedException(
                "store.newer",
                string.Create(CultureInfo.InvariantCulture, $"{path} has format {version}, and this program knows {FormatVersion}: it was written by a newer version. Use that one."),
                $"{path} do phiên bản mới hơn của chương trình ghi; hãy dùng phiên bản đó.");
        }

        if (raw.sqlite3_db_readonly(connection.Handle!, "main") != 0)
        {
            throw ReadOnly(path);
        }

        // Reading the schema makes SQLite compare the file's length with its header, and recover the log.
        Pragma(connection, "schema_version");
        CheckLength(path, connection);
    }

    /// <summary>After a crash the log may hold pages by which the file has yet to grow. Whether the log holds all of them, and
    /// the file was not cut short, only reading every page can tell.</summary>
    private static void CheckLength(string path, StoreConnection connection)
    {
        if (new FileInfo(path).Length >= Pragma(connection, "page_count") * Pragma(connection, "page_size"))
        {
            return;
        }

        using var check = connection.Statement("PRAGMA quick_check(1)");
        if (check.Next() && check.Text(0) is var found && found != "ok")
        {
            throw Damaged(path, found!);
        }
    }

    private static void KeepPrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Files of earlier versions could be read by everybody who could enter the folder.
        foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
        {
            if (File.Exists(file) && File.GetUnixFileMode(file) != OwnerOnly)
            {
                File.SetUnixFileMode(file, OwnerOnly);
            }
        }
    }

    private static long Pragma(StoreConnection connection, string name)
    {
        using var statement = connection.Statement("PRAGMA " + name);
        return statement.Next() ? statement.Long(0) : 0;
    }

    private static StoreRefusedException Damaged(string path, string how, Exception? cause = null) => new(
        "store.damaged",
        $"{path} is damaged or cut short ({how}). Put back a copy of it together with its -wal file, or move both away to start empty.",
        $"{path} bị hỏng hoặc bị cắt ngắn; hãy khôi phục từ bản sao cùng tệp -wal của nó, hoặc dời cả hai đi để bắt đầu lại từ trống.",
        cause);

    private static StoreRefusedException ReadOnly(string path, Exception? cause = null) => new(
        "store.not-writable",
        $"{path} is read-only. Give this process the right to write to it, or mount its disk for writing.",
        $"{path} chỉ cho phép đọc; hãy cấp quyền ghi hoặc gắn ổ đĩa ở chế độ ghi.",
        cause);

    private static StoreRefusedException NotOpened(string path, Exception cause) => new(
        "store.not-opened", $"{path} cannot be opened: {cause.Message}", $"Không mở được {path}.", cause);
}
