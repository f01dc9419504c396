namespace LienThong.Storage.Files;

/// <summary>Files have no address of their own: nobody gets a link.</summary>
internal sealed class NoRecordLinks : IRecordLinks
{
    public Task<RecordLink?> LinkAsync(RecordScope scope, string sha256, CancellationToken cancellation) => Task.FromResult<RecordLink?>(null);
}
