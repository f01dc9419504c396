using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Procedures.Units;

namespace LienThong.Procedures.Tests.Units;

public sealed class AdministrativeUnitsTests
{
    [Theory]
    [InlineData("00001", "2020-12-31", "")]
    [InlineData("00001", "2021-01-01", "00002")]
    [InlineData("00001", "2025-07-01", "00004 00005")]
    [InlineData("00002", "2025-07-01", "00004 00005")]
    [InlineData("00004", "2025-07-01", "")]
    [InlineData("00009", "2025-07-01", "")]
    public void SuccessorsOf_MergedAndMergedAgain_AreThoseOfTheDay(string old, string day, string successors)
    {
        var source = new Source("a list", Certainty.Confirmed);
        CommuneMerger Merger(string from, string to, int year, int month) =>
            new(CommuneCode.Parse(from), CommuneCode.Parse(to), new(year, month, 1), source);
        var units = new AdministrativeUnits(
            [], [], [Merger("00001", "00002", 2021, 1), Merger("00002", "00004", 2025, 7), Merger("00002", "00005", 2025, 7)]);

        Assert.Equal(successors, string.Join(' ', units.SuccessorsOf(CommuneCode.Parse(old), DateOnly.Parse(day, provider: null))));
    }

    [Fact]
    public void SuccessorsOf_ListThatLeadsInACircle_Ends()
    {
        var source = new Source("a list", Certainty.Confirmed);
        var (one, two) = (CommuneCode.Parse("00001"), CommuneCode.Parse("00002"));
        var units = new AdministrativeUnits([], [], [new(one, two, new(2025, 7, 1), source), new(two, one, new(2025, 7, 1), source)]);

        Assert.Empty(units.SuccessorsOf(one, new(2026, 1, 1)));
    }

    private static readonly LawLibrary Law = LawLibrary.Load();

    [Fact]
    public void Provinces_BuiltIn_AreThe34() => Assert.Equal(34, Law.Units.Provinces.Count);

    [Fact]
    public void Communes_BuiltIn_AreAtLeastTwoAProvinceEachWithItsSource()
    {
        var byProvince = Law.Units.Communes.GroupBy(commune => commune.Province).ToDictionary(group => group.Key, group => group.Count());

        Assert.All(Law.Units.Provinces, province => Assert.True(byProvince.GetValueOrDefault(province.Code) >= 2, province.Name));
        Assert.All(Law.Units.Communes, commune => Assert.NotEmpty(commune.Source.Text));
        Assert.Equal(Law.Units.Communes.Count, Law.Units.Communes.Select(commune => commune.Code).Distinct().Count());
    }

    [Fact]
    public void TryGetCommune_BeforeTheNewUnits_FindsNothing()
    {
        var code = CommuneCode.Parse("00004");

        Assert.True(Law.Units.TryGetCommune(code, new(2025, 7, 1), out var commune));
        Assert.Equal("Phường Ba Đình", commune.Name);
        Assert.False(Law.Units.TryGetCommune(code, new(2025, 6, 30), out _));
    }

    [Fact]
    public void ProvinceOf_KnownAndUnknownCommune_IsTheProvinceOrAnException()
    {
        Assert.Equal("01", Law.Units.ProvinceOf(CommuneCode.Parse("00004")).ToString());
        Assert.Throws<KeyNotFoundException>(() => Law.Units.ProvinceOf(CommuneCode.Parse("99999")));
    }
}
