namespace LienThong.Embedded.Store;

/// <summary>A write that somebody waits for.</summary>
internal sealed class AwaitedWrite<T>(Func<StoreConnection, T> write) : StoreWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override void Execute(StoreConnection store) => _result = write(store);

    public override void Committed() => _done.SetResult(_result);

    public override void Failed(Exception exception) => _done.SetException(exception);
}
