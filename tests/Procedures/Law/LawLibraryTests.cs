using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Law;

public sealed class LawLibraryTests
{
    private static readonly LawLibrary Library = LawLibrary.Load();

    [Theory]
    [InlineData("3.000722", "2026-08-31", "decree-63-2024")]
    [InlineData("3.000722", "2026-09-01", "decree-301-2026")]
    [InlineData("2.000986", "2024-07-01", "decree-63-2024")]
    [InlineData("2.001023", "2026-09-01", "decree-301-2026")]
    [InlineData("2.002621", "2030-01-01", "decree-301-2026")]
    public void InForce_CurrentOrFormerCode_FindsTheVersionOfTheDay(string code, string day, string version)
    {
        Assert.Equal(version, Library.InForce(code, DateOnly.Parse(day, provider: null)).Version);
    }
}
