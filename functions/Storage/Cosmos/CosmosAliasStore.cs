using LienThong.Procedures.Identifiers;
using Microsoft.Azure.Cosmos;

namespace LienThong.Storage.Cosmos;

/// <summary>Keys and dossiers, one partition a key, one item a dossier.</summary>
internal sealed class CosmosAliasStore(CosmosItems items) : IAliasStore
{
    private const int WritesAtOnce = 8;

    public async Task AddAsync(DossierCode code, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, IAliasStore.MaxKeys);
        foreach (var key in keys)
        {
            Bounds.Key(key);
        }

        if (keys.Count == 0)
        {
            return;
        }

        // Most often there is nothing new, and reading costs less than being refused.
        var found = await items.ReadManyAsync<Item>([.. keys.Distinct().Select(key => (code.ToString(), key))], cancellation);
        await Parallel.ForEachAsync(
            keys.Except(found.Select(item => item.Key)),
            new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellation },
            async (key, ct) => await items.TryCreateAsync(new Item(code.ToString(), key), key, ct));
    }

    public async Task<IReadOnlyList<DossierCode>> FindAsync(string key, int max, CancellationToken cancellation)
    {
        Bounds.Key(key);
        Bounds.Count(max, IAliasStore.MaxFound);
        var found = await items.ListAsync<string>(new QueryDefinition($"SELECT TOP {max} VALUE c.id FROM c ORDER BY c.id"), key, max, cancellation);
        return [.. found.Select(DossierCode.Parse)];
    }

    private sealed record Item(string Id, string Key);
}
