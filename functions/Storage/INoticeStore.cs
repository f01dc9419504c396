using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>The hospitals' birth notices, one a certificate code, never changed.</summary>
/// <remarks>Every method throws <see cref="StorageUnavailableException"/> or <see cref="StorageOverloadedException"/> when
/// the store cannot answer.</remarks>
public interface INoticeStore
{
    /// <summary>Keeps a notice unless there is one with its certificate code.</summary>
    Task<NoticeResult> TryAddAsync(StoredNotice notice, CancellationToken cancellation);

    /// <summary>The notice with a certificate code, or null.</summary>
    Task<StoredNotice?> ReadAsync(BirthCertificateCode code, CancellationToken cancellation);
}
