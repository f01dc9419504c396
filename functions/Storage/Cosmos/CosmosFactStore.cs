using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Microsoft.Azure.Cosmos;

namespace LienThong.Storage.Cosmos;

/// <summary>Documents of facts, one item each, under their own partitions and keys.</summary>
internal sealed class CosmosFactStore(CosmosItems items) : IFactStore
{
    // Cosmos DB ends a page by itself before it has 4 MB.
    private const int PageSize = 100;

    public async Task<FactDocument?> ReadAsync(string partition, string key, CancellationToken cancellation)
    {
        Bounds.FactKey(partition);
        Bounds.FactKey(key);
        return await items.ReadAsync<Item>(key, partition, cancellation) is { } stored ? new(key, stored.Value.Content, stored.ETag) : null;
    }

    public IAsyncEnumerable<FactDocument> ReadRangeAsync(string partition, string from, string to, CancellationToken cancellation)
    {
        Bounds.FactKey(partition);
        Bounds.FactKey(from);
        Bounds.FactKey(to);
        return RangeAsync(partition, from, to, cancellation);
    }

    public async Task<bool> TryCreateAsync(string partition, string key, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Bounds.Fact(partition, key, content);
        return await items.TryCreateAsync(new Item(key, partition, content), partition, cancellation) is not null;
    }

    public async Task<bool> TryReplaceAsync(string partition, string key, ReadOnlyMemory<byte> content, ETag etag, CancellationToken cancellation)
    {
        Bounds.Fact(partition, key, content);
        return await items.TryReplaceAsync(new Item(key, partition, content), key, partition, etag, cancellation) is not null;
    }

    private async IAsyncEnumerable<FactDocument> RangeAsync(
        string partition, string from, string to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.id >= @from AND c.id <= @to ORDER BY c.id")
            .WithParameter("@from", from)
            .WithParameter("@to", to);
        await foreach (var item in items.QueryAsync<Item>(query, partition, PageSize, cancellation))
        {
            yield return new(item.Id, item.Content, CosmosItems.TagOf(item.ETag!));
        }
    }

    private sealed record Item(string Id, string Partition, ReadOnlyMemory<byte> Content)
    {
        /// <summary>Only of what was read.</summary>
        [JsonPropertyName("_etag")]
        public string? ETag { get; init; }
    }
}
