using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace LienThong.Embedded.Store;

/// <summary>A few connections for reading, lent one at a time.</summary>
internal sealed class StoreReaders(string path, RuntimeStoreOptions options) : IDisposable
{
    private readonly ConcurrentBag<StoreConnection> _free = [];
    private readonly SemaphoreSlim _places = new(options.Readers);
    private volatile bool _closed;

    public T Read<T>(Func<StoreConnection, T> read)
    {
        _places.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(RuntimeStore));
            var connection = _free.TryTake(out var free) ? free : StoreConnection.Open(path, SqliteOpenMode.ReadOnly, options);
            try
            {
                return read(connection);
            }
            catch
            {
                connection.Reset();
                throw;
            }
            finally
            {
                _free.Add(connection);
            }
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Waits for the reads that run and closes all connections.</summary>
    public void Dispose()
    {
        _closed = true;
        for (var place = 0; place < options.Readers; place++)
        {
            _places.Wait();
        }

        while (_free.TryTake(out var connection))
        {
            connection.End(SqliteOpenMode.ReadOnly, options);
        }

        _places.Release(options.Readers);
    }
}
