namespace LienThong.Embedded.Engine;

/// <summary>An instance to be started.</summary>
internal sealed record NewInstance(string Id, string Name)
{
    public string? Version { get; init; }

    public string? Input { get; init; }

    public string? Tags { get; init; }

    public string? Trace { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>When it starts; null for at once.</summary>
    public DateTimeOffset? StartAt { get; init; }
}
