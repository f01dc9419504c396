namespace LienThong.Embedded.Clock;

/// <summary>
/// Where the runtime's work runs: on the system's threads. A simulation puts its own in their place and decides what runs before
/// what, as it decides with <see cref="VirtualClock"/> when.
/// </summary>
internal class Threads
{
    /// <summary>The thread pool, and threads that are started.</summary>
    public static Threads System { get; } = new();

    /// <summary>Runs work on some thread.</summary>
    public virtual void Run<T>(Action<T> work, T state) => ThreadPool.UnsafeQueueUserWorkItem(work, state, preferLocal: false);

    /// <summary>Starts work that belongs to nobody's call: it does not inherit the caller's trace or other ambient values.</summary>
    public virtual void Start(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            _ = Task.Run(work);
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(work);
        }
    }

    /// <summary>Keeps a thread for one kind of work.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="round">Done whenever the thread is woken; false after the last.</param>
    public virtual IRounds Keep(string name, Func<bool> round) => new KeptThread(name, round);

    /// <summary>Lets other threads get ahead; called where they may, with no lock held. The system's do so unasked.</summary>
    public virtual void GiveWay()
    {
    }
}
