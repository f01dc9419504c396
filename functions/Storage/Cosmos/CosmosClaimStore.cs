using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Cosmos;

/// <summary>Fingerprints and their owners, one item each.</summary>
internal sealed class CosmosClaimStore(CosmosItems items) : IClaimStore
{
    public async Task<DossierCode> ClaimAsync(string fingerprint, DossierCode code, CancellationToken cancellation)
    {
        Bounds.Key(fingerprint);
        var id = CosmosId.Of(fingerprint);
        return await items.TryCreateAsync(new Item(id, code), id, cancellation) is not null
            ? code
            : await OwnerAsync(fingerprint, cancellation) ?? throw new StorageUnavailableException("A claim that was there is gone.");
    }

    public async Task<bool> MoveAsync(string fingerprint, DossierCode from, DossierCode to, CancellationToken cancellation)
    {
        Bounds.Key(fingerprint);
        var id = CosmosId.Of(fingerprint);
        return await items.ReadAsync<Item>(id, id, cancellation) is { } stands
            && stands.Value.Dossier == from
            && await items.TryReplaceAsync(new Item(id, to), id, id, stands.ETag, cancellation) is not null;
    }

    public async Task<DossierCode?> OwnerAsync(string fingerprint, CancellationToken cancellation)
    {
        Bounds.Key(fingerprint);
        var id = CosmosId.Of(fingerprint);
        return (await items.ReadAsync<Item>(id, id, cancellation))?.Value.Dossier;
    }

    private sealed record Item(string Id, DossierCode Dossier);
}
