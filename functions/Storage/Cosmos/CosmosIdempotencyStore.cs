using System.Text.Json.Serialization;
using Microsoft.Azure.Cosmos;

namespace LienThong.Storage.Cosmos;

/// <summary>Repeatable requests, one item each.</summary>
internal sealed class CosmosIdempotencyStore(CosmosItems items) : IIdempotencyStore
{
    private const int MaxPurge = 10_000;
    private const int PurgePage = 1000;
    private const int PurgesAtOnce = 16;

    public async Task<IdempotencyEntry?> ReadAsync(string partner, string key, CancellationToken cancellation)
    {
        Bounds.Key(partner);
        Bounds.Key(key);
        return (await StandingAsync(partner, key, cancellation))?.Value.Entry;
    }

    public async Task<IdempotencyEntry> ReserveAsync(IdempotencyEntry entry, CancellationToken cancellation)
    {
        Check(entry);
        var item = Item.Of(entry);
        while (true)
        {
            if (await items.TryCreateAsync(item, item.Id, cancellation) is not null)
            {
                return entry;
            }

            // Null when it was purged in between.
            if (await StandingAsync(entry.Partner, entry.Key, cancellation) is { } stands)
            {
                return stands.Value.Entry;
            }
        }
    }

    public async Task<bool> ReplaceAsync(IdempotencyEntry entry, IdempotencyEntry with, CancellationToken cancellation)
    {
        Check(entry);
        Check(with);
        if ((entry.Partner, entry.Key) != (with.Partner, with.Key))
        {
            throw new ArgumentException("It is not of the same partner and key.", nameof(with));
        }

        var item = Item.Of(with);
        return await StandingAsync(entry.Partner, entry.Key, cancellation) is { } stands
            && stands.Value.Entry == entry
            && await items.TryReplaceAsync(item, item.Id, item.Id, stands.ETag, cancellation) is not null;
    }

    public async Task<int> PurgeAsync(DateTimeOffset olderThan, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, MaxPurge);
        var query = new QueryDefinition($"SELECT TOP {max} c.id, c._etag FROM c WHERE c.at < @limit ORDER BY c.at")
            .WithParameter("@limit", CosmosJson.Text(olderThan));
        var old = await items.ListAsync<Old>(query, partition: null, Math.Min(max, PurgePage), cancellation);
        await Parallel.ForEachAsync(
            old,
            new ParallelOptions { MaxDegreeOfParallelism = PurgesAtOnce, CancellationToken = cancellation },
            async (item, ct) => await items.TryDeleteAsync(item.Id, item.Id, CosmosItems.TagOf(item.ETag), ct));
        return old.Count;
    }

    private Task<Stored<Item>?> StandingAsync(string partner, string key, CancellationToken cancellation)
    {
        var id = CosmosId.Of(partner, key);
        return items.ReadAsync<Item>(id, id, cancellation);
    }

    private static void Check(IdempotencyEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Bounds.Key(entry.Partner);
        Bounds.Key(entry.Key);
        Bounds.Key(entry.BodyHash);
    }

    private sealed record Item(string Id, DateTimeOffset At, IdempotencyEntry Entry)
    {
        public static Item Of(IdempotencyEntry entry) => new(CosmosId.Of(entry.Partner, entry.Key), entry.At, entry);
    }

    private sealed record Old(string Id, [property: JsonPropertyName("_etag")] string ETag);
}
