namespace LienThong.Embedded.Store;

/// <summary>A commit failed (a full disk, a device error): nothing of its batch was kept, and later writes are tried again.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
