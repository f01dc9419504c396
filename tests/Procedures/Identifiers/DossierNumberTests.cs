using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Tests.Identifiers;

public class DossierNumberTests
{
    [Theory]
    [InlineData("G22.99.08-260921-896048", "G22.99.08-260921-896048")]
    [InlineData(" g22.99.08-260921-896048 ", "G22.99.08-260921-896048")]
    [InlineData("G22.99.08-20260921-0896048", "G22.99.08-260921-896048")]
    [InlineData("G22.99.08 – 260921 – 896048", "G22.99.08-260921-896048")]
    [InlineData("H21.129-250812-0035", "H21.129-250812-0035")]
    [InlineData("H21.129-20250812-000035", "H21.129-250812-0035")]
    [InlineData("000.00.00.H29-241122-0001", "H29-241122-0001")]
    [InlineData("H29-20241122-00001", "H29-241122-0001")]
    [InlineData("000.12.07.H29-241122-0001", "H29.07.12-241122-0001")]
    [InlineData("H29.07.12-241122-0001", "H29.07.12-241122-0001")]
    [InlineData("H29-241122-0000", "H29-241122-0000")]
    [InlineData("dvc 0012/a", "DVC0012/A")]
    [InlineData("0012", "0012")]
    public void Normal_OneNumberInItsWritings_IsTheSame(string text, string normal)
    {
        Assert.Equal(normal, DossierNumber.Normal(text));
        Assert.Equal(normal, DossierNumber.Normal(normal));
    }

    [Theory]
    [InlineData("H21.129-250812-0035", "H21.129-250812-0036")]
    [InlineData("H21.129-250812-0035", "H21.129-250813-0035")]
    [InlineData("H21.129-250812-0035", "H21.128-250812-0035")]
    [InlineData("000.00.00.H29-241122-0001", "000.00.07.H29-241122-0001")]
    [InlineData("H29-241122-0010", "H29-241122-0100")]
    public void Normal_TwoNumbers_StayTwo(string one, string other) => Assert.NotEqual(DossierNumber.Normal(one), DossierNumber.Normal(other));
}
