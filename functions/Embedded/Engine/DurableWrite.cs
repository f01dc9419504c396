using LienThong.Embedded.Clock;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Engine;

/// <summary>A write from outside the turns that somebody waits for.</summary>
internal sealed class DurableWrite<T>(Func<StoreConnection, Changes, T> write, Action<Changes> tell, InFlight inFlight) : StoreWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Changes _changes = new();
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override void Execute(StoreConnection store)
    {
        _changes = new Changes();
        _result = write(store, _changes);
    }

    public override void Committed()
    {
        tell(_changes);
        inFlight.Leave();
        _done.SetResult(_result);
    }

    public override void Failed(Exception exception)
    {
        inFlight.Leave();
        _done.SetException(exception);
    }
}
