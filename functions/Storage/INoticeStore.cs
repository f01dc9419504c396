namespace LienThong.Storage;

/// <summary>The hospitals' notices, one a kind and code of a paper, never changed.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when
/// the store cannot answer.</remarks>
public interface INoticeStore
{
    /// <summary>The most codes that <see cref="AlikeAsync"/> gives.</summary>
    const int MaxAlike = 20;

    /// <summary>Keeps a notice unless there is one of its kind and code.</summary>
    Task<NoticeResult> TryAddAsync(StoredNotice notice, CancellationToken cancellation);

    /// <summary>The codes of a kind's notices that have a likeness, oldest first.</summary>
    /// <param name="max">1 to <see cref="MaxAlike"/>.</param>
    Task<IReadOnlyList<string>> AlikeAsync(string kind, string likeness, int max, CancellationToken cancellation);

    /// <summary>The notice of a kind and code, or null.</summary>
    Task<StoredNotice?> ReadAsync(string kind, string code, CancellationToken cancellation);
}
