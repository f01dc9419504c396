using System.Security.Cryptography;

namespace LienThong.Storage.Blobs;

/// <summary>A record while it is checked: in a file of the temporary folder that has no name or none that others can open, and that is
/// gone with its stream or its process. So a record costs no memory, however many are on their way.</summary>
internal sealed class SpooledRecord : IAsyncDisposable
{
    private SpooledRecord(StoredRecord record, byte[] md5, FileStream content) => (Record, Md5, Content) = (record, md5, content);

    /// <summary>What it is.</summary>
    public StoredRecord Record { get; }

    /// <summary>What Blob Storage checks its bytes by.</summary>
    public byte[] Md5 { get; }

    /// <summary>Its bytes, from the first one on.</summary>
    public FileStream Content { get; }

    /// <summary>Takes a record in.</summary>
    /// <param name="content">What it throws goes to the caller.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="RecordRefusedException">It is none.</exception>
    /// <exception cref="StorageUnavailableException">There is no room for it.</exception>
    public static async Task<SpooledRecord> ReadAsync(Stream content, CancellationToken cancellation)
    {
        var file = OnDisk(Create);
        try
        {
            using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            var record = await Reception.ReadAsync(
                content,
                (bytes, at) =>
                {
                    md5.AppendData(bytes.Span);
                    return OnDisk(() =>
                    {
                        RandomAccess.Write(file.SafeFileHandle, bytes.Span, at);
                        return ValueTask.CompletedTask;
                    });
                },
                cancellation);
            return new(record, md5.GetHashAndReset(), file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    private static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        }

        // Windows deletes such a file even when the process is killed. Elsewhere it loses its name at once, and is gone in any case.
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        File.Delete(file.Name);
        return file;
    }

    private static T OnDisk<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("The temporary folder cannot be written.", e);
        }
    }
}
