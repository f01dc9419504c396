using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LienThong.Embedded.Store;

/// <summary>SQLite's errors in the reader's words.</summary>
internal static class StoreErrors
{
    /// <summary>Whether the error is the store's, not the write's: everything in the batch is lost with it.</summary>
    public static bool IsOfTheStore(Exception exception) => exception is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_INTERRUPT
            or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_NOTADB,
    };

    public static StoreUnavailableException Unavailable(string path, Exception cause) =>
        new($"Could not save to {path}: {Reason(cause)} Nothing of this write was kept. "
            + $"/ Không ghi được vào {path}: thao tác ghi này chưa được lưu.", cause);

    private static string Reason(Exception cause) => cause is SqliteException { SqliteErrorCode: var code }
        ? code switch
        {
            raw.SQLITE_FULL => "the disk is full.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program holds the database.",
            raw.SQLITE_READONLY => "the file or its folder is read-only.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "the file is damaged.",
            raw.SQLITE_NOMEM => "out of memory.",
            _ => $"the device answered with an error (SQLite {code}).",
        }
        : cause.Message;
}
