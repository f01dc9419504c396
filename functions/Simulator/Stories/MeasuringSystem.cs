using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.Reports.Catalogue;

namespace LienThong.Simulator.Stories;

/// <summary>A portal with its one-stop system: every night it sends what its machines counted of an agency on the day before.</summary>
/// <param name="Of">Its entry in the report's catalogue.</param>
/// <param name="Number">Its place among those of the play, from 0.</param>
internal sealed record MeasuringSystem(MeasuringSource Of, int Number, Habit Habit)
{
    private const int Services = 4;
    private const int CarelessDay = 2;
    private const int LateFrom = 3;
    private const int LateUntil = 8;
    private const int ClockOffFrom = 9;

    // The habits that stand out; all others are punctual.
    private static readonly Habit[] Remarkable = [Habit.Silent, Habit.Late, Habit.ClockOff, Habit.Repeating, Habit.Careless, Habit.Careless];
    private static readonly TimeOnly Night = new(0, 40);

    // Off the minutes at which others do things.
    private static readonly TimeOnly CatchingUp = new(10, 2, 30);

    /// <summary>The partner that it is.</summary>
    public string Partner => PartnerOf(Of.Source);

    /// <summary>The systems of a play, with every habit among them.</summary>
    public static IReadOnlyList<MeasuringSystem> All(Draws draws, IReadOnlyList<MeasuringSource> sources)
    {
        var habits = Enumerable.Range(0, sources.Count)
            .OrderBy(number => draws.Uniform(number, "habit"))
            .Zip(Remarkable)
            .ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. sources.Select((source, number) => new MeasuringSystem(source, number, habits.GetValueOrDefault(number)))];
    }

    /// <summary>The partner that sends for a source.</summary>
    public static string PartnerOf(string source) => $"source-{source.ToLowerInvariant()}";

    /// <summary>When it sends what it counted on a day of the play; null when it never does.</summary>
    public DateTimeOffset? SendsAt(Period period, int day) => Habit switch
    {
        Habit.Silent => null,
        Habit.Late when day is >= LateFrom and < LateUntil => period.At(LateUntil, CatchingUp),
        _ => period.At(day + 1, Night),
    };

    /// <summary>Whether its clock is a day ahead when it sends what it counted on a day.</summary>
    public bool IsClockOff(int day) => Habit == Habit.ClockOff && day >= ClockOffFrom;

    /// <summary>How many rows of a day are wrong: they state more dossiers resolved than received.</summary>
    public int BadRows(int day) => Habit == Habit.Careless && day == CarelessDay ? 1 : 0;

    /// <summary>What it calls its batch of a day.</summary>
    public string Batch(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{Of.Agency}-{date:yyyyMMdd}");

    /// <summary>What it counted on a day: visits, and dossiers by service.</summary>
    public JsonArray Rows(Draws draws, int day, DateOnly date) =>
    [
        new JsonObject { ["agency"] = Of.Agency, ["day"] = Iso(date), ["visits"] = 2_000 + draws.Below(60_000, Number, "visits", day) },
        .. Enumerable.Range(0, Services).Select(service => Row(draws, day, date, service)),
    ];

    private JsonObject Row(Draws draws, int day, DateOnly date, int service)
    {
        // Some agencies are good at it, and some services nobody files online.
        var skill = draws.Between(0.1, 0.95, Number, "skill");
        var isUsed = draws.Chance(0.3 + (0.7 * skill), Number, "service used", service);
        var round = (day * Services) + service;
        var received = 4 + draws.Below(60, Number, "received", round);
        var online = isUsed ? (int)(received * skill) : 0;
        var post = draws.Below((received - online + 2) / 2, Number, "by post", round);
        var resolved = draws.Below(received + 1, Number, "resolved", round);
        var feeDue = received / 2;
        return new JsonObject
        {
            ["agency"] = Of.Agency,
            ["day"] = Iso(date),
            ["service"] = string.Create(CultureInfo.InvariantCulture, $"9.{(Number * 10) + service + 1:D6}"),
            ["level"] = draws.Chance(skill, Number, "level", service) ? "full" : "partial",
            ["online"] = online,
            ["counter"] = received - online - post,
            ["post"] = post,
            ["resolved"] = service < BadRows(day) ? received + 1 : resolved,
            ["handledOnline"] = Math.Min(online, resolved),
            ["feeDue"] = feeDue,
            ["feePaidOnline"] = (int)(feeDue * skill),
        };
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>How a measuring system behaves.</summary>
internal enum Habit
{
    Punctual,

    /// <summary>It never sends.</summary>
    Silent,

    /// <summary>It sends some days long afterwards.</summary>
    Late,

    /// <summary>Its clock goes a day ahead, from the second week on.</summary>
    ClockOff,

    /// <summary>It sends every batch twice.</summary>
    Repeating,

    /// <summary>One day's counts hold a bad row.</summary>
    Careless,
}
