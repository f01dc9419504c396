using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Identifiers;

namespace LienThong.Simulator.Stories;

/// <summary>Makes families up: who they are, what they file and when, and what their hospitals send. A pure function of its
/// arguments.</summary>
/// <param name="draws">Chance.</param>
/// <param name="world">Where they live.</param>
/// <param name="period">When.</param>
/// <param name="calendar">Working time.</param>
/// <param name="withIdentityCard">The procedure asks whether an identity card is wanted (since Decree 301/2026).</param>
internal sealed class Families(Draws draws, World world, Period period, WorkingCalendar calendar, bool withIdentityCard)
{
    private readonly string _run = draws.Digits(3, -1, "run");
    private readonly int _firstCertificate = draws.Below(50_000, -1, "certificates");

    /// <summary>Families that file so many dossiers together.</summary>
    /// <param name="dossiers">How many dossiers.</param>
    /// <param name="stories">Their stories in turn; null mixes them.</param>
    public IReadOnlyList<Family> Plan(int dossiers, IReadOnlyList<Story>? stories = null)
    {
        List<Family> families = [];
        for (var filed = 0; filed < dossiers; filed += families[^1].Filings.Count)
        {
            var number = families.Count;
            var story = stories is null ? StoryMix.Of(draws, number) : stories[number % stories.Count];
            var family = Make(number, filed, story);
            families.Add(filed + family.Filings.Count <= dossiers ? family : Make(number, filed, Story.Straight));
        }

        return families;
    }

    private Family Make(int number, int firstFiling, Story story)
    {
        var home = draws.Pick(world.Communes, number, "commune");
        var facilities = world.Facilities[home.Province].ToList();
        // Whoever never supplements files early, so that the play sees the end of the 7 working days.
        var days = story == Story.NeverSupplemented ? Math.Min(2, period.FilingDays) : period.FilingDays;
        var household = new Household
        {
            Number = number,
            Home = home.Code,
            Address = Names.Address(draws, number),
            Surname = Names.Surname(draws, number),
            Facility = draws.Pick(facilities, number, "facility"),
            FirstCare = draws.Pick(facilities, number, "first care"),
            FiledAt = Moments.OfFiling(draws, period, days, number),
        };
        return story switch
        {
            Story.Twins => Twins(household, firstFiling),
            Story.TwinsMixedUp => TwinsMixedUp(household, firstFiling),
            Story.TwoRelatives => TwoRelatives(household, firstFiling),
            Story.BornElsewhere => new(number, story, [File(household, Elsewhere(household, 0, 1, 1), firstFiling, story)], []),
            _ => OneChild(household, firstFiling, story),
        };
    }

    private Family OneChild(Household household, int firstFiling, Story story)
    {
        var child = InFacility(household, 0, 1, story);
        return new(household.Number, story, [File(household, child, firstFiling, story)], [Notice(household, child, story)]);
    }

    private Family Twins(Household household, int firstFiling)
    {
        var (first, second) = (InFacility(household, 0, 2, Story.Twins), InFacility(household, 1, 2, Story.Twins));
        return new(
            household.Number,
            Story.Twins,
            [
                File(household, first, firstFiling, Story.Twins),
                File(household, second, firstFiling + 1, Story.Twins) with { At = household.FiledAt.AddMinutes(7) },
            ],
            [Notice(household, first, Story.Twins), Notice(household, second, Story.Twins)]);
    }

    private Family TwinsMixedUp(Household household, int firstFiling) => new(
        household.Number,
        Story.TwinsMixedUp,
        [
            File(household, Elsewhere(household, 0, 1, 2), firstFiling, Story.TwinsMixedUp),
            File(household, Elsewhere(household, 1, 1, 2), firstFiling + 1, Story.TwinsMixedUp) with
            {
                At = household.FiledAt.AddMinutes(12),
                IsDuplicate = false,
            },
        ],
        []);

    private Family TwoRelatives(Household household, int firstFiling)
    {
        var child = InFacility(household, 0, 1, Story.TwoRelatives);
        var first = File(household, child, firstFiling, Story.TwoRelatives);
        var second = File(household, child, firstFiling + 1, Story.TwoRelatives, byRelative: true) with
        {
            At = household.FiledAt.AddMinutes(40 + draws.Below(600, household.Number, "second relative")),
            Through = World.Filers.First(filer => filer != first.Through),
            IsDuplicate = true,
        };
        return new(household.Number, Story.TwoRelatives, [first, second], [Notice(household, child, Story.TwoRelatives)]);
    }

