using System.Globalization;
using LienThong.Reports.Weekly;
using LienThong.Storage;

namespace LienThong.App.Reports;

/// <summary>Where the facts stand in the store, and how one is written whoever else writes.</summary>
internal static class FactDocuments
{
    private const int Attempts = 50;

    /// <summary>The facts of a province's days.</summary>
    public static string OfProvince(string province) => $"facts:{province}";

    /// <summary>What was measured of an agency, by day.</summary>
    public static string MeasuredOf(string agency) => $"measured:{agency}";

    /// <summary>The batches of a source, by its own ids.</summary>
    public static string BatchesOf(string source) => $"batches:{source}";

    /// <summary>When a source was heard of, by week.</summary>
    public static string ContactsOf(string source) => $"contacts:{source}";

    /// <summary>The counts of a week, by province: between making the provinces' reports and the country's.</summary>
    public static string OfWeek(IsoWeek week) => $"week:{week}";

    /// <summary>The key of a day.</summary>
    public static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day of a key.</summary>
    public static DateOnly Day(string key) => DateOnly.ParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Writes what <paramref name="next"/> makes of a document as it stands; null leaves it as it is.</summary>
    /// <param name="next">Is given null when there is no document yet, and is asked again when somebody else was faster.</param>
    /// <exception cref="StorageUnavailableException">Too many others wrote at the same time.</exception>
    public static async Task UpdateAsync(
        this IFactStore store, string partition, string key, Func<ReadOnlyMemory<byte>?, Task<byte[]?>> next, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stands = await store.ReadAsync(partition, key, cancellation);
            if (await next(stands?.Content) is not { } content)
            {
                return;
            }

            if (stands is null
                ? await store.TryCreateAsync(partition, key, content, cancellation)
                : stands.Content.Span.SequenceEqual(content) || await store.TryReplaceAsync(partition, key, content, stands.ETag, cancellation))
            {
                return;
            }
        }

        throw new StorageUnavailableException($"Facts {partition}/{key} were written by others {Attempts} times in a row.");
    }
}
