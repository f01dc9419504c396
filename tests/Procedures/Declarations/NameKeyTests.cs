using LienThong.Procedures.Declarations;

namespace LienThong.Procedures.Tests.Declarations;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("Nguyễn Thị Hòa", "NGUYỄN THỊ HOÀ")]
    [InlineData("Nguyễn Thị Hoà", "  nguyễn   thị hòa ")]
    [InlineData("Đặng Thị Ậu Ợt", "đặng thị a\u0323\u0302u o\u031B\u0323t")]
    [InlineData("Lê Thúy Ngân", "LÊ THUÝ NGÂN")]
    [InlineData("Ước Thuở", "u\u031Bo\u031B\u0301c thuo\u031B\u0309")]
    public void AreSame_OneNameSpeltTwoWays_AreTheSame(string first, string second) =>
        Assert.True(NameKey.AreSame(first, second), $"{NameKey.Of(first)} | {NameKey.Of(second)}");

    [Theory]
    [InlineData("Hoa", "Hòa")]
    [InlineData("Hòa", "Hóa")]
    [InlineData("An", "Ân")]
    [InlineData("Đào", "Dào")]
    [InlineData("Minh An", "Minhan")]
    [InlineData("Sơn", "Son")]
    public void AreSame_TwoNames_AreNot(string first, string second) => Assert.False(NameKey.AreSame(first, second));

    [Fact]
    public void Of_EveryTonedVowel_IsNoLongerToned() => Assert.Equal(
        "a1 a2 a3 a4 a5 ă1 â2 ê3 ô4 ơ5 ư1 y2 đ",
        NameKey.Of("à á ả ã ạ Ằ Ấ Ể Ỗ Ợ Ừ Ý Đ"));
}
