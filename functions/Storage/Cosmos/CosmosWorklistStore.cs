using LienThong.Procedures.Identifiers;
using Microsoft.Azure.Cosmos;

namespace LienThong.Storage.Cosmos;

/// <summary>Worklists, one partition an agency; a page is a range of one index. A removal stays as an item without an entry until it
/// ends by itself.</summary>
internal sealed class CosmosWorklistStore(CosmosItems items) : IWorklistStore
{
    private const int CountPage = 1000;

    public Task PutAsync(WorklistEntry entry, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Bounds.Key(entry.Agency);
        Bounds.Key(entry.Step);
        return PutAsync(new Item(IdOf(entry.Dossier, entry.Step), entry.Agency, entry.Version)
        {
            Position = WorklistPosition.Of(entry).ToString(),
            Entry = entry,
        }, cancellation);
    }

    public Task RemoveAsync(string agency, DossierCode code, string step, int version, CancellationToken cancellation)
    {
        Bounds.Key(agency);
        Bounds.Key(step);
        return PutAsync(new Item(IdOf(code, step), agency, version) { Ttl = (int)IWorklistStore.RemovalsKept.TotalSeconds }, cancellation);
    }

    public async Task<WorklistPage> PageAsync(string agency, WorklistQuery query, CancellationToken cancellation)
    {
        Bounds.Key(agency);
        ArgumentNullException.ThrowIfNull(query);
        Bounds.Count(query.Size, WorklistQuery.MaxSize);
        var after = WorklistPosition.Parse(query.Continuation);

        // One more than asked for tells whether there is another page.
        var definition = new QueryDefinition(
            $"""
            SELECT TOP {query.Size + 1} VALUE c.entry FROM c WHERE c.position > @after
              {(query.Status is null ? "" : "AND c.entry.status = @status")} {(query.OverdueOnly ? "AND c.entry.overdue = true" : "")}
            ORDER BY c.position
            """)
            .WithParameter("@after", after.ToString())
            .WithParameter("@status", query.Status);
        var entries = await items.ListAsync<WorklistEntry>(definition, agency, query.Size + 1, cancellation);
        return entries.Count <= query.Size
            ? new(entries, null)
            : new(entries[..query.Size], WorklistPosition.Of(entries[query.Size - 1]).ToContinuation());
    }

    // Grouped here: an agency has some hundred entries open, and reading them costs no more than having them grouped there.
    public async Task<IReadOnlyList<WorklistCount>> CountAsync(string agency, CancellationToken cancellation)
    {
        Bounds.Key(agency);
        var counts = new SortedDictionary<(string, string, string), WorklistCount>(Comparer<(string, string, string)>.Create(CompareOrdinal));
        await foreach (var entry in items.QueryAsync<WorklistEntry>(
            new QueryDefinition("SELECT VALUE c.entry FROM c WHERE IS_DEFINED(c.position)"), agency, CountPage, cancellation))
        {
            var key = (entry.Procedure, entry.Step, entry.Status);
            var before = counts.GetValueOrDefault(key) ?? new WorklistCount(entry.Procedure, entry.Step, entry.Status, 0, 0, 0, entry.Since);
            counts[key] = before with
            {
                Entries = before.Entries + 1,
                Overdue = before.Overdue + (entry.Overdue ? 1 : 0),
                Late = before.Late + (entry.Late ? 1 : 0),
                Oldest = entry.Since < before.Oldest ? entry.Since : before.Oldest,
            };
        }

        return [.. counts.Values];
    }

    private Task PutAsync(Item item, CancellationToken cancellation) =>
        items.PutNewestAsync(item, item.Id, item.Agency, item.Version, cancellation);

    private static string IdOf(DossierCode code, string step) => CosmosId.Of(code.ToString(), step);

    private static int CompareOrdinal((string, string, string) one, (string, string, string) other) =>
        (string.CompareOrdinal(one.Item1, other.Item1), string.CompareOrdinal(one.Item2, other.Item2), string.CompareOrdinal(one.Item3, other.Item3)) switch
        {
            (0, 0, var third) => third,
            (0, var second, _) => second,
            (var first, _, _) => first,
        };

    private sealed record Item(string Id, string Agency, int Version)
    {
        public string? Position { get; init; }

        public WorklistEntry? Entry { get; init; }

        public int? Ttl { get; init; }
    }
}
