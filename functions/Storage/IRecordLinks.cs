namespace LienThong.Storage;

/// <summary>
/// Links to records, for stores that can be read without the app. A link opens one record, for reading, for a short time, to whoever
/// has it; it says nothing of a person. Who reads by it compares the hash, as the app does when it hands a record out itself.
/// </summary>
/// <remarks>Throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when the store cannot answer.</remarks>
public interface IRecordLinks
{
    /// <summary>How long a link is good.</summary>
    static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>A link to a record of a scope; null when there is no such record, or the store gives no links.</summary>
    Task<RecordLink?> LinkAsync(RecordScope scope, string sha256, CancellationToken cancellation);
}

/// <summary>A link to a record.</summary>
/// <param name="Href">The address: whoever has it may read the record. It belongs in no log.</param>
/// <param name="Until">Until when it is good, UTC.</param>
public sealed record RecordLink(Uri Href, DateTimeOffset Until);
