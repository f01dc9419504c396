namespace LienThong.Storage;

/// <summary>The store has more waiting than it takes on. Nothing was done; repeat it a little later.</summary>
public sealed class StorageOverloadedException(string message) : Exception(message);
