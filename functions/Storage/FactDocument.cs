namespace LienThong.Storage;

/// <summary>A document of facts.</summary>
/// <param name="Key">Its key, unique in its partition.</param>
/// <param name="ETag">What a replacement of just this write has to name.</param>
public sealed record FactDocument(string Key, ReadOnlyMemory<byte> Content, ETag ETag);
