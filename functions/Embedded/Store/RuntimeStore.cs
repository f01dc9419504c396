using LienThong.Embedded.Clock;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Embedded.Store;

/// <summary>
/// The runtime's one file, <c>runtime.db</c>: SQLite with a write-ahead log. Writes go through one writer that puts all that
/// wait into one transaction; a write is told to have succeeded only after the commit it was part of. Reads see what is
/// committed and never wait for the writer.
/// </summary>
public sealed class RuntimeStore : IAsyncDisposable
{
    private readonly StoreWriter _writer;
    private readonly StoreReaders _readers;

    private RuntimeStore(string path, StoreConnection connection, FileStream held, RuntimeStoreOptions options, ILogger logger)
    {
        (Path, Threads) = (path, options.Threads);
        _readers = new StoreReaders(path, options);
        _writer = new StoreWriter(path, connection, options, logger, held.Dispose);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Where those work who work on the store.</summary>
    internal Threads Threads { get; }

    /// <summary>How many transactions have been committed since the store was opened.</summary>
    public long Commits => _writer.Commits;

    /// <summary>Opens the store, and makes it if there is none.</summary>
    /// <exception cref="StoreRefusedException">The folder is in use or cannot be written to, or its file is not sound.</exception>
    public static RuntimeStore Open(RuntimeStoreOptions options, ILogger? logger = null)
    {
        var path = System.IO.Path.Combine(options.Folder, "runtime.db");
        var held = StoreFile.Lock(options.Folder);
        try
        {
            return new RuntimeStore(path, StoreFile.Open(path, options), held, options, logger ?? NullLogger.Instance);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Brings the tables of one part of the runtime to their newest version.</summary>
    /// <exception cref="StoreRefusedException">A newer version of the program has changed them.</exception>
    public async Task ApplyAsync(StoreSchema schema)
    {
        await WriteAsync(store =>
        {
            var version = 0;
            using (var known = store.Statement("SELECT version FROM schema WHERE part = ?").With(schema.Part))
            {
                version = known.Next() ? known.Int(0) : 0;
            }

            if (version > schema.Steps.Count)
            {
                throw new StoreRefusedException(
                    "store.newer",
                    $"{Path} has version {version} of its '{schema.Part}' tables, and this program knows {schema.Steps.Count}: "
                    + "it was written by a newer version. Use that one.",
                    $"{Path} do phiên bản mới hơn của chương trình ghi; hãy dùng phiên bản đó.");
            }

            foreach (var step in schema.Steps.Skip(version))
            {
                store.Execute(step);
            }

            if (version < schema.Steps.Count)
            {
                store.Statement("INSERT OR REPLACE INTO schema(part, version) VALUES (?, ?)").With(schema.Part).With(schema.Steps.Count).Run();
            }
        });
    }

    /// <summary>Writes, and completes after the commit. What <paramref name="write"/> throws undoes it alone.</summary>
    /// <param name="write">Runs on the writer's thread within a transaction: statements only, nothing that waits. It may be undone
    /// and run again because a write beside it has thrown.</param>
    /// <param name="wait">Whether to wait for a place when too many writes wait already.</param>
    /// <param name="cancellation">Ends the wait for a place; a write that has one is not cancelled.</param>
    /// <exception cref="StoreOverloadedException">There was no place, and <paramref name="wait"/> is false.</exception>
    /// <exception cref="StoreUnavailableException">The commit failed; nothing of the write was kept.</exception>
    public async Task<T> WriteAsync<T>(Func<StoreConnection, T> write, bool wait = true, CancellationToken cancellation = default)
    {
        var awaited = new AwaitedWrite<T>(write);
        await AddAsync(awaited, wait, cancellation);
        return await awaited.Done;
    }

    /// <inheritdoc cref="WriteAsync{T}" />
    public Task WriteAsync(Action<StoreConnection> write, bool wait = true, CancellationToken cancellation = default) =>
        WriteAsync(
            store =>
            {
                write(store);
                return true;
            },
            wait,
            cancellation);

    /// <summary>Reads what is committed.</summary>
    /// <param name="read">Runs on the calling thread; every statement in it sees the commits before its own start.</param>
    public T Read<T>(Func<StoreConnection, T> read)
    {
        Threads.GiveWay();
        var result = _readers.Read(read);
        Threads.GiveWay();
        return result;
    }

    /// <summary>Writes a mark, for whoever wants to know whether it can be written.</summary>
    /// <exception cref="StoreOverloadedException">As many writes wait as may.</exception>
    /// <exception cref="StoreUnavailableException">It cannot be written.</exception>
    public Task CheckAsync(CancellationToken cancellation = default) => WriteAsync(
        store => store.Statement(
            "INSERT INTO schema(part, version) VALUES ('check', 1) ON CONFLICT (part) DO UPDATE SET version = version + 1").Run(),
        wait: false,
        cancellation);

    /// <summary>Writes what waits and closes the file.</summary>
    public async ValueTask DisposeAsync() => await Task.Run(Close);

    /// <summary>Adds a write that takes one of the places that waiting writes have.</summary>
    internal async ValueTask AddAsync(StoreWrite write, bool wait, CancellationToken cancellation)
    {
        if (!await _writer.TakePlaceAsync(wait, cancellation))
        {
            throw new StoreOverloadedException(
                "Too many writes wait already; try again a little later. / Hệ thống đang quá tải, vui lòng thử lại sau giây lát.");
        }

        write.HoldsPlace = true;
        _writer.Add(write);
    }

    /// <summary>Adds a write that nobody waits for and that needs no place: its number is bounded by who adds it.</summary>
    internal void Add(StoreWrite write) => _writer.Add(write);

    /// <summary>Writes what waits and closes the file; the calling thread waits.</summary>
    internal void Close()
    {
        _readers.Dispose();
        _writer.Dispose();
    }

    /// <summary>Ends as a crash does: what is not committed is lost, and nobody is told of anything.</summary>
    internal void Abandon()
    {
        _writer.Abandon();
        _readers.Dispose();
    }
}
