namespace LienThong.Embedded.Engine;

/// <summary>An activity that is to run.</summary>
/// <param name="Id">Its number in the store: growing, in the order of the commits.</param>
/// <param name="Instance">The number of the instance that called it.</param>
/// <param name="Execution">The execution that waits for it.</param>
/// <param name="Event">The number that its answer carries.</param>
/// <param name="InstanceId">The id of the instance.</param>
/// <param name="Name">The activity's name.</param>
/// <param name="Input">Its input as JSON.</param>
/// <param name="Trace">The traceparent under which it runs.</param>
internal sealed record ScheduledTask(
    long Id, long Instance, int Execution, int Event, string InstanceId, string Name, string? Input, string? Trace);
