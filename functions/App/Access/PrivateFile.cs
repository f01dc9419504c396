using LienThong.Storage.Files;

namespace LienThong.App.Access;

/// <summary>Small files with secrets, readable by their owner only.</summary>
internal static class PrivateFile
{
    /// <summary>Reads the file; makes it first if there is none. Of two processes that make it at once, one wins and both read the same.</summary>
    public static string ReadOrCreate(string path, Func<string> create)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var draft = $"{path}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(draft, options))
            {
                stream.Write(System.Text.Encoding.UTF8.GetBytes(create()));
                stream.Flush(flushToDisk: true);
            }

            NewFile.TryName(draft, path);
        }

        return File.ReadAllText(path);
    }
}
