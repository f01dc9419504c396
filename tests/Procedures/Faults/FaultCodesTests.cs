using System.Text.RegularExpressions;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Tests.Faults;

public sealed class FaultCodesTests
{
    [Fact]
    public void All_Codes_AreKebabAndUnique()
    {
        Assert.NotEmpty(FaultCodes.All);
        Assert.Equal(FaultCodes.All.Count, FaultCodes.All.Distinct().Count());
        Assert.All(FaultCodes.All, code => Assert.Matches(new Regex("^[a-z0-9]+(-[a-z0-9]+)*$"), code));
    }
}
