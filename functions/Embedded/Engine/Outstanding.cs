namespace LienThong.Embedded.Engine;

/// <summary>What a history has asked for and not got: known without running the orchestrator.</summary>
/// <param name="Timers">Timers that have neither fired nor been cancelled.</param>
/// <param name="Children">Instance ids of sub-orchestrations that have not answered.</param>
internal sealed record Outstanding(IReadOnlyList<(int Event, DateTime Due)> Timers, IReadOnlyList<string> Children)
{
    public static Outstanding Of(IEnumerable<HistoryTurn> history)
    {
        var timers = new Dictionary<int, DateTime>();
        var children = new Dictionary<int, string>();
        foreach (var turn in history)
        {
            foreach (var input in turn.In)
            {
                _ = input.Kind switch
                {
                    InputKind.TimerFired => timers.Remove(input.Event),
                    InputKind.ChildCompleted or InputKind.ChildFailed => children.Remove(input.Event),
                    _ => false,
                };
            }

            foreach (var action in turn.Out)
            {
                _ = action.Kind switch
                {
                    ActionKind.CreateTimer => timers.TryAdd(action.Event, action.Due!.Value),
                    ActionKind.CancelTimer => timers.Remove(action.Event),
                    ActionKind.CallChild => children.TryAdd(action.Event, action.Target!),
                    _ => false,
                };
            }
        }

        return new Outstanding([.. timers.Select(timer => (timer.Key, timer.Value))], [.. children.Values]);
    }
}
