namespace LienThong.Storage;

/// <summary>
/// The store could not do it: the disk is full or faulty, the file is gone, the service does not answer. A write may or
/// may not have been done; read again before repeating it.
/// </summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
