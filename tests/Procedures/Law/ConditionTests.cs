using System.Text.Json;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Law;

public sealed class ConditionTests
{
    private const string Document =
        """
        {"a":{"commune":"00004"},"b":{"commune":"00008"},"c":{"commune":"00004"},"yes":true,"one":1,"two":2,"none":null,
        "born":"2000-02-29","month":"2000-03","year":"2000","day":"2026-09-07","at":"2026-09-06T20:00:00Z","clock":"03:30",
        "code":"00123.GCS.01001.26","facility":"01001",
        "list":[{"age":1,"name":"x"},{"age":3,"name":"y"}],"lists":[{"inner":[{"n":1}]},{"inner":[{"n":2}]}]}
        """;

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
    [InlineData("""{"oneOf":["/one",[2,1]]}""", true)]
    [InlineData("""{"oneOf":["/one",[2,3]]}""", false)]
    [InlineData("""{"same":["/a/commune","/c/commune"]}""", true)]
    [InlineData("""{"same":["/a/commune","/b/commune"]}""", false)]
    [InlineData("""{"same":["/x","/y"]}""", false)]
    [InlineData("""{"same":[{"facility":"/code"},"/facility"]}""", true)]
    [InlineData("""{"differs":[{"facility":"/code"},"/facility"]}""", false)]
    [InlineData("""{"differs":[{"facility":"/facility"},"/facility"]}""", false)]
    [InlineData("""{"exceeds":["/two","/one"]}""", true)]
    [InlineData("""{"exceeds":["/one","/one"]}""", false)]
    [InlineData("""{"exceeds":["/two",1.5]}""", true)]
    [InlineData("""{"exceeds":["/two","/x"]}""", false)]
    [InlineData("""{"exceeds":[{"year":"/code"},{"year":"/born","plus":25}]}""", true)]
    [InlineData("""{"exceeds":[{"year":"/code"},{"year":"/born","plus":26}]}""", false)]
    [InlineData("""{"exceeds":[{"year":"/year","plus":1},2000]}""", true)]
    [InlineData("""{"before":["/born","/month"]}""", true)]
    [InlineData("""{"before":["/born","/year"]}""", false)]
    [InlineData("""{"notBefore":["/born","/year"]}""", false)]
    [InlineData("""{"notBefore":["/born","/born"]}""", true)]
    [InlineData("""{"before":["/born","/born"]}""", false)]
    [InlineData("""{"before":["/born","/x"]}""", false)]
    [InlineData("""{"before":["/born","today"]}""", true)]
    [InlineData("""{"notBefore":["today","/day"]}""", true)]
    [InlineData("""{"before":["today","/day"]}""", false)]
    [InlineData("""{"notBefore":["/at","today"]}""", true)]
    [InlineData("""{"before":["/at","now"]}""", false)]
    [InlineData("""{"notBefore":["/at",{"date":"now","minutes":180}]}""", true)]
    [InlineData("""{"before":[{"moment":["/day","/clock"]},"/at"]}""", false)]
    [InlineData("""{"before":["/at",{"moment":["/day","/clock"]}]}""", true)]
    [InlineData("""{"notBefore":[{"date":"/born","years":1},{"date":"/born","months":12}]}""", true)]
    [InlineData("""{"before":[{"date":"/born","years":1},{"date":"/born","days":366}]}""", true)]
    [InlineData("""{"some":["/list",{"exceeds":["/list/*/age",2]}]}""", true)]
    [InlineData("""{"some":["/list",{"all":[{"exceeds":["/list/*/age",2]},{"equals":["/list/*/name","x"]}]}]}""", false)]
    [InlineData("""{"some":["/list",{"equals":["/one",1]}]}""", true)]
    [InlineData("""{"some":["/x",{"equals":["/one",1]}]}""", false)]
    [InlineData("""{"some":["/lists",{"some":["/lists/*/inner",{"equals":["/lists/*/inner/*/n",2]}]}]}""", true)]
    [InlineData("""{"some":["/lists",{"some":["/lists/*/inner",{"equals":["/lists/*/inner/*/n",3]}]}]}""", false)]
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
    [InlineData("""{"some":["/list",{"oneOf":["/list/*/a",["x",1]]}]}""")]
    [InlineData("""{"before":[{"date":"today","years":-6,"days":1},{"moment":["/a","/b"]}]}""")]
    [InlineData("""{"exceeds":[{"year":"/a","plus":1},{"year":"today"}]}""")]
    [InlineData("""{"notBefore":[{"date":"now","minutes":5},"/a"]}""")]
    [InlineData("""{"same":[{"facility":"/a"},"/b"]}""")]
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
    [InlineData("""{"oneOf":["/a",[]]}""")]
    [InlineData("""{"some":["/a",{"sometimes":1}]}""")]
    [InlineData("""{"before":["/a",3]}""")]
    [InlineData("""{"same":["/a","today"]}""")]
    [InlineData("""{"exceeds":["/a",{"date":"/b"}]}""")]
    [InlineData("""{"before":["/a",{"date":"/b","weeks":1}]}""")]
    [InlineData("""{"before":["/a",{"date":"/b","years":99999}]}""")]
    [InlineData("""{"before":["/a",{"date":{"date":"/b"}}]}""")]
    public void Json_AnythingElse_IsRefused(string condition) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Condition>(condition));
}
