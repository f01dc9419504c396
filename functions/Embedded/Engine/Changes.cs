namespace LienThong.Embedded.Engine;

/// <summary>What a write has put into the tables, to be told to the parts of the engine once it is committed.</summary>
internal sealed class Changes
{
    private List<Message>? _inbox;
    private List<ScheduledTask>? _tasks;
    private List<DueTimer>? _timers;
    private List<DueTimer>? _timersGone;

    public IReadOnlyList<Message> Inbox => _inbox ?? [];

    public IReadOnlyList<ScheduledTask> Tasks => _tasks ?? [];

    public IReadOnlyList<DueTimer> Timers => _timers ?? [];

    public IReadOnlyList<DueTimer> TimersGone => _timersGone ?? [];

    /// <summary>The instance that has begun or ended, whose waiters are told.</summary>
    public (string Instance, bool Ended)? Progressed { get; set; }

    public void Add(Message message) => (_inbox ??= []).Add(message);

    public void Add(ScheduledTask task) => (_tasks ??= []).Add(task);

    public void Add(DueTimer timer) => (_timers ??= []).Add(timer);

    public void Remove(DueTimer timer) => (_timersGone ??= []).Add(timer);
}
