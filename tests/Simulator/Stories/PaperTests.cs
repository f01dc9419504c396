using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Tests.Stories;

public sealed partial class PaperTests
{
    [Fact]
    public void Of_AnyLine_IsAPdfWhoseTableOfObjectsIsRight()
    {
        var text = Encoding.ASCII.GetString(Paper.Of("other", "A sample (of one\\two)").Bytes);
        Assert.StartsWith("%PDF-1.4\n", text, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF\n", text, StringComparison.Ordinal);
        var table = int.Parse(StartXref().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal("xref", text.Substring(table, 4));
        var offsets = Entries().Matches(text[table..]).Select(entry => int.Parse(entry.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(5, offsets.Count);
        Assert.All(offsets.Index(), entry => Assert.StartsWith($"{entry.Index + 1} 0 obj\n", text[entry.Item..], StringComparison.Ordinal));
        Assert.Contains("(A sample of onetwo) Tj", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sha256_SameLine_IsTheSame()
    {
        Assert.Equal(Paper.Of("a", "line").Sha256, Paper.Of("b", "line").Sha256);
        Assert.NotEqual(Paper.Of("a", "line").Sha256, Paper.Of("a", "other line").Sha256);
        Assert.Matches("^[0-9a-f]{64}$", Paper.Of("a", "line").Sha256);
    }

    [GeneratedRegex(@"startxref\n(\d+)\n")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"(\d{10}) 00000 n ")]
    private static partial Regex Entries();
}
