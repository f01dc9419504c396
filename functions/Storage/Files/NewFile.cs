using System.Runtime.InteropServices;

namespace LienThong.Storage.Files;

/// <summary>Gives a finished file its name, once: of all who try at the same time, in any process, one wins.</summary>
public static partial class NewFile
{
    private const int AlreadyThere = 17;

    /// <summary>Names a draft in the same folder tree. The draft is gone afterwards, whoever won.</summary>
    /// <returns>False when the name is taken; what has it stays as it is.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static bool TryName(string draft, string path)
    {
        try
        {
            // A move that must not overwrite looks first and renames then, and two at once both find nothing; a link is made or refused.
            if (!OperatingSystem.IsWindows())
            {
                if (Link(draft, path) == 0)
                {
                    return true;
                }

                if (Marshal.GetLastPInvokeError() == AlreadyThere)
                {
                    return false;
                }
            }

            // Windows refuses by itself, and a disk without links has nothing better.
            File.Move(draft, path);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);
}
