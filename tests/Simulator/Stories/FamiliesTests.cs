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
    private static readonly ProcedureVersion Version = Law.InForce("3.000722", Day);
    private static readonly World World = World.Of(Law, Version, Day);
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
            var check = Declarations.Check(Version, JsonSerializer.SerializeToElement(filing.Declaration), Law, DayOf(filing.At));
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
                var check = Notices.Check(Law.Notice("birth"), JsonSerializer.SerializeToElement(sending.Notice), Law, sending.At);
                Assert.True(check.IsAccepted, $"{family.Story}: {string.Join(", ", check.Faults)}");
                var declared = family.Filings
                    .Select(filing => new Declared(Version, JsonSerializer.SerializeToElement(filing.Declaration)))
                    .Where(declaration => declaration.NoticeCode == check.Notice!.Code)
                    .ToList();
                Assert.All(declared, declaration => Assert.Empty(NoticeMatch.Compare(Version.Declaration.Notice!, check.Notice!.Document, declaration.Document)));
                Assert.NotEmpty(declared);
                Assert.Equal(family.Story == Story.LateNotice, Notices.IsLate(check.Notice!, sending.At, Law.Calendar));
            }
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
        var families = Plan(4, 400);
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
        new Families(new Draws(seed), World, Period, Law.Calendar, withIdentityCard: true).Plan(dossiers, stories);

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Period.Offset).Date);

    private static string Written(IReadOnlyList<FiledFamily> families) => JsonSerializer.Serialize(families);
}
