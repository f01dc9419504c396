using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LienThong.Storage.Sqlite;

/// <summary>Why a store is not opened: a stable code, what is wrong with which file, and what to do, in both languages.</summary>
internal static class SqliteRefusals
{
    public static StorageUnavailableException InUse(string folder, Exception cause) => Of(
        "storage.in-use",
        $"Another process has the store in {folder} open. Stop it, or name another folder.",
        $"Kho dữ liệu trong {folder} đang được tiến trình khác sử dụng; hãy dừng tiến trình đó hoặc chọn thư mục khác.",
        cause);

    public static StorageUnavailableException NotWritable(string folder, Exception cause) => Of(
        "storage.not-writable",
        $"The data folder {folder} cannot be written to: {cause.Message} Give this process the right to write there, mount its disk for writing, or name another folder.",
        $"Không ghi được vào thư mục dữ liệu {folder}; hãy cấp quyền ghi, gắn ổ đĩa ở chế độ ghi hoặc chọn thư mục khác.",
        cause);

    public static StorageUnavailableException Newer(string path, int schema, int known) => Of(
        "storage.newer",
        string.Create(CultureInfo.InvariantCulture, $"The database {path} was written by a newer program (schema {schema}); this one knows schema {known}. Use that one."),
        $"Cơ sở dữ liệu {path} do phiên bản mới hơn của chương trình ghi; hãy dùng phiên bản đó.");

    public static StorageUnavailableException Damaged(string path, string how, Exception? cause = null) => Of(
        "storage.damaged",
        $"The database {path} is damaged or cut short ({how}). Put back a copy of it together with its -wal file.",
        $"Cơ sở dữ liệu {path} bị hỏng hoặc bị cắt ngắn; hãy khôi phục từ bản sao cùng tệp -wal của nó.",
        cause);

    /// <summary>Why SQLite, or the system, did not open it.</summary>
    public static StorageUnavailableException NotOpened(string path, Exception cause) => cause switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_NOTADB } => Of(
            "storage.not-a-database",
            $"{path} is not a database. Move it away, or name another data folder.",
            $"{path} không phải là cơ sở dữ liệu; hãy dời tệp này đi hoặc chọn thư mục dữ liệu khác.",
            cause),
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_IOERR } => Damaged(path, cause.Message, cause),
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => Of(
            "storage.busy",
            $"The database {path} is held by another program. Stop that one first.",
            $"Cơ sở dữ liệu {path} đang bị chương trình khác khóa; hãy dừng chương trình đó trước.",
            cause),
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN } or UnauthorizedAccessException => Of(
            "storage.not-writable",
            $"The database {path} cannot be written: {cause.Message} Give this process the right to write there, or mount its disk for writing.",
            $"Không ghi được vào cơ sở dữ liệu {path}; hãy cấp quyền ghi hoặc gắn ổ đĩa ở chế độ ghi.",
            cause),
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => Of(
            "storage.full",
            $"The disk of {path} is full. Make room.",
            $"Ổ đĩa chứa {path} đã đầy; hãy giải phóng dung lượng.",
            cause),
        _ => Of("storage.not-opened", $"The database {path} cannot be opened: {cause.Message}", $"Không mở được cơ sở dữ liệu {path}.", cause),
    };

    private static StorageUnavailableException Of(string code, string english, string vietnamese, Exception? cause = null) =>
        new($"{code}: {english} / {vietnamese}", cause);
}
