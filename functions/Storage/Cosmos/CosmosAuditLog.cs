using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace LienThong.Storage.Cosmos;

/// <summary>
/// The audit log, one partition a day, one item an append. An item is named by the number of its first entry and only ever created, so
/// of two appends to one head one finds its name taken; and as it is one item, all of it is there or nothing.
/// </summary>
internal sealed class CosmosAuditLog(CosmosItems items) : IAuditLog
{
    private const int PageOfAppends = 50;

    // Behind every number of a day.
    private const string End = "~";

    // The last head that was seen. What once was a head stays one for ever, so it need not be asked for again; whether another append
    // follows it, the name of that one tells.
    private volatile AuditHead? _seen;

    public Task<AuditHead?> HeadAsync(DateOnly day, CancellationToken cancellation) =>
        FirstHeadAsync(new QueryDefinition("SELECT TOP 1 c.day, c.count, c.hash FROM c ORDER BY c.until DESC"), AuditPosition.Text(day), cancellation);

    public Task<AuditHead?> LastHeadAsync(DateOnly before, CancellationToken cancellation) =>
        FirstHeadAsync(
            new QueryDefinition("SELECT TOP 1 c.day, c.count, c.hash FROM c WHERE c.until < @day ORDER BY c.until DESC")
                .WithParameter("@day", AuditPosition.Text(before)),
            partition: null,
            cancellation);

    public async Task<AuditHead?> NextHeadAsync(DateOnly after, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT TOP 1 VALUE c.day FROM c WHERE c.until > @end ORDER BY c.until")
            .WithParameter("@end", AuditPosition.Text(after) + End);
        return (await items.ListAsync<DateOnly>(query, partition: null, 1, cancellation)) is [var day] ? await HeadAsync(day, cancellation) : null;
    }

    public async Task<bool> TryAppendAsync(AuditHead? head, IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        AuditChain.CheckNumbers(head, entries);
        if (head is not null && head != _seen && !await WasHeadAsync(head, cancellation))
        {
            return false;
        }

        var item = Item.Of(entries);
        if (await items.TryCreateAsync(item, item.Day, cancellation) is null)
        {
            return false;
        }

        _seen = AuditChain.HeadAfter(entries);
        return true;
    }

    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(DateOnly day, long after, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, IAuditLog.MaxRead);
        var query = new QueryDefinition("SELECT * FROM c WHERE c.until > @after ORDER BY c.until").WithParameter("@after", Until(day, after));
        return await EntriesAsync(query, AuditPosition.Text(day), entry => entry.Number > after, max, cancellation);
    }

    public async Task<AuditPage> PageAsync(AuditQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        Bounds.Count(query.Size, AuditQuery.MaxSize);
        var (day, number) = AuditPosition.Parse(query.Continuation);
        var (first, next) = (AuditPosition.Text(query.From), Until(day, number));
        var after = string.CompareOrdinal(first, next) > 0 ? first : next;
        var definition = new QueryDefinition(
            $"""
            SELECT * FROM c WHERE c.until > @after AND c.until < @end
              {(query.Dossier is null ? "" : "AND ARRAY_CONTAINS(c.dossiers, @dossier)")} {(query.By is null ? "" : "AND ARRAY_CONTAINS(c.partners, @by)")}
            ORDER BY c.until
            """)
            .WithParameter("@after", after)
            .WithParameter("@end", AuditPosition.Text(query.To) + End)
            .WithParameter("@dossier", query.Dossier)
            .WithParameter("@by", query.By);

        // One more than asked for tells whether there is another page.
        var entries = await EntriesAsync(
            definition,
            query.From == query.To ? first : null,
            entry => (query.Dossier is null || entry.Dossier == query.Dossier) && (query.By is null || entry.By == query.By)
                && string.CompareOrdinal(Until(entry.Day, entry.Number), after) > 0,
            query.Size + 1,
            cancellation);
        return entries.Count <= query.Size
            ? new(entries, null)
            : new(entries[..query.Size], AuditPosition.After(entries[query.Size - 1]).ToContinuation());
    }

    private async Task<bool> WasHeadAsync(AuditHead head, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT c.day, c.count, c.hash FROM c WHERE c.until = @until").WithParameter("@until", Until(head.Day, head.Count));
        return await FirstHeadAsync(query, AuditPosition.Text(head.Day), cancellation) == head;
    }

    private async Task<AuditHead?> FirstHeadAsync(QueryDefinition query, string? partition, CancellationToken cancellation)
    {
        var head = (await items.ListAsync<AuditHead>(query, partition, 1, cancellation)).FirstOrDefault();
        _seen = head ?? _seen;
        return head;
    }

    private async Task<List<AuditEntry>> EntriesAsync(
        QueryDefinition query, string? partition, Func<Line, bool> wanted, int max, CancellationToken cancellation)
    {
        List<AuditEntry> entries = [];
        await foreach (var item in items.QueryAsync<Item>(query, partition, PageOfAppends, cancellation))
        {
            entries.AddRange(item.Lines.Where(wanted).Select(line => line.Open()));
            if (entries.Count >= max)
            {
                return entries[..max];
            }
        }

        return entries;
    }

    private static string Until(DateOnly day, long number) => Until(AuditPosition.Text(day), number);

    private static string Until(string day, long number) => string.Create(CultureInfo.InvariantCulture, $"{day} {number:D10}");

    /// <param name="Id">The number of its first entry.</param>
    /// <param name="Count">The number of its last one.</param>
    /// <param name="Hash">The hash of that.</param>
    /// <param name="Until">Its day and last number, as text that sorts.</param>
    /// <param name="Dossiers">The dossiers that its entries are about.</param>
    /// <param name="Partners">Who did what its entries tell.</param>
    private sealed record Item(
        string Id, string Day, long Count, string Hash, string Until, IReadOnlyList<string> Dossiers, IReadOnlyList<string> Partners, IReadOnlyList<Line> Lines)
    {
        public static Item Of(IReadOnlyList<AuditEntry> entries)
        {
            var lines = entries.Select(Line.Of).ToList();
            var last = entries[^1];
            return new(
                entries[0].Number.ToString("D10", CultureInfo.InvariantCulture),
                AuditPosition.Text(last.Day),
                last.Number,
                last.Hash,
                CosmosAuditLog.Until(last.Day, last.Number),
                [.. lines.Select(line => line.Dossier).OfType<string>().Distinct()],
                [.. lines.Select(line => line.By).OfType<string>().Distinct()],
                lines);

        }
    }

    /// <summary>An entry, with what it is looked for by.</summary>
    private sealed record Line(DateOnly Day, long Number, string Content, string Previous, string Hash, string? Dossier, string? By)
    {
        public static Line Of(AuditEntry entry)
        {
            using var content = JsonDocument.Parse(entry.Content);
            return new(entry.Day, entry.Number, entry.Content, entry.Previous, entry.Hash, Member("dossier"), Member("by"));

            string? Member(string name) => content.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        }

        public AuditEntry Open() => new(Day, Number, Content, Previous, Hash);
    }
}
