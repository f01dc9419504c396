using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using LienThong.Procedures.Identifiers;
using Microsoft.Azure.Cosmos;

namespace LienThong.Storage.Cosmos;

/// <summary>
/// Figures, one partition a province, one item a dossier; beside them one item for each changed day. No transaction spans the two: a
/// write of figures says in its own item which days are not marked yet, and takes that back when they are. Whoever is interrupted in
/// between is given the same dossier again by the change feed, and marks them then.
/// </summary>
internal sealed class CosmosFigureStore(CosmosItems items, CosmosItems changedDays) : IFigureStore
{
    private const int PageSize = 1000;
    private const int AtOnce = 16;

    public async Task PutAsync(IReadOnlyList<StoredFigures> figures, CancellationToken cancellation)
    {
        Bounds.Of(figures);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        var unmarked = new ConcurrentBag<Stored<Item>>();

        // Of each dossier what would stand in the end: the last of the newest version.
        var newest = figures.GroupBy(one => one.Dossier).Select(of => of.Aggregate((one, next) => next.Version >= one.Version ? next : one));
        await Parallel.ForEachAsync(newest, parallel, async (one, ct) =>
        {
            if (await PutAsync(one, ct) is { } written)
            {
                unmarked.Add(written);
            }
        });

        var days = unmarked.SelectMany(item => item.Value.Unmarked!.Select(day => new Changed(day, item.Value.Province))).Distinct();
        await Parallel.ForEachAsync(days, parallel, async (day, ct) => await changedDays.PutAsync(day, day.Province, ct));

        // In vain when somebody has written the item since: then it is theirs to mark.
        await Parallel.ForEachAsync(unmarked, parallel, async (item, ct) =>
            await items.TryReplaceAsync(item.Value with { Unmarked = null }, item.Value.Id, item.Value.Province, item.ETag, ct));
    }

    public IAsyncEnumerable<StoredFigures> ReadDayAsync(string province, DateOnly day, CancellationToken cancellation)
    {
        Bounds.Key(province);
        return ReadAsync("ARRAY_CONTAINS(c.days, @day) ORDER BY c.id", province, day, cancellation);
    }

    public IAsyncEnumerable<StoredFigures> ReadOpenAsync(string province, DateOnly day, CancellationToken cancellation)
    {
        Bounds.Key(province);
        return ReadAsync("c.endedOn > @day AND c.filedOn <= @day", province, day, cancellation);
    }

    public async Task<IReadOnlyList<ChangedDay>> ReadChangedDaysAsync(CancellationToken cancellation)
    {
        var changed = await changedDays.ListAsync<Changed>(new QueryDefinition("SELECT * FROM c"), partition: null, PageSize, cancellation);
        return [.. changed
            .OrderBy(item => item.Province, StringComparer.Ordinal).ThenBy(item => item.Id)
            .Select(item => new ChangedDay(item.Province, item.Id, CosmosItems.TagOf(item.ETag!)))];
    }

    public Task StrikeAsync(ChangedDay day, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(day);
        return changedDays.TryDeleteAsync(AuditPosition.Text(day.Day), day.Province, day.Mark, cancellation);
    }

    // What was written and has days to mark; null when there is nothing to do.
    private async Task<Stored<Item>?> PutAsync(StoredFigures figures, CancellationToken cancellation)
    {
        var item = Item.Of(figures);
        while (true)
        {
            var stands = await items.ReadAsync<Item>(item.Id, item.Province, cancellation);
            var before = stands?.Value;
            if (before?.Version > item.Version || (before is not null && before.SaysTheSameAs(item)))
            {
                // Most events of a dossier change none of its figures: then the item, and the day, stay as they are.
                return before is { Unmarked: not null } ? stands : null;
            }

            var next = item with { Unmarked = [.. (before?.Days ?? []).Union(before?.Unmarked ?? []).Union(item.Days)] };
            var etag = before is null
                ? await items.TryCreateAsync(next, item.Province, cancellation)
                : await items.TryReplaceAsync(next, item.Id, item.Province, stands!.ETag, cancellation);
            if (etag is not null)
            {
                return new(next, etag.Value);
            }
        }
    }

    private async IAsyncEnumerable<StoredFigures> ReadAsync(
        string where, string province, DateOnly day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new QueryDefinition($"SELECT * FROM c WHERE {where}").WithParameter("@day", AuditPosition.Text(day));
        await foreach (var item in items.QueryAsync<Item>(query, province, PageSize, cancellation))
        {
            yield return item.Open();
        }
    }

    /// <param name="EndedOn">A dossier that is open ends after every day.</param>
    private sealed record Item(
        string Id, string Province, int Version, DateOnly FiledOn, DateOnly EndedOn, IReadOnlyList<DateOnly> Days, ReadOnlyMemory<byte> Figures)
    {
        /// <summary>The days that this write has changed and that are not marked yet.</summary>
        public IReadOnlyList<DateOnly>? Unmarked { get; init; }

        public static Item Of(StoredFigures figures) => new(
            figures.Dossier.ToString(), figures.Province, figures.Version, figures.FiledOn, figures.EndedOn ?? DateOnly.MaxValue,
            [.. figures.Days.Distinct().Order()], figures.Figures);

        public bool SaysTheSameAs(Item other) =>
            EndedOn == other.EndedOn && Days.SequenceEqual(other.Days) && Figures.Span.SequenceEqual(other.Figures.Span);

        public StoredFigures Open() => new(
            DossierCode.Parse(Id), Version, Province, FiledOn, EndedOn == DateOnly.MaxValue ? null : EndedOn, Days, Figures);
    }

    /// <param name="Id">The day.</param>
    private sealed record Changed(DateOnly Id, string Province)
    {
        /// <summary>Only of what was read: which change this is the mark of.</summary>
        [JsonPropertyName("_etag")]
        public string? ETag { get; init; }
    }
}
