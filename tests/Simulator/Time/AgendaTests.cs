using FsCheck;
using FsCheck.Fluent;
using LienThong.Simulator.Time;

namespace LienThong.Simulator.Tests.Time;

public sealed class AgendaTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TakeDue_AnyPlans_ComeInOrderOfTimeThenOfPlanning() => Prop.ForAll<byte[], byte>((minutes, until) =>
    {
        var agenda = new Agenda();
        foreach (var minute in minutes)
        {
            agenda.At(Start.AddMinutes(minute), _ => Task.CompletedTask);
        }

        var taken = agenda.TakeDue(Start.AddMinutes(until));
        var expected = minutes
            .Select((minute, order) => (minute, order))
            .Where(plan => plan.minute <= until)
            .OrderBy(plan => plan.minute)
            .ThenBy(plan => plan.order)
            .Select(plan => (Start.AddMinutes(plan.minute), (long)plan.order + 1));
        return taken.Select(plan => (plan.When, plan.Sequence)).SequenceEqual(expected)
            && agenda.Count == minutes.Length - taken.Count
            && agenda.Next == minutes.Where(minute => minute > until).Select(minute => (DateTimeOffset?)Start.AddMinutes(minute)).Min();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Added_SomethingIsPlanned_CompletesForWhoeverWaited()
    {
        var agenda = new Agenda();
        var added = agenda.Added;
        Assert.False(added.IsCompleted);
        agenda.At(Start, _ => Task.CompletedTask);
        Assert.True(added.IsCompleted);
        Assert.False(agenda.Added.IsCompleted);
    }
}
