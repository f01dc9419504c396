namespace LienThong.Storage;

/// <summary>A document as it stands in a store.</summary>
/// <param name="ETag">What a replacement of just this write has to name.</param>
public sealed record Stored<T>(T Value, ETag ETag);
