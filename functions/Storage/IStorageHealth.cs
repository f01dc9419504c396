namespace LienThong.Storage;

/// <summary>Whether a store can do its work just now.</summary>
public interface IStorageHealth
{
    /// <summary>Writes something and reads it back, in every part of the store.</summary>
    /// <exception cref="StorageUnavailableException">It could not; the message says which part.</exception>
    /// <exception cref="StorageOverloadedException">It has more to do than it takes on.</exception>
    Task CheckAsync(CancellationToken cancellation);
}
