namespace LienThong.Storage;

/// <summary>Which write of a document this is. Opaque; every write gives another one, and none comes back.</summary>
/// <param name="Value">ASCII letters, digits, '-' and '.', without quotes, at most 64 of them.</param>
public readonly record struct ETag(string Value)
{
    /// <summary>The bare value.</summary>
    public override string ToString() => Value ?? "";
}
