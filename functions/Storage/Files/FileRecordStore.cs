using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace LienThong.Storage.Files;

/// <summary>
/// Records as files, named by their hash, in one folder a scope. A record is received under another name and takes its
/// own only when it is whole, good and on the disk.
/// </summary>
public sealed class FileRecordStore : IRecordStore
{
    private const int BufferSize = 128 * 1024;

    private readonly string _root;
    private readonly string _incoming;
    private readonly bool _waitForDisk;

    private FileRecordStore(string root, bool waitForDisk)
    {
        _root = root;
        _waitForDisk = waitForDisk;
        _incoming = Path.Combine(root, "incoming");
    }

    /// <summary>Opens the records of a folder, or makes a new one. What was being received when the last process ended is
    /// thrown away, so only one process may have it open.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="waitForDisk">Whether a record is taken only when it is on the disk.</param>
    /// <exception cref="StorageUnavailableException">The folder cannot be made or written.</exception>
    public static FileRecordStore Open(string folder, bool waitForDisk = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var store = new FileRecordStore(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), waitForDisk);
        OnDisk(() =>
        {
            Durable.CreateFolder(store._root, store._root);
            Durable.CreateFolder(store._root, store._incoming);
            foreach (var unfinished in Directory.EnumerateFiles(store._incoming))
            {
                File.Delete(unfinished);
            }
        });
        return store;
    }

    /// <inheritdoc />
    public async Task<StoredRecord> PutAsync(RecordScope scope, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(content);

        var received = Path.Combine(_incoming, Guid.NewGuid().ToString("n"));
        try
        {
            var record = await ReceiveAsync(received, content, _waitForDisk, cancellation);
            OnDisk(() =>
            {
                var folder = Folder(scope);
                Durable.CreateFolder(_root, folder, _waitForDisk);
                // Over what may stand there: if that has become corrupt, this mends it.
                File.Move(received, Path.Combine(folder, record.Sha256), overwrite: true);
                if (_waitForDisk)
                {
                    Durable.FlushFolder(folder);
                }
            });
            return record;
        }
        finally
        {
            OnDisk(() => File.Delete(received));
        }
    }

    /// <inheritdoc />
    public async Task<OpenRecord?> OpenAsync(RecordScope scope, string sha256, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(sha256);
        if (!StoredRecord.IsHash(sha256) || TryOpen(Path.Combine(Folder(scope), sha256)) is not { } file)
        {
            return null;
        }

        try
        {
            var record = await VerifyAsync(file, sha256, cancellation) ?? throw new RecordCorruptException(scope, sha256);
            return new(record, file);
        }
        catch (Exception e)
        {
            await file.DisposeAsync();
            if (e is IOException)
            {
                throw Unavailable(e);
            }

            throw;
        }
    }

    /// <inheritdoc />
    public async Task<bool> CopyAsync(RecordScope from, RecordScope to, string sha256, CancellationToken cancellation)
    {
        await using var record = await OpenAsync(from, sha256, cancellation);
        if (record is null)
        {
            return false;
        }

        await PutAsync(to, record.Content, cancellation);
        return true;
    }

    /// <inheritdoc />
    public Task<bool> ExistsAsync(RecordScope scope, string sha256, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(sha256);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(StoredRecord.IsHash(sha256) && File.Exists(Path.Combine(Folder(scope), sha256)));
    }

    /// <summary>Writes a file, flushes it, reads it back and deletes it.</summary>
    /// <exception cref="StorageUnavailableException">That did not work.</exception>
    internal Task CheckAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        OnDisk(() =>
        {
            var path = Path.Combine(_incoming, Guid.NewGuid().ToString("n"));
            try
            {
                var mark = Guid.NewGuid().ToByteArray();
                using (var file = Create(path))
                {
                    RandomAccess.Write(file, mark, 0);
                    RandomAccess.FlushToDisk(file);
                }

                if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(mark))
                {
                    throw new IOException($"{_incoming} does not give back what was written.");
                }
            }
            finally
            {
                File.Delete(path);
            }
        });
        return Task.CompletedTask;
    }

    private static async Task<StoredRecord> ReceiveAsync(string path, Stream content, bool waitForDisk, CancellationToken cancellation)
    {
        using var file = OnDisk(() => Create(path));
        var record = await Reception.ReadAsync(
            content,
            (bytes, at) =>
            {
                OnDisk(() => RandomAccess.Write(file, bytes.Span, at));
                return ValueTask.CompletedTask;
            },
            cancellation);
        if (waitForDisk)
        {
            OnDisk(() => RandomAccess.FlushToDisk(file));
        }

        return record;
    }

    // The file that is verified is the file that is read from: it stays open, and its name is only ever given to others.
    private static async Task<StoredRecord?> VerifyAsync(FileStream file, string sha256, CancellationToken cancellation)
    {
        if (file.Length > IRecordStore.MaxLength)
        {
            return null;
        }

        var hash = await SHA256.HashDataAsync(file, cancellation);
        if (Convert.ToHexStringLower(hash) != sha256)
        {
            return null;
        }

        var first = new byte[RecordTypes.SniffLength];
        file.Position = 0;
        var read = await file.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellation);
        file.Position = 0;
        return RecordTypes.Sniff(first.AsSpan(0, read)) is { } type ? new(sha256, type, file.Length) : null;
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    private static SafeFileHandle Create(string path) => File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    private string Folder(RecordScope scope) => Path.Combine([_root, .. scope.Path.Split('/')]);

    private static void OnDisk(Action work) => OnDisk(() =>
    {
        work();
        return true;
    });

    private static T OnDisk<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    private static StorageUnavailableException Unavailable(Exception e) => new("The records folder cannot be read or written.", e);
}
