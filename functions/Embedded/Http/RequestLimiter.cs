namespace LienThong.Embedded.Http;

/// <summary>Lets so many requests run and so many more wait; the rest are turned away at once.</summary>
internal sealed class RequestLimiter(int running, int outstanding) : IDisposable
{
    private readonly SemaphoreSlim _places = new(running);
    private int _outstanding;

    /// <summary>Waits for a place.</summary>
    /// <returns>False, at once, if too many wait already. Otherwise <see cref="Leave"/> is called once afterwards.</returns>
    public ValueTask<bool> TryEnterAsync(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _outstanding) > outstanding)
        {
            Interlocked.Decrement(ref _outstanding);
            return ValueTask.FromResult(false);
        }

        return _places.Wait(0, CancellationToken.None) ? ValueTask.FromResult(true) : WaitAsync(cancellation);
    }

    public void Leave()
    {
        _places.Release();
        Interlocked.Decrement(ref _outstanding);
    }

    public void Dispose() => _places.Dispose();

    private async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await _places.WaitAsync(cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref _outstanding);
            throw;
        }
    }
}
