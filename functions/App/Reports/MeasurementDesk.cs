using System.Security.Cryptography;
using System.Text.Json;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Measurements;
using LienThong.Reports.Weekly;
using LienThong.Storage;

namespace LienThong.App.Reports;

/// <summary>Takes in what sources count. A batch is kept by the source's own id; taken in again, it changes nothing and gets the same answer.</summary>
public sealed class MeasurementDesk(IFactStore facts, ReportCatalogue catalogue, LawLibrary law, TimeProvider time)
{
    /// <summary>Takes a batch in.</summary>
    /// <returns>Which rows count; null when the batch id was used with other content.</returns>
    public async Task<TakenBatch?> TakeAsync(MeasurementBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var receipt = new Receipt(HashOf(batch), time.GetUtcNow());
        var isNew = await facts.TryCreateAsync(FactDocuments.BatchesOf(batch.Source), batch.Batch, JsonSerializer.SerializeToUtf8Bytes(receipt), cancellation);
        if (!isNew)
        {
            var first = await facts.ReadAsync(FactDocuments.BatchesOf(batch.Source), batch.Batch, cancellation);
            var known = JsonSerializer.Deserialize<Receipt>(first!.Content.Span)!;
            if (known.Hash != receipt.Hash)
            {
                return null;
            }

            receipt = known;
        }

        // Also when it is not new: who sent it may have got no answer, because the app ended in the middle of this.
        var rows = MeasurementCheck.Rows(batch, law.Forms.Get("request.measurement"), catalogue, VietnamTime.DayOf(receipt.ReceivedAt));
        List<int> without = [];
        foreach (var day in rows.Accepted.GroupBy(accepted => (accepted.Row.Agency, accepted.Row.Day)))
        {
            IReadOnlyList<int> beyond = [];
            await facts.UpdateAsync(
                FactDocuments.MeasuredOf(day.Key.Agency),
                FactDocuments.Key(day.Key.Day),
                stands =>
                {
                    (var bytes, beyond) = With(stands, day, batch);
                    return Task.FromResult<byte[]?>(bytes);
                },
                cancellation);
            without.AddRange(beyond);
        }

        await NoteContactAsync(batch.Source, clockOff: false, cancellation);
        return new TakenBatch(isNew, receipt.ReceivedAt, Without(rows, without));
    }

    /// <summary>Notes when a source was heard of.</summary>
    public Task NoteContactAsync(string source, bool clockOff, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return facts.UpdateAsync(
            FactDocuments.ContactsOf(source), IsoWeek.Of(VietnamTime.DayOf(now)).ToString(),
            stands => Task.FromResult<byte[]?>(stands is { } known && JsonSerializer.Deserialize<Contact>(known.Span)!.At > now
                ? null
                : JsonSerializer.SerializeToUtf8Bytes(new Contact(now, clockOff))),
            cancellation);
    }

    /// <returns>The day with the rows, and the numbers of those for which it has no room.</returns>
    private static (byte[] Bytes, IReadOnlyList<int> Beyond) With(ReadOnlyMemory<byte>? stands, IEnumerable<AcceptedRow> rows, MeasurementBatch batch)
    {
        var day = MeasuredDay.Read(stands);
        int[] beyond = [.. rows.Where(row => !day.Put(row.Row, batch.MeasuredAt, batch.Batch)).Select(row => row.Number)];
        return (day.ToBytes(), beyond);
    }

    private static CheckedRows Without(CheckedRows rows, List<int> numbers)
    {
        var left = numbers.ToHashSet();
        return left.Count == 0
            ? rows
            : new(
                [.. rows.Accepted.Where(row => !left.Contains(row.Number))],
                [.. rows.Refused.Concat(left.Select(MeasurementCheck.NoRoom)).OrderBy(row => row.Row)]);
    }

    // Of what it says; the clock's reading at sending is another one each time.
    private static string HashOf(MeasurementBatch batch) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { batch.MeasuredAt, batch.Rows })));

    private sealed record Receipt(string Hash, DateTimeOffset ReceivedAt);
}

/// <summary>A batch that was taken in.</summary>
/// <param name="IsNew">False when it had come before.</param>
/// <param name="ReceivedAt">When it first came, UTC.</param>
public sealed record TakenBatch(bool IsNew, DateTimeOffset ReceivedAt, CheckedRows Rows);
