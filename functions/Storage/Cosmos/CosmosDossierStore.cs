using System.Text;
using System.Text.Json;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Cosmos;

/// <summary>Dossiers, one item each: the dossier's own JSON with its code as the id.</summary>
internal sealed class CosmosDossierStore(CosmosItems items, TimeProvider time) : IDossierStore
{
    // How soon a write of another process is seen by who waits for changes.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private volatile TaskCompletionSource _change = NewSignal();

    public event Action? Changed;

    public Task<Stored<Dossier>?> ReadAsync(DossierCode code, CancellationToken cancellation) =>
        items.ReadAsync<Dossier>(code.ToString(), code.ToString(), cancellation);

    public async Task<Stored<Dossier>?> TryCreateAsync(Dossier dossier, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return Written(dossier, await items.TryCreateAsync(Item(dossier, IDossierStore.MaxBytes), dossier.Code.ToString(), cancellation));
    }

    public async Task<Stored<Dossier>?> TryReplaceAsync(Dossier dossier, ETag etag, int maxBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        var code = dossier.Code.ToString();
        return Written(dossier, await items.TryReplaceAsync(Item(dossier, Math.Min(maxBytes, IDossierStore.MaxBytes)), code, code, etag, cancellation));
    }

    /// <remarks>In order of change within a partition; with several ranges of partitions, one range after the other.</remarks>
    public async Task<DossierChanges> ReadChangesAsync(string? continuation, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, IDossierStore.MaxChanges);
        var (page, next) = await items.ReadChangesAsync(continuation, max, cancellation);
        using (page)
        {
            return new(
                page is null ? [] : [.. page.RootElement.GetProperty("Documents").EnumerateArray().Select(Changes)],
                next);
        }
    }

    public async Task WaitForChangesAsync(string? continuation, CancellationToken cancellation)
    {
        while (true)
        {
            // Taken before looking, so that a write between the two is not missed.
            var change = _change;
            var (page, next) = await items.ReadChangesAsync(continuation, 1, cancellation);
            if (page is not null)
            {
                page.Dispose();
                return;
            }

            continuation = next;
            using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(change.Task, Task.Delay(Poll, time, waited.Token));
            await waited.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private Stored<Dossier>? Written(Dossier dossier, ETag? etag)
    {
        if (etag is null)
        {
            return null;
        }

        Interlocked.Exchange(ref _change, NewSignal()).TrySetResult();
        Changed?.Invoke();
        return new(dossier, etag.Value);
    }

    private static byte[] Item(Dossier dossier, int maxBytes)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(dossier, DossierJson.Options);
        return json.Length <= maxBytes
            ? [.. Encoding.ASCII.GetBytes($"{{\"id\":\"{dossier.Code}\","), .. json.AsSpan(1)]
            : throw new DossierTooLargeException(dossier.Code, json.Length, maxBytes);
    }

    private static Stored<Dossier> Changes(JsonElement item) => new(
        item.Deserialize<Dossier>(DossierJson.Options)!,
        CosmosItems.TagOf(item.GetProperty("_etag").GetString()!));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
