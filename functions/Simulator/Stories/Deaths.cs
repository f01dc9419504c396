using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;

namespace LienThong.Simulator.Stories;

/// <summary>Deaths, and what the linked group does with them: bundles of two, three and four procedures, funeral support by its
/// three channels, and relatives who confirm in VNeID.</summary>
/// <param name="draws">Chance.</param>
/// <param name="world">Where they happen.</param>
/// <param name="period">When.</param>
/// <param name="calendar">Working time.</param>
/// <param name="law">The procedure.</param>
/// <param name="today">The day on which the app takes the first filing.</param>
internal sealed class Deaths(Draws draws, World world, Period period, WorkingCalendar calendar, ProcedureVersion law, DateOnly today) : ICaseload
{
    private static readonly IReadOnlyList<(string, int)> Bundles = [("two", 7), ("three", 6), ("four", 7)];
    private static readonly IReadOnlyList<(string, int)> Channels = [("social-insurance", 5), ("social-protection", 4), ("merit", 2)];

    private readonly int _firstNotice = draws.Below(50_000, -1, "death notices");

    /// <inheritdoc />
    public int Weight => 5;

    /// <inheritdoc />
    public IReadOnlyList<(Story Story, int Weight)> Stories { get; } =
    [
        (Story.Straight, 28),
        (Story.FiledBeforeNotice, 3),
        (Story.LateNotice, 2),
        (Story.TwoRelatives, 3),
        (Story.Supplemented, 4),
        (Story.SupplementedTwice, 2),
        (Story.NeverSupplemented, 2),
        (Story.FirstRefused, 2),
        (Story.LaterRefused, 2),
        (Story.Transferred, 2),
        (Story.Corrected, 2),
        (Story.Withdrawn, 2),
        (Story.Overdue, 3),
        (Story.AgencyDown, 2),
        (Story.Repeated, 2),
        (Story.SurvivorLate, 5),
        (Story.SurvivorDenies, 5),
    ];

    /// <inheritdoc />
    public Family Make(int number, int firstFiling, Story story)
    {
        var household = Household.Of(draws, world, period, number, story);
        var died = Died(household, story);
        var first = new Filing
        {
            Number = firstFiling,
            Story = story,
            Through = household.Through,
            Key = household.Key(draws, firstFiling),
            At = household.FiledAt,
            Law = law,
            Subject = died.Name,
            Declaration = Declare(household, died, story, applicant: 2),
        };
        var second = first with
        {
            Number = firstFiling + 1,
            Key = household.Key(draws, firstFiling + 1),
            At = household.FiledAt.AddMinutes(30 + draws.Below(400, number, "second relative")),
            Through = World.Filers.First(filer => filer != first.Through),
            Declaration = Declare(household, died, story, applicant: 4),
            IsDuplicate = true,
        };
        return new Family(number, story, story == Story.TwoRelatives ? [first, second] : [first], [Notice(household, died, story)]);
    }

    private Deceased Died(Household household, Story story)
    {
        var hours = story == Story.FiledBeforeNotice ? 0.5 : draws.Between(20, 70, household.Number, "issued");
        var issued = Moments.ToMinute(Moments.Later(household.FiledAt.AddHours(-hours), period.Start.AddHours(-55)));
        var at = issued.AddMinutes(-60 - draws.Below(1200, household.Number, "died")).ToOffset(Period.Offset);
        return new Deceased(
            Names.Full(household.Surname, draws, household.Number, "deceased"),
            draws.Chance(0.5, household.Number, "deceased sex") ? "male" : "female",
            (1936 + draws.Below(35, household.Number, "deceased birth")).ToString(CultureInfo.InvariantCulture),
            Day(at),
            at.ToString("HH:mm", CultureInfo.InvariantCulture),
            issued,
            string.Create(CultureInfo.InvariantCulture, $"{(_firstNotice + household.Number) % 100_000:D5}.GBT.{household.Facility}.{issued:yy}"));
    }

