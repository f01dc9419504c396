using System.Text.Json;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Law;
using LienThong.Simulator.Stories;
using FiledFamily = LienThong.Simulator.Stories.Family;

namespace LienThong.Simulator.Tests.Stories;

public sealed class FamiliesTests
{
    private static readonly LawLibrary Law = LawLibrary.Load();
    private static readonly DateOnly Day = new(2026, 9, 7);
    private static readonly IReadOnlyList<ProcedureVersion> Versions = Catalogue.InForce(Law, Catalogue.Names, Day);
    private static readonly World World = World.Of(Law, Versions, Day);
    private static readonly Period Period = new(Period.FirstMonday, 14);

    [Fact]
    public void Plan_AnyNumber_FilesExactlySoManyDossiers()
    {
        foreach (var dossiers in (int[])[1, 2, 7, 40, 200])
        {
            var filings = Plan(1, dossiers).SelectMany(family => family.Filings).ToList();
            Assert.Equal(Enumerable.Range(0, dossiers), filings.Select(filing => filing.Number).Order());
        }
    }

    [Fact]
    public void Plan_SameSeed_IsTheSamePlay()
    {
        Assert.Equal(Written(Plan(5, 60)), Written(Plan(5, 60)));
        Assert.NotEqual(Written(Plan(5, 60)), Written(Plan(6, 60)));
    }

    [Fact]
    public void Plan_MoreDossiers_LeavesTheFirstFamiliesAsTheyAre() =>
        Assert.Equal(Written([.. Plan(5, 200).Take(40)]), Written([.. Plan(5, 100).Take(40)]));

    [Fact]
    public void Plan_EveryDeclaration_IsRightUnderTheLaw()
    {
        foreach (var filing in Plan(3, 400).SelectMany(family => family.Filings))
        {
            var check = Declarations.Check(filing.Law, JsonSerializer.SerializeToElement(filing.Declaration), Law, DayOf(filing.At));
            Assert.True(check.IsAccepted, $"{filing.Story}: {string.Join(", ", check.Faults)}");
        }
    }

    [Fact]
    public void Plan_EveryNotice_IsRightUnderTheLawAndAgreesWithItsDeclaration()
    {
        foreach (var family in Plan(3, 400))
        {
            foreach (var sending in family.Notices)
            {
                var check = Notices.Check(Law.Notice(sending.Kind[..^1]), JsonSerializer.SerializeToElement(sending.Notice), Law, sending.At);
                Assert.True(check.IsAccepted, $"{family.Story}: {string.Join(", ", check.Faults)}");
                var declared = family.Filings
                    .Select(filing => new Declared(filing.Law, JsonSerializer.SerializeToElement(filing.Declaration)))
                    .Where(declaration => declaration.NoticeCode == check.Notice!.Code)
                    .ToList();
                Assert.All(declared, declaration => Assert.Empty(NoticeMatch.Compare(declaration.Law.Declaration.Notice!, check.Notice!.Document, declaration.Document)));
                Assert.NotEmpty(declared);
                Assert.Equal(family.Story == Story.LateNotice, Notices.IsLate(check.Notice!, sending.At, Law.Calendar));
            }
        }
    }

    [Fact]
    public void Plan_ManyFamilies_TellEveryStoryOfEveryKindOfCase()
    {
        var told = Plan(3, 2000).Select(family => (family.Filings[0].Law.Code, family.Story)).ToHashSet();
        Assert.All(
            Catalogue.Of(Versions, Law, new Draws(3), World, Period, Day),
            cases => Assert.All(cases.Stories, one => Assert.Contains(told, pair => pair.Story == one.Story && CodesOf(cases).Contains(pair.Code))));
    }

