namespace LienThong.Embedded.Store;

/// <summary>The store cannot be opened: what is wrong with its folder or its file, and what can be done about it.</summary>
public sealed class StoreRefusedException(string message, Exception? inner = null) : Exception(message, inner);
