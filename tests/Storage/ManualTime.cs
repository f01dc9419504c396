namespace LienThong.Storage.Tests;

/// <summary>A clock that is set by hand.</summary>
public sealed class ManualTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Samples.Monday;

    public override DateTimeOffset GetUtcNow() => Now;
}