    private JsonObject Declare(Household household, Deceased died, Story story, int applicant)
    {
        var bundle = story switch
        {
            Story.SurvivorLate or Story.SurvivorDenies => "four",
            _ => draws.Weighted(Bundles, household.Number, "bundle"),
        };
        var name = Names.Full(household.Surname, draws, household.Number, $"survivor {applicant}");
        var declaration = new JsonObject
        {
            ["bundle"] = bundle,
            ["registration"] = new JsonObject
            {
                ["commune"] = household.Home.ToString(), ["case"] = IsLate(household, died) ? "late" : "in-time", ["copies"] = draws.Below(3, household.Number, "copies"),
            },
            ["deceased"] = new JsonObject
            {
                ["fullName"] = died.Name,
                ["sex"] = died.Sex,
                ["birthDate"] = died.BirthYear,
                ["personalId"] = household.Id(1).ToString(),
                ["ethnicity"] = "Kinh",
                ["nationality"] = "Việt Nam",
                ["residence"] = new JsonObject { ["commune"] = household.Home.ToString(), ["detail"] = household.Address },
                ["socialInsuranceNumber"] = "09" + draws.Digits(8, household.Number, "social insurance"),
                ["deathDate"] = died.Day,
                ["deathTime"] = died.Time,
                ["deathPlace"] = new JsonObject { ["facility"] = household.Facility.ToString() },
            },
            ["applicant"] = new JsonObject
            {
                ["fullName"] = name,
                ["relationship"] = "child",
                ["personalId"] = household.Id(applicant).ToString(),
                ["phone"] = household.Phone,
            },
            ["hospitalPaper"] = new JsonObject { ["noticeCode"] = died.NoticeCode, ["issuedOn"] = Day(died.IssuedAt.ToOffset(Period.Offset)) },
            ["result"] = draws.Chance(0.2, household.Number, "post")
                ? new JsonObject { ["by"] = "post", ["postAddress"] = household.Address }
                : new JsonObject { ["by"] = "electronic" },
        };
        if (bundle != "two")
        {
            declaration["funeral"] = new JsonObject
            {
                ["channel"] = bundle == "four" ? "social-insurance" : draws.Weighted(Channels, household.Number, "channel"),
                ["recipient"] = new JsonObject { ["fullName"] = name, ["personalId"] = household.Id(applicant).ToString() },
            };
        }

        if (bundle == "four")
        {
            declaration["survivorship"] = new JsonObject
            {
                ["kind"] = "lump-sum",
                ["relatives"] = new JsonArray([.. new[] { (3, "spouse"), (2, "child"), (4, "child") }.Select(one => Survivor(household, one.Item1, one.Item2))]),
            };
        }

        return declaration;
    }

    private JsonObject Survivor(Household household, int role, string relationship) => new()
    {
        ["fullName"] = Names.Full(household.Surname, draws, household.Number, $"survivor {role}"),
        ["relationship"] = relationship,
        ["sex"] = draws.Chance(0.5, household.Number, $"survivor sex {role}") ? "male" : "female",
        ["birthDate"] = (relationship == "spouse" ? 1945 : 1972 + role).ToString(CultureInfo.InvariantCulture),
        ["personalId"] = household.Id(role).ToString(),
    };

    private NoticeSending Notice(Household household, Deceased died, Story story)
    {
        var late = story == Story.LateNotice;
        var hours = draws.Between(story == Story.FiledBeforeNotice ? 1.5 : late ? 5 : 0.2, late ? 14 : 3.8, household.Number, "notice");
        var notice = new JsonObject
        {
            ["noticeCode"] = died.NoticeCode,
            ["issuedAt"] = died.IssuedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["facility"] = household.Facility.ToString(),
            ["deceased"] = new JsonObject
            {
                ["fullName"] = died.Name,
                ["sex"] = died.Sex,
                ["birthDate"] = died.BirthYear,
                ["personalId"] = household.Id(1).ToString(),
                ["residence"] = new JsonObject { ["commune"] = household.Home.ToString(), ["detail"] = household.Address },
                ["deathDate"] = died.Day,
                ["deathTime"] = died.Time,
            },
        };
        return new NoticeSending(
            World.HospitalOf(household.Facility),
            Moments.Later(Moments.ToMinute(calendar.AddWorkingHours(died.IssuedAt, hours)), period.Start.AddMinutes(1)),
            "deaths",
            notice,
            draws.Chance(0.05, household.Number, "notice again"));
    }

    // Deaths are registered within 15 days, by the app's calendar.
    private bool IsLate(Household household, Deceased died)
    {
        var filed = DateOnly.FromDateTime(household.FiledAt.ToOffset(Period.Offset).Date);
        return DateOnly.Parse(died.Day, CultureInfo.InvariantCulture).AddDays(15) < (filed > today ? filed : today);
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Who has died, and what the hospital wrote.</summary>
    private sealed record Deceased(string Name, string Sex, string BirthYear, string Day, string Time, DateTimeOffset IssuedAt, string NoticeCode);
}
