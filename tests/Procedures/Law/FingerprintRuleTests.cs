using System.Text.Json;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Law;

public sealed class FingerprintRuleTests
{
    private static readonly FingerprintRule Rule = new(
        "child", new Localized("trẻ", "child"), [["/mother/personalId"], ["/mother/fullName", "/mother/birthDate"]], ["/child/birthOrder"], "/paper");

    [Theory]
    [InlineData("Nguyễn Thị Hoà", "NGUYỄN THỊ  HÒA ", true)]
    [InlineData("Nguyễn Thị Hoà", "Nguye\u0302\u0303n Thị Hòa", true)]
    [InlineData("Nguyễn Thị Hoà", "Nguyễn Thị Hoa", false)]
    public void Of_NameInTwoSpellings_IsOneAndAnotherNameIsNot(string one, string other, bool same) =>
        Assert.Equal(same, Rule.Of(Declaration(one)) == Rule.Of(Declaration(other)));

    [Fact]
    public void Of_FirstListNotThere_TakesTheNextAndWithoutAnyThereIsNone()
    {
        Assert.NotNull(Rule.Of(Declaration("Nguyễn Thị Hoà")));
        Assert.Null(Rule.Of(JsonSerializer.SerializeToElement(new { mother = new { fullName = "Nguyễn Thị Hoà" } })));
    }

    private static JsonElement Declaration(string name) =>
        JsonSerializer.SerializeToElement(new { mother = new { fullName = name, birthDate = "1998-03-02" }, child = new { birthOrder = 1 } });
}
