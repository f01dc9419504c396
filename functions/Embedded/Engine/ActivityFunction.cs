namespace LienThong.Embedded.Engine;

/// <summary>An activity: does one piece of work and returns its result.</summary>
/// <param name="call">What it is called with.</param>
/// <param name="cancellation">Signalled when the runtime stops and will not wait any longer.</param>
public delegate Task<object?> ActivityFunction(ActivityCall call, CancellationToken cancellation);