    private Child InFacility(Household household, int index, int inBirth, Story story)
    {
        var hours = story == Story.FiledBeforeNotice ? 0.5 : draws.Between(20, 70, household.Number, "issued");
        // Nobody could send before the play began: what came to be in its last days before counts as on the weekend before.
        var earliest = period.Start.AddHours(-55);
        var issued = ToMinute(Later(household.FiledAt.AddHours(-hours), earliest));
        var certificate = (_firstCertificate + (household.Number * 2) + index) % 100_000;
        return new Child
        {
            Index = index,
            BirthOrder = index + 1,
            InBirth = inBirth,
            Sex = draws.Chance(0.51, household.Number, "sex", index) ? Sex.Male : Sex.Female,
            Name = Names.Full(household.Surname, draws, household.Number, $"child {index}"),
            BornAt = issued.AddMinutes((index * 9) - draws.Below(1800, household.Number, "born") - 240),
            Weight = 2400 + (10 * draws.Below(150, household.Number, "weight", index)),
            IssuedAt = issued,
            Certificate = BirthCertificateCode.Parse(string.Create(
                CultureInfo.InvariantCulture, $"{certificate:D5}.GCS.{household.Facility}.{issued:yy}")),
        };
    }

    private Child Elsewhere(Household household, int index, int order, int inBirth) => new()
    {
        Index = index,
        BirthOrder = order,
        InBirth = inBirth,
        Sex = draws.Chance(0.51, household.Number, "sex", index) ? Sex.Male : Sex.Female,
        Name = Names.Full(household.Surname, draws, household.Number, $"child {index}"),
        BornAt = ToMinute(household.FiledAt.AddHours(-draws.Between(60, 500, household.Number, "born"))),
    };

    private Filing File(Household household, Child child, int number, Story story, bool byRelative = false)
    {
        IReadOnlyList<Paper> papers = child.Certificate is null
            ? [Paper.Of("witness-statement", $"Witness statement (sample) of family {household.Number}, child {child.Index + 1}")]
            : [];
        var declaration = Declare(household, child, byRelative, papers);
        return new Filing
        {
            Number = number,
            Story = story,
            Through = draws.Uniform(household.Number, "through") switch
            {
                < 0.5 => World.Filers[0],
                < 0.9 => World.Filers[1],
                _ => World.Filers[2],
            },
            Key = $"play-{_run}-{draws.Seed}-{number}",
            At = household.FiledAt,
            ChildName = child.Name,
            Declaration = JsonSerializer.SerializeToNode(declaration, DeclarationJson.Options)!,
            Papers = papers,
        };
    }

    private BirthDeclaration Declare(Household household, Child child, bool byRelative, IReadOnlyList<Paper> papers)
    {
        var address = new DeclaredAddress(household.Home, household.Address);
        var mother = Parent(household, "mother", address);
        var father = Parent(household, "father", address);
        var byFather = draws.Chance(0.4, household.Number, "applicant");
        var (name, id, relationship) = byRelative
            ? (Names.Full(household.Surname, draws, household.Number, "grandmother"), Id(household, 3), Relationship.Relative)
            : byFather
                ? (father.FullName, father.PersonalId!.Value, Relationship.Father)
                : (mother.FullName, mother.PersonalId!.Value, Relationship.Mother);
        return new BirthDeclaration
        {
            Registration = new(household.Home, RegistrationCase.InTime, draws.Below(3, household.Number, "copies")),
            Child = new()
            {
                FullName = child.Name,
                Sex = child.Sex,
                BirthDate = DateOnly.FromDateTime(child.BornAt.ToOffset(Period.Offset).Date),
                BirthTime = TimeOnly.FromTimeSpan(child.BornAt.ToOffset(Period.Offset).TimeOfDay),
                BirthPlace = child.Certificate is null
                    ? new(null, household.Home, null, "Tại nhà")
                    : new(household.Facility, null, null, null),
                Ethnicity = "Kinh",
                Nationality = "VN",
                Hometown = household.Address,
                BirthOrder = child.BirthOrder,
                ChildrenInBirth = child.InBirth,
                WeightGrams = child.Weight,
            },
            Mother = mother,
            Father = father,
            Applicant = new()
            {
                FullName = name,
                Relationship = relationship,
                PersonalId = id,
                Phone = string.Create(CultureInfo.InvariantCulture, $"09990{household.Number % 100_000:D5}"),
            },
            HospitalPaper = child.Certificate is { } code
                ? new(code, DateOnly.FromDateTime(child.IssuedAt!.Value.ToOffset(Period.Offset).Date))
                : null,
            Residence = new(household.Home, household.Address, LivesWith.Mother),
            Insurance = new(household.FirstCare),
            IdentityCard = withIdentityCard ? new(draws.Chance(0.85, household.Number, "identity card")) : null,
            Result = new(ResultDelivery.Electronic),
            Records = [.. papers.Select(paper => new DeclaredRecord(paper.Type, paper.Sha256))],
        };
    }

