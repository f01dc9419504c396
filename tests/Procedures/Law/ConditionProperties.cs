using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Law;

/// <summary>What holds of every condition and every date.</summary>
public sealed class ConditionProperties
{
    private static readonly Gen<string> Date =
        from year in Gen.Choose(1990, 2030)
        from month in Gen.Choose(1, 12)
        from day in Gen.Choose(1, DateTime.DaysInMonth(year, month))
        from known in Gen.Choose(1, 3)
        select string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}")[..(known switch { 1 => 4, 2 => 7, _ => 10 })];

    private static readonly Gen<string> Pointer = Gen.Elements("/a", "/b", "/c", "/list", "/missing");

    [Fact]
    public void Dates_BeforeAndNotBefore_AreNeverBothTrue() => Prop.ForAll(Arb.From(Pair(Date)), pair =>
    {
        var facts = Of(pair.First, pair.Second);
        return !(Holds("""{"before":["/a","/b"]}""", facts) && Holds("""{"notBefore":["/a","/b"]}""", facts));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dates_WhatIsSaidOfThem_HoldsForEveryDayThatTheyCanMean() => Prop.ForAll(Arb.From(Pair(Date)), pair =>
    {
        var (first, second) = (PartialDate.Parse(pair.First), PartialDate.Parse(pair.Second));
        var facts = Of(pair.First, pair.Second);
        return Holds("""{"before":["/a","/b"]}""", facts) == (first.Latest < second.Earliest)
            && Holds("""{"notBefore":["/a","/b"]}""", facts) == (first.Earliest >= second.Latest);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dates_MovedThereAndBackByDays_AreTheSame() => Prop.ForAll(Arb.From(Pair(Date)), Arb.From(Gen.Choose(-1000, 1000)), (pair, days) =>
    {
        var there = $$"""{"date":"/a","days":{{days}}}""";
        var bound = $$"""{"date":"/b","days":{{days}}}""";
        var facts = Of(pair.First, pair.Second);
        return Holds("""{"before":["/a","/b"]}""", facts) == Holds($$"""{"before":[{{there}},{{bound}}]}""", facts);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_Condition_IsTheSameWrittenAndReadAndNegatedTwice() => Prop.ForAll(Arb.From(Conditions(3)), Arb.From(Pair(Date)), (json, pair) =>
    {
        var condition = JsonSerializer.Deserialize<Condition>(json)!;
        var facts = Of(pair.First, pair.Second);
        return JsonSerializer.Serialize(condition) == json
            && new Condition.Not(new Condition.Not(condition)).Holds(facts) == condition.Holds(facts)
            && new Condition.All([condition]).Holds(facts) == new Condition.Any([condition]).Holds(facts);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_TwoConditions_FollowDeMorgan() => Prop.ForAll(
        Arb.From(Conditions(2)), Arb.From(Conditions(2)), Arb.From(Pair(Date)), (one, other, pair) =>
        {
            var (a, b) = (JsonSerializer.Deserialize<Condition>(one)!, JsonSerializer.Deserialize<Condition>(other)!);
            var facts = Of(pair.First, pair.Second);
            return new Condition.Not(new Condition.All([a, b])).Holds(facts)
                == new Condition.Any([new Condition.Not(a), new Condition.Not(b)]).Holds(facts);
        }).QuickCheckThrowOnFailure();

    private static Gen<string> Conditions(int depth)
    {
        var leaf = Gen.OneOf(
            Pointer.Select(at => $$"""{"present":"{{at}}"}"""),
            Pointer.Select(at => $$"""{"equals":["{{at}}","2000"]}"""),
            from name in Gen.Elements("same", "differs", "before", "notBefore", "exceeds")
            from first in Pointer
            from second in Pointer
            select $$"""{"{{name}}":["{{first}}","{{second}}"]}""",
            Gen.Choose(0, 3).Select(n => $$"""{"some":["/list",{"exceeds":["/list/*",{{n}}]}]}"""));
        return depth == 0 ? leaf : Gen.OneOf(
            leaf,
            Conditions(depth - 1).Select(inner => $$"""{"not":{{inner}}}"""),
            from name in Gen.Elements("all", "any")
            from first in Conditions(depth - 1)
            from second in Conditions(depth - 1)
            select $$"""{"{{name}}":[{{first}},{{second}}]}""");
    }

    private static Gen<(string First, string Second)> Pair(Gen<string> gen) =>
        from first in gen
        from second in gen
        select (first, second);

    private static Facts Of(string first, string second) => Facts.On(
        JsonSerializer.SerializeToElement(new { a = first, b = second, c = 2, list = new[] { 1, 2, 3 } }), new(2026, 9, 7));

    private static bool Holds(string condition, Facts facts) => JsonSerializer.Deserialize<Condition>(condition)!.Holds(facts);
}
