using System.Text.Json;
using LienThong.App.Access;
using LienThong.App.Reports;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Measurements;

namespace LienThong.App.Http;

/// <summary><c>POST measurements</c>: a portal or one-stop system sends what its machines counted.</summary>
public sealed class SendMeasurements(MeasurementDesk desk, ReportCatalogue catalogue, LawLibrary law, TimeProvider time)
{
    private const int MaxBytes = 4 * 1024 * 1024;

    [Function(nameof(SendMeasurements))]
    [Needs(Scopes.SendMeasurements)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/measurements")] HttpRequest request, CancellationToken cancellation)
    {
        var (body, refused) = await JsonBody.ReadAsync(request, law.Forms.Get("request.measurements"), cancellation, MaxBytes);
        if (body is null)
        {
            return refused!;
        }

        var batch = body.Root.Deserialize<MeasurementBatch>(DossierJson.Options)!;
        if (MeasurementCheck.Head(batch, catalogue) is { Count: > 0 } faults)
        {
            return Problems.Invalid(faults);
        }

        if (!AccessMiddleware.CallerOf(request.HttpContext).Sources.Contains(batch.Source))
        {
            return Problems.WrongSource();
        }

        if (MeasurementCheck.ClockOff(batch, time.GetUtcNow()) is var off && off > TimeSpan.Zero)
        {
            await desk.NoteContactAsync(batch.Source, clockOff: true, cancellation);
            return Problems.ClockOff(off, MeasurementCheck.MostClockOff);
        }

        return await desk.TakeAsync(batch, cancellation) is { } taken
            ? Answers.Json(
                new { batch.Source, batch.Batch, taken.ReceivedAt, accepted = taken.Rows.Accepted.Count, refused = taken.Rows.Refused },
                taken.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK)
            : Problems.BatchContradicts();
    }
}