    [Fact]
    public void Plan_Deaths_ChooseEveryBundleAndChannel()
    {
        var steps = Plan(3, 400).SelectMany(family => family.Filings).Where(filing => filing.Steps[0] == "death").Select(filing => string.Join(' ', filing.Steps)).ToHashSet();
        Assert.Equal(
            [
                "death residence-deletion", "death residence-deletion funeral-insurance", "death residence-deletion funeral-insurance survivorship",
                "death residence-deletion funeral-merit", "death residence-deletion funeral-protection",
            ],
            steps.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Plan_SomeProcedures_FilesNothingElse()
    {
        var some = Catalogue.InForce(Law, ["death", "passport"], Day);
        var families = new Families(new Draws(1), Catalogue.Of(some, Law, new Draws(1), World, Period, Day)).Plan(50, Enum.GetValues<Story>());
        Assert.Equal(some.Select(version => version.Code).Order(), families.SelectMany(family => family.Filings).Select(filing => filing.Law.Code).Distinct().Order());
    }

    [Fact]
    public void Persons_OfAnyFiling_AreKnownAsTheyAreDeclared()
    {
        foreach (var filing in Plan(3, 200).SelectMany(family => family.Filings))
        {
            var declared = new Declared(filing.Law, JsonSerializer.SerializeToElement(filing.Declaration));
            var persons = Persons.Of(filing).ToDictionary(person => person.PersonalId.ToString());
            Assert.All(
                declared.Persons.Where(one => declared.Text($"{one.Pointer}/personalId") is not null),
                one => Assert.Equal(declared.Text($"{one.Pointer}/fullName"), persons[declared.Text($"{one.Pointer}/personalId")!].FullName));
        }
    }

    [Fact]
    public void Plan_FiledBeforeNotice_FilesBeforeTheNotice() =>
        Assert.All(
            Plan(3, 60, [Story.FiledBeforeNotice]),
            family => Assert.True(family.Filings[0].At < family.Notices[0].At));

    [Fact]
    public void Plan_EverythingPlanned_LiesWithinThePlay()
    {
        foreach (var family in Plan(4, 400))
        {
            Assert.All(family.Filings, filing => Assert.InRange(filing.At, Period.Start, Period.End.AddDays(-3)));
            Assert.All(family.Notices, sending => Assert.InRange(sending.At, Period.Start, Period.End));
        }
    }

    [Fact]
    public void Plan_ManyFamilies_AreDifferentPeopleAndPapers()
    {
        var families = Plan(4, 400).Where(family => family.Filings[0].Steps[0] == "birth").ToList();
        var declarations = families
            .Where(family => family.Story != Story.TwoRelatives)
            .SelectMany(family => family.Filings)
            .Select(filing => filing.Declaration.Deserialize<BirthDeclaration>(DeclarationJson.Options)!)
            .ToList();
        var papers = declarations.Select(declaration => declaration.HospitalPaper?.CertificateCode).Where(code => code is not null).ToList();
        Assert.Equal(papers.Count, papers.Distinct().Count());
        var mothers = families.Select(family => family.Filings[0].Declaration["mother"]!["personalId"]!.GetValue<string>()).ToList();
        Assert.Equal(mothers.Count, mothers.Distinct().Count());
        Assert.All(mothers, mother => Assert.StartsWith("999", mother, StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_ManyFamilies_FileAtTheCutOffAtNightAndAtWeekends()
    {
        var times = Plan(2026, 200).SelectMany(family => family.Filings).Select(filing => filing.At.ToOffset(Period.Offset)).ToList();
        Assert.Contains(times, time => time.TimeOfDay == new TimeSpan(14, 59, 0));
        Assert.Contains(times, time => time.TimeOfDay == new TimeSpan(15, 0, 0));
        Assert.Contains(times, time => time.Hour >= 19 && time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.Contains(times, time => time.DayOfWeek == DayOfWeek.Sunday);
    }

    private static IReadOnlyList<FiledFamily> Plan(int seed, int dossiers, IReadOnlyList<Story>? stories = null) =>
        new Families(new Draws(seed), Catalogue.Of(Versions, Law, new Draws(seed), World, Period, Day)).Plan(dossiers, stories);

    private static IReadOnlyList<string> CodesOf(ICaseload cases) => cases switch
    {
        Births => ["3.000722"],
        Deaths => ["2.002913"],
        _ => [.. Services.Known],
    };

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Period.Offset).Date);

    private static string Written(IReadOnlyList<FiledFamily> families) => JsonSerializer.Serialize(families.Select(family => new
    {
        family.Number,
        family.Story,
        family.Notices,
        Filings = family.Filings.Select(filing => new { filing.Number, filing.Key, filing.At, filing.Through, filing.Law.Code, filing.Declaration, filing.IsDuplicate }),
    }));
}
