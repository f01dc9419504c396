using Microsoft.Azure.Cosmos;

namespace LienThong.Storage.Cosmos;

/// <summary>Notices, one item each.</summary>
internal sealed class CosmosNoticeStore(CosmosItems items) : INoticeStore
{
    public async Task<NoticeResult> TryAddAsync(StoredNotice notice, CancellationToken cancellation)
    {
        Bounds.Of(notice);
        var id = CosmosId.Of(notice.Kind, notice.Code);
        if (await items.TryCreateAsync(new Item(id, notice), id, cancellation) is not null)
        {
            return NoticeResult.Added;
        }

        return (await ReadAsync(notice.Kind, notice.Code, cancellation))?.ContentHash == notice.ContentHash ? NoticeResult.Same : NoticeResult.Different;
    }

    public async Task<IReadOnlyList<string>> AlikeAsync(string kind, string likeness, int max, CancellationToken cancellation)
    {
        Bounds.Count(max, INoticeStore.MaxAlike);
        var query = new QueryDefinition(
            $"SELECT TOP {max} VALUE c.notice.code FROM c WHERE c.notice.likeness = @likeness AND c.notice.kind = @kind ORDER BY c.notice.receivedAt")
            .WithParameter("@likeness", likeness)
            .WithParameter("@kind", kind);
        return await items.ListAsync<string>(query, partition: null, max, cancellation);
    }

    public async Task<StoredNotice?> ReadAsync(string kind, string code, CancellationToken cancellation)
    {
        var id = CosmosId.Of(kind, code);
        return (await items.ReadAsync<Item>(id, id, cancellation))?.Value.Notice;
    }

    private sealed record Item(string Id, StoredNotice Notice);
}
