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
        foreach (var day in rows.Accepted.GroupBy(row => (row.Agency, row.Day)))
        {
            await facts.UpdateAsync(
                FactDocuments.MeasuredOf(day.Key.Agency), FactDocuments.Key(day.Key.Day), stands => Task.FromResult<byte[]?>(With(stands, day, batch)), cancellation);
        }

        await NoteContactAsync(batch.Source, clockOff: false, cancellation);
        return new TakenBatch(isNew, receipt.ReceivedAt, rows);
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

    private static byte[] With(ReadOnlyMemory<byte>? stands, IEnumerable<Measurement> rows, MeasurementBatch batch)
    {
        var day = MeasuredDay.Read(stands);
        foreach (var row in rows)
        {
            day.Put(row, batch.MeasuredAt, batch.Batch);
        }

        return day.ToBytes();
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
