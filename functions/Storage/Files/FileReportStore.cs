using System.Runtime.CompilerServices;

namespace LienThong.Storage.Files;

/// <summary>Reports as files of a folder, under their own names, so that they can be read without the app.</summary>
public sealed class FileReportStore : IReportStore
{
    private const string Incoming = ".incoming";

    private readonly string _root;
    private readonly bool _waitForDisk;

    private FileReportStore(string root, bool waitForDisk)
    {
        _root = root;
        _waitForDisk = waitForDisk;
    }

    /// <summary>Opens the reports of a folder, or makes a new one. What was being written when the last process ended is thrown
    /// away, so only one process may have it open.</summary>
    /// <exception cref="StorageUnavailableException">The folder cannot be made or written.</exception>
    public static FileReportStore Open(string folder, bool waitForDisk = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var store = new FileReportStore(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), waitForDisk);
        OnDisk(() =>
        {
            var incoming = Path.Combine(store._root, Incoming);
            Durable.CreateFolder(store._root, store._root);
            Durable.CreateFolder(store._root, incoming);
            foreach (var unfinished in Directory.EnumerateFiles(incoming))
            {
                File.Delete(unfinished);
            }

            return true;
        });
        return store;
    }

    /// <inheritdoc />
    public Task<bool> TryAddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Bounds.Report(name, content);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(OnDisk(() =>
        {
            var draft = Path.Combine(_root, Incoming, Guid.NewGuid().ToString("n"));
            var target = PathOf(name);
            try
            {
                using (var file = File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                {
                    RandomAccess.Write(file, content.Span, 0);
                    if (_waitForDisk)
                    {
                        RandomAccess.FlushToDisk(file);
                    }
                }

                var folder = Path.GetDirectoryName(target)!;
                Durable.CreateFolder(_root, folder, _waitForDisk);
                if (!NewFile.TryName(draft, target))
                {
                    return false;
                }

                if (_waitForDisk)
                {
                    Durable.FlushFolder(folder);
                }

                return true;
            }
            finally
            {
                File.Delete(draft);
            }
        }));
    }

    /// <inheritdoc />
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation)
    {
        Bounds.ReportName(name);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(OnDisk(ReadOnlyMemory<byte>? () =>
        {
            var path = PathOf(name);
            return File.Exists(path) ? File.ReadAllBytes(path).AsMemory() : default(ReadOnlyMemory<byte>?);
        }));
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<string> NamesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        await Task.CompletedTask;
        foreach (var name in OnDisk(() => Names(prefix)))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    // Only the folder that the prefix names whole is looked through.
    private List<string> Names(string prefix)
    {
        var folder = prefix.LastIndexOf('/') is >= 0 and var end ? PathOf(prefix[..end]) : _root;
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(name => !name.StartsWith(Incoming + "/", StringComparison.Ordinal) && name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)]
            : [];
    }

    private string PathOf(string name) => Path.Combine([_root, .. name.Split('/')]);

    private static T OnDisk<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("The reports folder cannot be read or written.", e);
        }
    }
}
