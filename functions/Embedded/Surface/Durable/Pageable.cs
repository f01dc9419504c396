using System.Runtime.CompilerServices;

namespace LienThong.Embedded.Durable;

/// <summary>Makes listings.</summary>
public static class Pageable
{
    /// <summary>A listing of the pages that a function fetches.</summary>
    /// <param name="pageFunc">From a continuation token (null at first) to a page.</param>
    public static AsyncPageable<T> Create<T>(Func<string?, CancellationToken, Task<Page<T>>> pageFunc)
        where T : notnull =>
        Create<T>((continuation, _, cancellation) => pageFunc(continuation, cancellation));

    /// <summary>A listing of the pages that a function fetches.</summary>
    /// <param name="pageFunc">From a continuation token (null at first) and a page size (null for its own) to a page.</param>
    public static AsyncPageable<T> Create<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> pageFunc)
        where T : notnull =>
        new Fetched<T>(pageFunc);

    private sealed class Fetched<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> fetch) : AsyncPageable<T>
        where T : notnull
    {
        public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = default, int? pageSizeHint = default) =>
            Pages(continuationToken, pageSizeHint);

        private async IAsyncEnumerable<Page<T>> Pages(
            string? continuation, int? size, [EnumeratorCancellation] CancellationToken cancellation = default)
        {
            do
            {
                var page = await fetch(continuation, size, cancellation);
                yield return page;
                continuation = page.ContinuationToken;
            }
            while (continuation is not null);
        }
    }
}
