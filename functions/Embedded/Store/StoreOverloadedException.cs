namespace LienThong.Embedded.Store;

/// <summary>As many writes wait already as may wait; try again a little later.</summary>
public sealed class StoreOverloadedException(string message) : Exception(message);
