using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;
using LienThong.Reports.Catalogue;

namespace LienThong.Reports.Measurements;

/// <summary>The check of what sources send: the batch as a whole, and each row by itself, so that a bad row takes no good one with it.</summary>
public static partial class MeasurementCheck
{
    /// <summary>How far a source's clock may be off.</summary>
    public static readonly TimeSpan MostClockOff = TimeSpan.FromMinutes(15);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>By how much a source's clock is off; zero when it is good enough. A batch that was measured after it was sent has a bad clock
    /// too.</summary>
    public static TimeSpan ClockOff(MeasurementBatch batch, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var off = (batch.SentAt - now).Duration();
        var ahead = batch.MeasuredAt - now;
        var most = ahead > off ? ahead : off;
        return most > MostClockOff ? most : TimeSpan.Zero;
    }

    /// <summary>What is wrong with the batch as a whole.</summary>
    public static IReadOnlyList<Fault> Head(MeasurementBatch batch, ReportCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(catalogue);
        List<Fault> faults = [];
        if (!BatchForm().IsMatch(batch.Batch))
        {
            faults.Add(new(FaultCodes.MeasurementBatchMalformed, "/batch",
                "Mã lô gồm 1 đến 64 ký tự A-Z a-z 0-9 . _ -.", "A batch id is 1 to 64 of A-Z a-z 0-9 . _ -."));
        }

        if (catalogue.Sources.All(source => source.Source != batch.Source))
        {
            faults.Add(new(FaultCodes.MeasurementSourceUnknown, "/source",
                $"Danh mục không có nguồn \"{batch.Source}\".", $"The catalogue has no source \"{batch.Source}\"."));
        }

        return faults;
    }

    /// <summary>Checks every row.</summary>
    /// <param name="form">The form of a row.</param>
    /// <param name="receivedOn">The day (in Vietnam) on which the batch first came.</param>
    public static CheckedRows Rows(MeasurementBatch batch, Form form, ReportCatalogue catalogue, DateOnly receivedOn)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(catalogue);
        List<AcceptedRow> accepted = [];
        List<RefusedRow> refused = [];
        Dictionary<(string, DateOnly, string?), int> seen = [];
        for (var i = 0; i < batch.Rows.Count; i++)
        {
            var (row, faults) = Row(batch, i, form, catalogue, receivedOn, seen);
            if (faults.Count == 0)
            {
                accepted.Add(new AcceptedRow(i, row!));
            }
            else
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"/rows/{i}");
                refused.Add(new RefusedRow(i, [.. faults.Select(fault => fault.Under(at))]));
            }
        }

        return new(accepted, refused);
    }

    /// <summary>What is wrong with a row for which there is no room in its day.</summary>
    public static RefusedRow NoRoom(int number) => new(number, [new Fault(FaultCodes.MeasurementDayFull, string.Create(CultureInfo.InvariantCulture, $"/rows/{number}/service"),
        $"Mỗi cơ quan có nhiều nhất {MeasuredDay.MaxRows} dòng một ngày.", $"An agency has at most {MeasuredDay.MaxRows} rows a day.")]);

    private static (Measurement? Row, IReadOnlyList<Fault> Faults) Row(
        MeasurementBatch batch, int number, Form form, ReportCatalogue catalogue, DateOnly receivedOn, Dictionary<(string, DateOnly, string?), int> seen)
    {
        if (form.Check(batch.Rows[number]) is { Count: > 0 } malformed)
        {
            return (null, malformed);
        }

        var row = batch.Rows[number].Deserialize<Measurement>(Json)!;
        List<Fault> faults = [.. Sense(row)];
        if (row.Day > receivedOn)
        {
            faults.Add(new(FaultCodes.MeasurementDayInFuture, "/day",
                $"Ngày này ở sau ngày nhận ({receivedOn:dd/MM/yyyy}).", $"The day is after the day of receipt ({receivedOn:yyyy-MM-dd})."));
        }

        if (catalogue.SourceOf(row.Agency, row.Day) is not { } source)
        {
            faults.Add(new(FaultCodes.MeasurementAgencyUnknown, "/agency",
                $"Danh mục không có cơ quan \"{row.Agency}\" vào ngày này.", $"The catalogue has no agency \"{row.Agency}\" on this day."));
        }
        else if (source.Source != batch.Source)
        {
            faults.Add(new(FaultCodes.MeasurementAgencyOfAnother, "/agency",
                $"Số liệu của cơ quan này do nguồn \"{source.Source}\" gửi.", $"This agency's counts are sent by the source \"{source.Source}\"."));
        }

        if (faults.Count == 0 && !seen.TryAdd((row.Agency, row.Day, row.Service), number))
        {
            var first = seen[(row.Agency, row.Day, row.Service)];
            faults.Add(new(FaultCodes.MeasurementRowTwice, "",
                $"Dòng {first} đã khai cùng cơ quan, ngày và dịch vụ.", $"Row {first} states the same agency, day and service."));
        }

        return (row, faults);
    }

    private static IEnumerable<Fault> Sense(Measurement row)
    {
        if (row.Visits is null == row.Service is null)
        {
            yield return row.Service is null
                ? new(FaultCodes.MeasurementOfNothing, "", "Dòng phải có visits hoặc service.", "A row has visits or a service.")
                : new(FaultCodes.MeasurementOfBoth, "/visits", "Lượt truy cập thuộc về cơ quan, không thuộc một dịch vụ.", "Visits are an agency's, not a service's.");
        }

        if (row is { Service: null, Visits: not null } && IsOfAService(row))
        {
            yield return new(FaultCodes.MeasurementServiceMissing, "/service",
                "Mức độ và số hồ sơ thuộc về một dịch vụ: phải có service, ở dòng riêng.", "A level and counts of dossiers are a service's: they need a service, in a row of its own.");
        }

        if (row.Service is not null && row.Level is null)
        {
            yield return new(FaultCodes.MeasurementLevelMissing, "/level",
                "Dòng về dịch vụ phải có level: full, partial hoặc none.", "A row about a service has a level: full, partial or none.");
        }

        if (row.Resolved > row.Received)
        {
            yield return new(FaultCodes.MeasurementMoreHandledThanReceived, "/resolved",
                $"Đã giải quyết {row.Resolved}, nhiều hơn số tiếp nhận {row.Received}.", $"{row.Resolved} resolved, more than the {row.Received} received.");
        }

        if (row.HandledOnline > row.Resolved)
        {
            yield return new(FaultCodes.MeasurementMoreHandledThanReceived, "/handledOnline",
                $"Xử lý trực tuyến {row.HandledOnline}, nhiều hơn số đã giải quyết {row.Resolved}.", $"{row.HandledOnline} handled online, more than the {row.Resolved} resolved.");
        }

        if (row.FeeDue > row.Received || row.FeePaidOnline > row.FeeDue)
        {
            yield return new(FaultCodes.MeasurementMorePaidThanDue, row.FeeDue > row.Received ? "/feeDue" : "/feePaidOnline",
                "Số hồ sơ trả phí trực tuyến không vượt số có phí, số có phí không vượt số tiếp nhận.",
                "No more dossiers are paid online than bear a fee, and no more bear a fee than were received.");
        }
    }

    // Neither would be counted with the visits.
    private static bool IsOfAService(Measurement row) =>
        row is not { Level: null, Online: 0, Counter: 0, Post: 0, Resolved: 0, HandledOnline: 0, FeeDue: 0, FeePaidOnline: 0 };

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex BatchForm();
}
