using System.Text.Json;
using LienThong.Procedures.Faults;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Measurements;

namespace LienThong.Reports.Tests.Measurements;

public sealed class MeasurementCheckTests
{
    private static readonly ReportCatalogue Catalogue = ReportCatalogue.Load();
    private static readonly DateTimeOffset Now = SampleDossiers.Monday(9);

    [Theory]
    [InlineData("""{"agency":"G15","day":"2026-09-06","visits":-1}""", FaultCodes.NumberTooSmall, "/rows/0/visits")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","service":"1.001193","level":"full","online":-1}""", FaultCodes.NumberTooSmall, "/rows/0/online")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","visits":1.5}""", FaultCodes.WrongType, "/rows/0/visits")]
    [InlineData("""{"agency":"G15","day":"2026-02-30","visits":1}""", FaultCodes.DateMalformed, "/rows/0/day")]
    [InlineData("""{"agency":"G15","visits":1}""", FaultCodes.FieldMissing, "/rows/0/day")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","visits":1,"hits":2}""", FaultCodes.FieldUnknown, "/rows/0/hits")]
    [InlineData("""{"agency":"G15","day":"2026-09-06"}""", FaultCodes.MeasurementOfNothing, "/rows/0")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","visits":1,"service":"1.001193","level":"full"}""", FaultCodes.MeasurementOfBoth, "/rows/0/visits")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","visits":5,"level":"full"}""", FaultCodes.MeasurementServiceMissing, "/rows/0/service")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","visits":5,"online":7,"resolved":3,"level":"full"}""", FaultCodes.MeasurementServiceMissing, "/rows/0/service")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","visits":5,"online":7,"feeDue":7,"feePaidOnline":1}""", FaultCodes.MeasurementServiceMissing, "/rows/0/service")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","service":"1.001193"}""", FaultCodes.MeasurementLevelMissing, "/rows/0/level")]
    [InlineData("7", FaultCodes.WrongType, "/rows/0")]
    [InlineData("null", FaultCodes.WrongType, "/rows/0")]
    [InlineData("[]", FaultCodes.WrongType, "/rows/0")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","service":"1.001193","level":"full","online":2,"counter":1,"resolved":4}""", FaultCodes.MeasurementMoreHandledThanReceived, "/rows/0/resolved")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","service":"1.001193","level":"full","online":3,"resolved":2,"handledOnline":3}""", FaultCodes.MeasurementMoreHandledThanReceived, "/rows/0/handledOnline")]
    [InlineData("""{"agency":"G15","day":"2026-09-06","service":"1.001193","level":"full","online":3,"feeDue":2,"feePaidOnline":3}""", FaultCodes.MeasurementMorePaidThanDue, "/rows/0/feePaidOnline")]
    [InlineData("""{"agency":"G15","day":"2026-09-08","visits":1}""", FaultCodes.MeasurementDayInFuture, "/rows/0/day")]
    [InlineData("""{"agency":"G99","day":"2026-09-06","visits":1}""", FaultCodes.MeasurementAgencyUnknown, "/rows/0/agency")]
    [InlineData("""{"agency":"G05","day":"2026-09-06","visits":1}""", FaultCodes.MeasurementAgencyUnknown, "/rows/0/agency")]
    [InlineData("""{"agency":"01","day":"2026-09-06","visits":1}""", FaultCodes.MeasurementAgencyOfAnother, "/rows/0/agency")]
    public void Rows_BadRow_IsRefusedByNumberWithItsFault(string row, string code, string pointer)
    {
        var refused = Assert.Single(Check(row).Refused);

        var fault = Assert.Single(refused.Faults);
        Assert.Equal((0, code, pointer), (refused.Row, fault.Code, fault.Pointer));
        Assert.NotEqual(fault.Vi, fault.En);
    }

    [Fact]
    public void Rows_GoodAndBad_KeepsTheGoodOnes()
    {
        var rows = Check(
            """{"agency":"G15","day":"2026-09-07","visits":12}""",
            """{"agency":"G15","day":"2026-09-07","visits":-1}""",
            """{"agency":"G15","day":"2026-09-07","service":"1.001193","level":"partial","online":3,"counter":2,"post":1,"resolved":6,"handledOnline":3}""",
            """{"agency":"G15","day":"2026-09-07","visits":13}""");

        Assert.Equal([12L, null], rows.Accepted.Select(r => r.Row.Visits));
        Assert.Equal(ServiceLevel.Partial, rows.Accepted[1].Row.Level);
        Assert.Equal(6, rows.Accepted[1].Row.Received);
        Assert.Equal([(1, FaultCodes.NumberTooSmall), (3, FaultCodes.MeasurementRowTwice)], rows.Refused.Select(r => (r.Row, r.Faults[0].Code)));
        Assert.Contains("Row 0", rows.Refused[1].Faults[0].En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(15, 15, false)]
    [InlineData(16, 0, true)]
    [InlineData(-16, -16, true)]
    [InlineData(0, -60 * 24 * 30, false)]
    [InlineData(24 * 60, 24 * 60, true)]
    [InlineData(0, 16, true)]
    public void ClockOff_SentAndMeasured_IsOffBeyondAQuarterOfAnHour(int sent, int measured, bool off)
    {
        var batch = new MeasurementBatch("G15", "1", Now.AddMinutes(measured), Now.AddMinutes(sent), []);

        Assert.Equal(off, MeasurementCheck.ClockOff(batch, Now) > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("G15", "2026-09-07_01.a", null)]
    [InlineData("G15", "a b", FaultCodes.MeasurementBatchMalformed)]
    [InlineData("G15", "a/b", FaultCodes.MeasurementBatchMalformed)]
    [InlineData("nobody", "1", FaultCodes.MeasurementSourceUnknown)]
    public void Head_SourceAndBatch_AreKnownAndWellFormed(string source, string batch, string? code) => Assert.Equal(
        code is null ? [] : [code],
        MeasurementCheck.Head(new MeasurementBatch(source, batch, Now, Now, []), Catalogue).Select(f => f.Code));

    private static CheckedRows Check(params string[] rows) => MeasurementCheck.Rows(
        new MeasurementBatch("G15", "1", Now, Now, [.. rows.Select(row => JsonDocument.Parse(row).RootElement)]),
        SampleDossiers.Law.Forms.Get("request.measurement"), Catalogue, new DateOnly(2026, 9, 7));
}
