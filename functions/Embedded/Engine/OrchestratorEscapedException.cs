namespace LienThong.Embedded.Engine;

/// <summary>An orchestrator awaited something that is not durable (I/O, Task.Delay, Task.Run), or used its context from
/// another thread. Its history cannot tell what happened, so it cannot be replayed.</summary>
public sealed class OrchestratorEscapedException(string message) : Exception(message)
{
    internal static string Explain(string orchestrator) =>
        $"Orchestrator '{orchestrator}' awaited something that is not durable, or used its context from another thread. "
        + "It may await only what its context gives: activities, timers, events and sub-orchestrations. "
        + $"/ Hàm điều phối '{orchestrator}' chỉ được chờ những tác vụ do ngữ cảnh của nó tạo ra.";
}
