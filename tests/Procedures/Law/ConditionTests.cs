using System.Text.Json;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Law;

public sealed class ConditionTests
{
    private const string Document =
        """{"a":{"commune":"00004"},"b":{"commune":"00008"},"c":{"commune":"00004"},"yes":true,"one":1,"none":null}""";

    [Theory]
    [InlineData("""{"present":"/a"}""", true)]
    [InlineData("""{"present":"/none"}""", true)]
    [InlineData("""{"present":"/x"}""", false)]
    [InlineData("""{"equals":["/a/commune","00004"]}""", true)]
    [InlineData("""{"equals":["/a/commune","00008"]}""", false)]
    [InlineData("""{"equals":["/yes",true]}""", true)]
    [InlineData("""{"equals":["/yes","true"]}""", false)]
    [InlineData("""{"equals":["/one",1.0]}""", true)]
    [InlineData("""{"equals":["/x",null]}""", false)]
    [InlineData("""{"differs":["/a/commune","/b/commune"]}""", true)]
    [InlineData("""{"differs":["/a/commune","/c/commune"]}""", false)]
    [InlineData("""{"differs":["/a/commune","/x/commune"]}""", false)]
    [InlineData("""{"not":{"present":"/x"}}""", true)]
    [InlineData("""{"all":[{"present":"/a"},{"present":"/b"}]}""", true)]
    [InlineData("""{"all":[{"present":"/a"},{"present":"/x"}]}""", false)]
    [InlineData("""{"any":[{"present":"/x"},{"present":"/b"}]}""", true)]
    [InlineData("""{"any":[{"present":"/x"},{"present":"/y"}]}""", false)]
    public void Holds_EachKind_DecidesAsDocumented(string condition, bool holds)
    {
        using var document = JsonDocument.Parse(Document);

        Assert.Equal(holds, JsonSerializer.Deserialize<Condition>(condition)!.Holds(Facts.On(document.RootElement, new(2026, 9, 7))));
    }

    [Theory]
    [InlineData("""{"any":[{"not":{"present":"/a"}},{"all":[{"equals":["/b",[1,"x"]]},{"differs":["/c","/d"]}]}]}""")]
    public void Json_WrittenAndRead_IsTheSame(string condition) => Assert.Equal(
        condition,
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Condition>(condition)));

    [Fact]
    public void Pointers_Nested_AreAllThere() => Assert.Equal(
        ["/a", "/b", "/c", "/d"],
        JsonSerializer.Deserialize<Condition>(
            """{"any":[{"not":{"present":"/a"}},{"all":[{"equals":["/b",1]},{"differs":["/c","/d"]}]}]}""")!.Pointers);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"present":"/a","not":{"present":"/b"}}""")]
    [InlineData("""{"present":"a"}""")]
    [InlineData("""{"present":1}""")]
    [InlineData("""{"equals":["/a"]}""")]
    [InlineData("""{"differs":["/a",1]}""")]
    [InlineData("""{"all":[]}""")]
    [InlineData("""{"all":[{"present":"/a"},{"sometimes":"/b"}]}""")]
    [InlineData("""{"unless":{"present":"/a"}}""")]
    public void Json_AnythingElse_IsRefused(string condition) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Condition>(condition));
}
