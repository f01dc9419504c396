using System.Text.Json;
using LienThong.Procedures.Law;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Measurements;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Tests.Stories;

public sealed class MeasuringSystemTests
{
    private static readonly Period Period = new(Period.FirstMonday, 14);
    private static readonly DateOnly Day = new(2026, 9, 7);
    private static readonly ReportCatalogue Sources = ReportCatalogue.Load();
    private static readonly LawLibrary Law = LawLibrary.Load();

    [Fact]
    public void All_AnySeed_HasEveryHabitAndIsOfEveryMinistryAndProvince()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var systems = All(seed);

            Assert.Equal(17 + 34, systems.Count);
            Assert.All(Enum.GetValues<Habit>(), habit => Assert.Contains(systems, system => system.Habit == habit));
        }
    }

    [Fact]
    public void Rows_OfAWholePlay_AreTakenButForThoseThatAreMeantToBeBad()
    {
        var draws = new Draws(3);
        foreach (var system in All(3))
        {
            for (var day = 0; day < Period.Days; day++)
            {
                var date = Day.AddDays(day);
                var rows = system.Rows(draws, day, date).Select(row => JsonSerializer.SerializeToElement(row)).ToList();
                var at = Period.At(day + 1, new TimeOnly(0, 40));
                var batch = new MeasurementBatch(system.Of.Source, system.Batch(date), at, at, rows);

                Assert.Empty(MeasurementCheck.Head(batch, Sources));
                var (accepted, refused) = MeasurementCheck.Rows(batch, Law.Forms.Get("request.measurement"), Sources, date.AddDays(1));
                Assert.Equal((rows.Count - system.BadRows(day), system.BadRows(day)), (accepted.Count, refused.Count));
            }
        }
    }

    [Fact]
    public void Rows_SameSeed_AreTheSame()
    {
        string Written(int seed) => string.Concat(All(seed).Select(system => system.Habit + system.Rows(new Draws(seed), 1, Day).ToJsonString()));

        Assert.Equal(Written(5), Written(5));
        Assert.NotEqual(Written(5), Written(6));
    }

    [Fact]
    public void SendsAt_LateSystem_SendsTheEndOfTheWeekAfterItIsOver()
    {
        var late = All(1).First(system => system.Habit == Habit.Late);

        Assert.True(late.SendsAt(Period, 2) < Period.At(3, new TimeOnly(1, 0)));
        Assert.All(Enumerable.Range(3, 4), day => Assert.True(late.SendsAt(Period, day) > Period.At(7, new TimeOnly(7, 0))));
    }

    private static IReadOnlyList<MeasuringSystem> All(int seed) => MeasuringSystem.All(new Draws(seed), [.. Sources.On(Day)]);
}
