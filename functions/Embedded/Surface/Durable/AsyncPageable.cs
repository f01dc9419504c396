namespace LienThong.Embedded.Durable;

/// <summary>A listing that is fetched page by page as it is read.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
    where T : notnull
{
    /// <summary>The pages, from where <paramref name="continuationToken"/> says.</summary>
    /// <param name="continuationToken">Where an earlier listing stopped; null for the beginning.</param>
    /// <param name="pageSizeHint">How many values a page should have; null for as many as the query says.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = default, int? pageSizeHint = default);

    /// <inheritdoc />
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (var value in page.Values)
            {
                yield return value;
            }
        }
    }
}
