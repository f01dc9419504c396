namespace LienThong.Embedded.Engine;

/// <summary>Brings an orchestrator to where its history ends, and compares every step on the way.</summary>
internal static class Replay
{
    /// <summary>The first step at which the orchestrator asks for something else than it did; null if there is none.</summary>
    public static HistoryMismatchException? Mismatch(OrchestratorRun run, InstanceHeader header, IReadOnlyList<HistoryTurn> history)
    {
        for (var turn = 0; turn < history.Count; turn++)
        {
            var recorded = history[turn].Out;
            var (replayed, _) = run.Turn(history[turn].At, history[turn].In, replaying: true);
            for (var step = 0; step < Math.Max(recorded.Count, replayed.Count); step++)
            {
                var then = step < recorded.Count ? recorded[step] : null;
                var now = step < replayed.Count ? replayed[step] : null;
                if (then is null || now is null || !then.Matches(now))
                {
                    return new HistoryMismatchException(header.Id, header.Name, turn, step, then, now);
                }
            }
        }

        return null;
    }
}
