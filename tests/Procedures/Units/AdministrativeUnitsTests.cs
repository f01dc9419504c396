using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Units;

public sealed class AdministrativeUnitsTests
{
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
