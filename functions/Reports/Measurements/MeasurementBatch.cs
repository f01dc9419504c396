using System.Text.Json;

namespace LienThong.Reports.Measurements;

/// <summary>What a source sends at once.</summary>
/// <param name="Source">The source's code in the catalogue.</param>
/// <param name="Batch">The source's own id of the batch: 1 to 64 of A-Z a-z 0-9 . _ -.</param>
/// <param name="MeasuredAt">When it counted: of two statements of one row the later counts.</param>
/// <param name="SentAt">What its clock says as it sends.</param>
/// <param name="Rows">The rows as they came, numbered from 0.</param>
public sealed record MeasurementBatch(string Source, string Batch, DateTimeOffset MeasuredAt, DateTimeOffset SentAt, IReadOnlyList<JsonElement> Rows);

/// <summary>The rows of a batch after they were checked.</summary>
/// <param name="Accepted">Those that count.</param>
/// <param name="Refused">The others.</param>
public sealed record CheckedRows(IReadOnlyList<AcceptedRow> Accepted, IReadOnlyList<RefusedRow> Refused);

/// <summary>A row that counts.</summary>
/// <param name="Number">Its number in the batch, from 0.</param>
public sealed record AcceptedRow(int Number, Measurement Row);
