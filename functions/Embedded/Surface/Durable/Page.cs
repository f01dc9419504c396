namespace LienThong.Embedded.Durable;

/// <summary>A part of a listing.</summary>
/// <param name="values">The values in it.</param>
/// <param name="continuationToken">What gets the next part; null if this is the last.</param>
public sealed class Page<T>(IReadOnlyList<T> values, string? continuationToken = null)
    where T : notnull
{
    /// <summary>The values in it.</summary>
    public IReadOnlyList<T> Values { get; } = values;

    /// <summary>What gets the next part; null if this is the last.</summary>
    public string? ContinuationToken { get; } = continuationToken;
}
