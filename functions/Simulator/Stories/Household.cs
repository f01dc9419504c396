using System.Globalization;
using LienThong.Procedures.Identifiers;

namespace LienThong.Simulator.Stories;

/// <summary>Where and when a family lives and files.</summary>
internal sealed record Household
{
    public required int Number { get; init; }

    public required CommuneCode Home { get; init; }

    public required string Address { get; init; }

    public required string Surname { get; init; }

    /// <summary>The hospital that it goes to.</summary>
    public required FacilityCode Facility { get; init; }

    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>The partner through which it files.</summary>
    public required string Through { get; init; }

    /// <summary>What tells this play's papers and numbers from another's: three digits.</summary>
    public required string Run { get; init; }

    /// <summary>The household of a number.</summary>
    /// <param name="draws">Chance.</param>
    /// <param name="world">Where it lives.</param>
    /// <param name="period">When it files.</param>
    /// <param name="number">Its number.</param>
    /// <param name="story">What becomes of it.</param>
    public static Household Of(Draws draws, World world, Period period, int number, Story story)
    {
        var home = draws.Pick(world.Communes, number, "commune");
        // What takes more than a working week is filed early, so that the play sees its end.
        var days = story is Story.NeverSupplemented or Story.NumberLate or Story.SupplementedTwice or Story.SurvivorLate or Story.RecordReused
            ? Math.Min(2, period.FilingDays)
            : period.FilingDays;
        return new Household
        {
            Number = number,
            Home = home.Code,
            Address = Names.Address(draws, number),
            Surname = Names.Surname(draws, number),
            Facility = draws.Pick([.. world.Facilities[home.Province]], number, "facility"),
            FiledAt = Moments.OfFiling(draws, period, days, number),
            Through = draws.Uniform(number, "through") switch
            {
                < 0.5 => World.Filers[0],
                < 0.9 => World.Filers[1],
                _ => World.Filers[2],
            },
            Run = draws.Digits(3, -1, "run"),
        };
    }

    /// <summary>The number of somebody in it. No province has the code 999: nobody bears such a number.</summary>
    public PersonalId Id(int role) => PersonalId.Parse(string.Create(CultureInfo.InvariantCulture, $"999{Run}{Number:D5}{role}"));

    /// <summary>A phone number of its own.</summary>
    public string Phone => string.Create(CultureInfo.InvariantCulture, $"09990{Number % 100_000:D5}");

    /// <summary>The Idempotency-Key of one of its filings.</summary>
    public string Key(Draws draws, int filing) => $"play-{Run}-{draws.Seed}-{filing}";
}
