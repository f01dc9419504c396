namespace LienThong.Embedded.Durable;

/// <summary>What a purge did.</summary>
/// <param name="count">How many instances are gone.</param>
public class PurgeResult(int count)
{
    /// <summary>How many instances are gone.</summary>
    public int PurgedInstanceCount { get; } = count;
}
