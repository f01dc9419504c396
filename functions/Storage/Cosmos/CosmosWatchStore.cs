using LienThong.Procedures.Identifiers;
using Microsoft.Azure.Cosmos;

namespace LienThong.Storage.Cosmos;

/// <summary>The open dossiers, one item each. A removal stays as an item without times until it ends by itself.</summary>
internal sealed class CosmosWatchStore(CosmosItems items) : IWatchStore
{
    public Task PutAsync(
        DossierCode code, int version, DateTimeOffset? nextWake, DateTimeOffset changedAt, CancellationToken cancellation) =>
        PutAsync(new Item(code.ToString(), version) { NextWake = nextWake, ChangedAt = changedAt }, cancellation);

    public Task RemoveAsync(DossierCode code, int version, CancellationToken cancellation) =>
        PutAsync(new Item(code.ToString(), version) { Ttl = (int)IWatchStore.RemovalsKept.TotalSeconds }, cancellation);

    public Task<IReadOnlyList<WatchEntry>> DueAsync(DateTimeOffset before, int max, CancellationToken cancellation) =>
        QueryAsync("c.nextWake <= @limit ORDER BY c.nextWake", CosmosJson.Text(before), max, cancellation);

    public Task<IReadOnlyList<WatchEntry>> PageAsync(DossierCode? after, int max, CancellationToken cancellation) =>
        QueryAsync("c.id > @limit AND IS_DEFINED(c.changedAt) ORDER BY c.id", after?.ToString() ?? "", max, cancellation);

    public Task<IReadOnlyList<WatchEntry>> UnchangedAsync(DateTimeOffset since, int max, CancellationToken cancellation) =>
        QueryAsync("c.changedAt < @limit ORDER BY c.changedAt", CosmosJson.Text(since), max, cancellation);

    private Task PutAsync(Item item, CancellationToken cancellation) => items.PutNewestAsync(item, item.Id, item.Id, item.Version, cancellation);

    private async Task<IReadOnlyList<WatchEntry>> QueryAsync(string where, string limit, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, IWatchStore.MaxEntries);
        var query = new QueryDefinition($"SELECT TOP {max} * FROM c WHERE {where}").WithParameter("@limit", limit);
        var found = await items.ListAsync<Item>(query, partition: null, max, cancellation);
        return [.. found.Select(item => new WatchEntry(DossierCode.Parse(item.Id), item.Version, item.NextWake, item.ChangedAt!.Value))];
    }

    private sealed record Item(string Id, int Version)
    {
        public DateTimeOffset? NextWake { get; init; }

        public DateTimeOffset? ChangedAt { get; init; }

        public int? Ttl { get; init; }
    }
}
