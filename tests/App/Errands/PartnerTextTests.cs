using LienThong.App.Errands;

namespace LienThong.App.Tests.Errands;

/// <summary>What other systems say is kept without what it must not hold.</summary>
public sealed class PartnerTextTests
{
    [Theory]
    [InlineData("Hồ sơ G22.99.08-260907-0481516 đã trả kết quả", "Hồ sơ G22.99.08-260907-0481516 đã trả kết quả")]
    [InlineData("001226000001 0987000001 012345678 12345678", "[…] […] […] 12345678")]
    [InlineData("gửi tới nguyen.van.mau@example.vn nhé", "gửi tới […] nhé")]
    [InlineData("a\t\r\n\u2028\u200B  b\0", "a b")]
    [InlineData("\u0007 ", "")]
    public void Clean_Text_KeepsTheWordsAlone(string said, string kept) => Assert.Equal(kept, PartnerText.Clean([said]));

    [Fact]
    public void Clean_SeveralAndLongTexts_AreOneBoundedLine()
    {
        Assert.Equal("a; b", PartnerText.Clean(["a", "b"]));
        Assert.Equal(PartnerText.Longest, PartnerText.Clean([new string('x', 100_000)]).Length);

        // Neither a number nor a character of two halves is cut in the middle.
        Assert.Equal(new string('x', 495) + "[…]", PartnerText.Clean([new string('x', 495) + "001226000001"]));
        Assert.Equal(new string('x', 499), PartnerText.Clean([new string('x', 499) + "😀"]));
    }
}