    private DeclaredParent Parent(Household household, string role, DeclaredAddress address) => new()
    {
        FullName = role == "father"
            ? Names.Full(household.Surname, draws, household.Number, role)
            : Names.Full(draws.Pick(["Nguyễn", "Trần", "Lê", "Phạm"], household.Number, "mother surname"), draws, household.Number, role),
        BirthDate = PartialDate.Of(new DateOnly(1985, 1, 1).AddDays(draws.Below(6000, household.Number, role + " birth"))),
        PersonalId = Id(household, role == "father" ? 2 : 1),
        Ethnicity = "Kinh",
        Nationality = "VN",
        Residence = address,
    };

    private NoticeSending Notice(Household household, Child child, Story story)
    {
        var late = story == Story.LateNotice;
        var hours = story == Story.FiledBeforeNotice
            ? draws.Between(1.5, 3.8, household.Number, "notice")
            : draws.Between(late ? 5 : 0.2, late ? 14 : 3.8, household.Number, "notice");
        var notice = new BirthNotice
        {
            CertificateCode = child.Certificate!.Value,
            IssuedAt = child.IssuedAt!.Value,
            Facility = household.Facility,
            Mother = new()
            {
                FullName = Parent(household, "mother", new(household.Home, household.Address)).FullName,
                BirthDate = Parent(household, "mother", new(household.Home, household.Address)).BirthDate,
                PersonalId = Id(household, 1),
                Residence = new(household.Home, household.Address),
            },
            Child = new()
            {
                BirthDate = DateOnly.FromDateTime(child.BornAt.ToOffset(Period.Offset).Date),
                BirthTime = TimeOnly.FromTimeSpan(child.BornAt.ToOffset(Period.Offset).TimeOfDay),
                Sex = child.Sex,
                WeightGrams = child.Weight,
                BirthOrder = child.BirthOrder,
                ChildrenInBirth = child.InBirth,
                IntendedName = child.Name,
            },
        };
        return new NoticeSending(
            World.HospitalOf(household.Facility),
            Later(ToMinute(calendar.AddWorkingHours(child.IssuedAt.Value, hours)), period.Start.AddMinutes(child.Index + 1)),
            JsonSerializer.SerializeToNode(notice, DeclarationJson.Options)!,
            draws.Chance(0.05, household.Number, "notice again"));
    }

    // No province has the code 999: nobody bears such a number.
    private PersonalId Id(Household household, int role) =>
        PersonalId.Parse(string.Create(CultureInfo.InvariantCulture, $"999{_run}{household.Number:D5}{role}"));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset ToMinute(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private sealed record Household
    {
        public required int Number { get; init; }

        public required CommuneCode Home { get; init; }

        public required string Address { get; init; }

        public required string Surname { get; init; }

        public required FacilityCode Facility { get; init; }

        public required FacilityCode FirstCare { get; init; }

        public required DateTimeOffset FiledAt { get; init; }
    }

    private sealed record Child
    {
        public required int Index { get; init; }

        public required int BirthOrder { get; init; }

        public required int InBirth { get; init; }

        public required Sex Sex { get; init; }

        public required string Name { get; init; }

        public required DateTimeOffset BornAt { get; init; }

        public int? Weight { get; init; }

        public DateTimeOffset? IssuedAt { get; init; }

        public BirthCertificateCode? Certificate { get; init; }
    }
}
