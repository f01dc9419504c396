using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace LienThong.Storage.Sqlite;

/// <summary>A bounded pool of read-only connections. A read runs on its caller's thread and sees every commit that
/// completed before it began.</summary>
internal sealed class SqliteReaders(Func<SqliteSession> open, int max) : IDisposable
{
    private readonly SemaphoreSlim _free = new(max);
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _closed;

    public async Task<T> RunAsync<T>(Func<SqliteSession, T> body, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteStorage));
            var session = _idle.TryTake(out var idle) ? idle : open();
            try
            {
                var result = body(session);
                _idle.Add(session);
                return result;
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (SqliteException e)
        {
            throw new StorageUnavailableException("The database could not be read.", e);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the reads that run; those that wait, and any later ones, are refused.</summary>
    public void Dispose()
    {
        _closed = true;
        for (var i = 0; i < max; i++)
        {
            _free.Wait();
        }

        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }

        _free.Release(max);
    }
}
