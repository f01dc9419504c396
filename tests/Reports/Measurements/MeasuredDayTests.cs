using FsCheck;
using FsCheck.Fluent;
using LienThong.Reports.Measurements;

namespace LienThong.Reports.Tests.Measurements;

public sealed class MeasuredDayTests
{
    private static readonly DateTimeOffset Monday = SampleDossiers.Monday(9);

    [Fact]
    public void Put_InAnyOrderAndOften_GivesTheSameBytes() => Prop.ForAll(Statements(), statements =>
        Day(statements).SequenceEqual(Day(Enumerable.Reverse(statements)))
        && Day(statements).SequenceEqual(Day(statements.Concat(statements)))
        && Day(statements).SequenceEqual(MeasuredDay.Read(Day(statements)).ToBytes())).QuickCheckThrowOnFailure();

    [Fact]
    public void Put_LaterStatement_TakesThePlaceOfTheEarlierRow()
    {
        var day = new MeasuredDay();
        day.Put(Row(5), Monday.AddHours(1), "b");
        day.Put(Row(9), Monday, "c");
        day.Put(Visits(7), Monday, "c");

        Assert.Equal([7, null], day.Rows.Select(r => r.Visits));
        Assert.Equal(5, day.Rows.Last().Online);
    }

    private static byte[] Day(IEnumerable<(Measurement Row, DateTimeOffset At, string Batch)> statements)
    {
        var day = new MeasuredDay();
        foreach (var (row, at, batch) in statements)
        {
            day.Put(row, at, batch);
        }

        return day.ToBytes();
    }

    // Two batches of one source and moment never differ in a row: a batch id stands for its content.
    private static Arbitrary<List<(Measurement Row, DateTimeOffset At, string Batch)>> Statements() => (
        from hour in Gen.Choose(0, 2)
        from batch in Gen.Choose(0, 3)
        from service in Gen.Choose(0, 2)
        let online = (hour * 100) + (batch * 10) + service
        select (service == 0 ? Visits(online) : Row(online, $"1.00000{service}"), Monday.AddHours(hour), $"batch-{batch}")).ListOf().Select(list => list.ToList()).ToArbitrary();

    private static Measurement Row(int online, string service = "1.001193") =>
        new("G15", new DateOnly(2026, 9, 7)) { Service = service, Level = ServiceLevel.Full, Online = online };

    private static Measurement Visits(long visits) => new("G15", new DateOnly(2026, 9, 7)) { Visits = visits };
}
