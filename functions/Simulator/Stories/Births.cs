using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Simulator.Stories;

/// <summary>Births, and what the linked group does with them.</summary>
/// <param name="draws">Chance.</param>
/// <param name="world">Where they happen.</param>
/// <param name="period">When.</param>
/// <param name="calendar">Working time.</param>
/// <param name="law">The procedure.</param>
internal sealed class Births(Draws draws, World world, Period period, WorkingCalendar calendar, ProcedureVersion law) : ICaseload
{
    private readonly int _firstCertificate = draws.Below(50_000, -1, "certificates");

    // Since Decree 301/2026 the declaration asks whether an identity card is wanted.
    private readonly bool _withIdentityCard = law.Steps.Any(step => step.Code == "identity");

    /// <inheritdoc />
    public int Weight => 11;

    /// <inheritdoc />
    public IReadOnlyList<(Story Story, int Weight)> Stories { get; } =
    [
        (Story.Straight, 24),
        (Story.FiledBeforeNotice, 7),
        (Story.LateNotice, 6),
        (Story.BornElsewhere, 6),
        (Story.Twins, 4),
        (Story.TwinsMixedUp, 2),
        (Story.TwoRelatives, 3),
        (Story.Householder, 4),
        (Story.Supplemented, 8),
        (Story.SupplementedTwice, 4),
        (Story.NeverSupplemented, 3),
        (Story.Verified, 6),
        (Story.FirstRefused, 2),
        (Story.LaterRefused, 3),
        (Story.Transferred, 3),
        (Story.Corrected, 4),
        (Story.NumberLate, 6),
        (Story.NumberFromOffice, 4),
        (Story.Withdrawn, 2),
        (Story.Invalidated, 3),
        (Story.RequestFaulted, 2),
        (Story.Overdue, 4),
        (Story.AgencyDown, 4),
        (Story.Repeated, 3),
    ];

    /// <inheritdoc />
    public Family Make(int number, int firstFiling, Story story)
    {
        var household = Household.Of(draws, world, period, number, story);
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
        var issued = Moments.ToMinute(Moments.Later(household.FiledAt.AddHours(-hours), earliest));
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
        BornAt = Moments.ToMinute(household.FiledAt.AddHours(-draws.Between(60, 500, household.Number, "born"))),
    };

    private Filing File(Household household, Child child, int number, Story story, bool byRelative = false)
    {
        IReadOnlyList<Paper> papers = child.Certificate is null
            ? [Paper.Of("witness-statement", $"Witness statement (sample) of family {household.Number}, child {child.Index + 1}")]
            : [];
        var declaration = Declare(household, child, story, byRelative, papers);
        return new Filing
        {
            Number = number,
            Story = story,
            Through = household.Through,
            Key = household.Key(draws, number),
            At = household.FiledAt,
            Law = law,
            Subject = child.Name,
            Declaration = JsonSerializer.SerializeToNode(declaration, DeclarationJson.Options)!,
            Papers = papers,
        };
    }

    private BirthDeclaration Declare(Household household, Child child, Story story, bool byRelative, IReadOnlyList<Paper> papers)
    {
        var address = new DeclaredAddress(household.Home, household.Address);
        var mother = Parent(household, "mother", address);
        var father = Parent(household, "father", address);
        var byFather = draws.Chance(0.4, household.Number, "applicant");
        var (name, id, relationship) = byRelative
            ? (Names.Full(household.Surname, draws, household.Number, "grandmother"), household.Id(3), Relationship.Relative)
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
                Phone = household.Phone,
            },
            HospitalPaper = child.Certificate is { } code
                ? new(code, DateOnly.FromDateTime(child.IssuedAt!.Value.ToOffset(Period.Offset).Date))
                : null,
            Residence = story == Story.Householder
                ? new(household.Home, household.Address, LivesWith.Other, household.Id(4))
                : new(household.Home, household.Address, LivesWith.Mother),
            Insurance = new(draws.Pick([.. world.FacilitiesOf(household.Home)], household.Number, "first care")),
            IdentityCard = _withIdentityCard ? new(story is Story.NumberLate or Story.NumberFromOffice || draws.Chance(0.85, household.Number, "identity card")) : null,
            Result = draws.Chance(0.15, household.Number, "post")
                ? new(ResultDelivery.Post, household.Address)
                : new(ResultDelivery.Electronic),
            Records = [.. papers.Select(paper => new DeclaredRecord(paper.Type, paper.Sha256))],
        };
    }

    private DeclaredParent Parent(Household household, string role, DeclaredAddress address) => new()
    {
        FullName = role == "father"
            ? Names.Full(household.Surname, draws, household.Number, role)
            : Names.Full(draws.Pick(["Nguyễn", "Trần", "Lê", "Phạm"], household.Number, "mother surname"), draws, household.Number, role),
        BirthDate = PartialDate.Of(new DateOnly(1985, 1, 1).AddDays(draws.Below(6000, household.Number, role + " birth"))),
        PersonalId = household.Id(role == "father" ? 2 : 1),
        Ethnicity = "Kinh",
        Nationality = "VN",
        Residence = address,
        // Whoever works in the household has one.
        SocialInsuranceNumber = draws.Chance(0.8, household.Number, role + " insured")
            ? SocialInsuranceNumber.Parse("9" + draws.Digits(9, household.Number, role + " social insurance"))
            : null,
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
                PersonalId = household.Id(1),
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
            Moments.Later(Moments.ToMinute(calendar.AddWorkingHours(child.IssuedAt.Value, hours)), period.Start.AddMinutes(child.Index + 1)),
            "births",
            JsonSerializer.SerializeToNode(notice, DeclarationJson.Options)!,
            draws.Chance(0.05, household.Number, "notice again"));
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
