using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.Procedures.Law;

namespace LienThong.Simulator.Stories;

/// <summary>Citizens who want one thing of one agency.</summary>
/// <param name="draws">Chance.</param>
/// <param name="world">Where they live.</param>
/// <param name="period">When.</param>
/// <param name="laws">The services that are played: some of <see cref="Known"/>.</param>
internal sealed class Services(Draws draws, World world, Period period, IReadOnlyList<ProcedureVersion> laws) : ICaseload
{
    private const string Passport = "1.001456";
    private const string DrivingLicence = "1.002809";

    // What each declaration says beside who the applicant is.
    private static readonly Dictionary<string, Func<Household, JsonObject>> Wishes = new(StringComparer.Ordinal)
    {
        ["2.000488"] = _ => new()
        {
            ["certificate"] = new JsonObject { ["kind"] = "number-1", ["purpose"] = "Xin việc làm", ["banOnPositions"] = false, ["copies"] = 1 },
        },
        [Passport] = household => new()
        {
            ["passport"] = new JsonObject
            {
                ["kind"] = "renewal", ["chip"] = true, ["earlier"] = string.Create(CultureInfo.InvariantCulture, $"C{household.Number % 10_000_000:D7}"),
            },
        },
        [DrivingLicence] = household => new()
        {
            ["licence"] = new JsonObject { ["number"] = household.Id(7).ToString(), ["class"] = "B", ["expiresOn"] = Day(household.FiledAt.AddDays(40)) },
            ["healthCheck"] = new JsonObject { ["facility"] = household.Facility.ToString(), ["checkedOn"] = Day(household.FiledAt.AddDays(-10)) },
        },
    };

    /// <summary>The codes of the services that can be played.</summary>
    public static IReadOnlyCollection<string> Known => Wishes.Keys;

    /// <inheritdoc />
    public int Weight => 4;

    /// <inheritdoc />
    public IReadOnlyList<(Story Story, int Weight)> Stories { get; } =
    [
        (Story.Straight, 28),
        (Story.Supplemented, 4),
        (Story.FirstRefused, 2),
        (Story.Corrected, 2),
        (Story.Withdrawn, 1),
        (Story.RequestFaulted, 1),
        (Story.AgencyDown, 2),
        (Story.Repeated, 1),
        .. laws.Any(law => law.Code == Passport) && laws.Any(law => law.Code == DrivingLicence) ? [(Story.RecordReused, 8)] : Array.Empty<(Story, int)>(),
    ];

    /// <inheritdoc />
    public Family Make(int number, int firstFiling, Story story)
    {
        var household = Household.Of(draws, world, period, number, story);
        if (story != Story.RecordReused)
        {
            return new Family(number, story, [File(household, firstFiling, story, draws.Pick(laws, number, "service"))], []);
        }

        var passport = File(household, firstFiling, story, Law(Passport));
        var licence = File(household, firstFiling + 1, story, Law(DrivingLicence)) with
        {
            At = Moments.DaysAfter(passport.At, 2, draws, number, "licence"),
            ReusesPapers = true,
        };
        return new Family(number, story, [passport, licence], []);
    }

    private ProcedureVersion Law(string code) => laws.First(law => law.Code == code);

    private Filing File(Household household, int number, Story story, ProcedureVersion law)
    {
        var name = Names.Full(household.Surname, draws, household.Number, "applicant");
        IReadOnlyList<Paper> papers = law.Records.Any(rule => rule.Types.Contains("portrait"))
            ? [Paper.Of("portrait", $"Portrait (sample) of applicant {household.Number}")]
            : [];
        var declaration = Wishes[law.Code](household);
        declaration["applicant"] = new JsonObject
        {
            ["fullName"] = name,
            ["sex"] = draws.Chance(0.5, household.Number, "sex") ? "male" : "female",
            ["birthDate"] = Day(new DateTimeOffset(1970, 1, 1, 0, 0, 0, Period.Offset).AddDays(draws.Below(10_000, household.Number, "birth"))),
            ["hometown"] = household.Address,
            ["nationality"] = "Việt Nam",
            ["ethnicity"] = "Kinh",
            ["personalId"] = household.Id(1).ToString(),
            ["phone"] = household.Phone,
            ["residence"] = new JsonObject { ["commune"] = household.Home.ToString(), ["detail"] = household.Address },
        };
        declaration["result"] = draws.Chance(0.5, household.Number, "post")
            ? new JsonObject { ["by"] = "post", ["postAddress"] = household.Address }
            : new JsonObject { ["by"] = "electronic" };
        if (papers.Count > 0)
        {
            declaration["records"] = new JsonArray([.. papers.Select(paper => new JsonObject { ["type"] = paper.Type, ["sha256"] = paper.Sha256 })]);
        }

        return new Filing
        {
            Number = number,
            Story = story,
            Through = household.Through,
            Key = household.Key(draws, number),
            At = household.FiledAt,
            Law = law,
            Subject = name,
            Declaration = declaration,
            Papers = papers,
        };
    }

    private static string Day(DateTimeOffset at) => at.ToOffset(Period.Offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
