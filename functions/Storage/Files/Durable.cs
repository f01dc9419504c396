using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LienThong.Storage.Files;

/// <summary>Folders and names that are still there after a power cut.</summary>
internal static partial class Durable
{
    private const int ReadOnly = 0;

    /// <summary>Makes a folder within <paramref name="root"/> (or that itself), readable by its owner alone, and what is
    /// missing above it.</summary>
    public static void CreateFolder(string root, string folder, bool waitForDisk = true)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        var existing = root;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // Within the root also those that were there: whoever made them a moment ago may not have come to this yet.
        for (var above = Path.GetDirectoryName(folder); waitForDisk && above?.Length >= existing.Length; above = Path.GetDirectoryName(above))
        {
            FlushFolder(above);
        }
    }

    /// <summary>Writes a folder's names to the disk. Windows does so by itself.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = Open(folder, ReadOnly);
        if (handle.IsInvalid)
        {
            throw new IOException($"{folder} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
