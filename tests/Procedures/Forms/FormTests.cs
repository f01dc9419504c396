using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Forms;

/// <summary>A form tells every departure of a document from it, and only those.</summary>
public sealed class FormTests
{
    private static readonly Form Sample = Read("""
        {
          "type": "object",
          "required": ["name", "list"],
          "properties": {
            "name": { "type": "string", "format": "text", "minLength": 2, "maxLength": 5 },
            "kind": { "type": "string", "enum": ["red", "green"] },
            "count": { "type": "integer", "minimum": 1, "maximum": 10 },
            "share": { "type": "number", "maximum": 1 },
            "flag": { "type": "boolean" },
            "one": { "const": 1 },
            "list": { "type": "array", "minItems": 1, "maxItems": 3, "items": { "type": "string", "format": "date" } },
            "tree": { "$ref": "#/$defs/tree" },
            "any": { "type": "object" },
            "words": { "type": "object", "maxProperties": 2, "additionalProperties": { "type": "string", "maxLength": 3 } }
          },
          "additionalProperties": false,
          "$defs": {
            "tree": {
              "type": "object",
              "properties": { "left": { "$ref": "#/$defs/tree" }, "right": { "$ref": "#/$defs/tree" } },
              "additionalProperties": false
            }
          }
        }
        """);

    [Theory]
    [InlineData("""{"name":"Minh","list":["2026-09-01"]}""")]
    [InlineData("""{"list":["2024-02-29"],"name":"Ấếệợữ","kind":"red","count":10,"share":0.5,"flag":false,"one":1.0}""")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"tree":{"left":{"right":{}}},"any":{"a":[1,{"b":null}]},"words":{"a":"b"}}""")]
    public void Check_DocumentOfTheForm_HasNoFaults(string json) => Assert.Empty(Check(json));

    [Theory]
    [InlineData("""[]""", FaultCodes.WrongType, "")]
    [InlineData("""null""", FaultCodes.WrongType, "")]
    [InlineData("""{"list":["2026-09-01"]}""", FaultCodes.FieldMissing, "/name")]
    [InlineData("""{"name":null,"list":["2026-09-01"]}""", FaultCodes.WrongType, "/name")]
    [InlineData("""{"name":"A","list":["2026-09-01"]}""", FaultCodes.TextTooShort, "/name")]
    [InlineData("""{"name":"Ấếệợữá","list":["2026-09-01"]}""", FaultCodes.TextTooLong, "/name")]
    [InlineData("""{"name":" An","list":["2026-09-01"]}""", FaultCodes.TextMalformed, "/name")]
    [InlineData("""{"name":"A\u0000n","list":["2026-09-01"]}""", FaultCodes.TextMalformed, "/name")]
    [InlineData("""{"name":"A\ud800n","list":["2026-09-01"]}""", FaultCodes.TextMalformed, "/name")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"kind":"blue"}""", FaultCodes.ValueNotAllowed, "/kind")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"kind":"Red"}""", FaultCodes.ValueNotAllowed, "/kind")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"count":0}""", FaultCodes.NumberTooSmall, "/count")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"count":11}""", FaultCodes.NumberTooLarge, "/count")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"count":1.5}""", FaultCodes.WrongType, "/count")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"count":"1"}""", FaultCodes.WrongType, "/count")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"share":1e400}""", FaultCodes.NumberTooLarge, "/share")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"flag":"true"}""", FaultCodes.WrongType, "/flag")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"one":2}""", FaultCodes.ValueNotAllowed, "/one")]
    [InlineData("""{"name":"Minh","list":[]}""", FaultCodes.ListTooShort, "/list")]
    [InlineData("""{"name":"Minh","list":["2026-09-01","2026-09-01","2026-09-01","2026-09-01"]}""", FaultCodes.ListTooLong, "/list")]
    [InlineData("""{"name":"Minh","list":["2026-09-01","2026-02-30"]}""", FaultCodes.DateMalformed, "/list/1")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"extra":1}""", FaultCodes.FieldUnknown, "/extra")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"a/b~":1}""", FaultCodes.FieldUnknown, "/a~1b~0")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"\ud800":1}""", FaultCodes.FieldUnknown, "")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"name":"Minh"}""", FaultCodes.FieldTwice, "/name")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"tree":{"left":{"up":1}}}""", FaultCodes.FieldUnknown, "/tree/left/up")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"words":{"a":"long"}}""", FaultCodes.TextTooLong, "/words/a")]
    [InlineData("""{"name":"Minh","list":["2026-09-01"],"words":{"a":"","b":"","c":""}}""", FaultCodes.ListTooLong, "/words")]
    public void Check_OneDeparture_IsToldByCodeAndPlace(string json, string code, string pointer)
    {
        var fault = Assert.Single(Check(json));

        Assert.Equal((code, pointer), (fault.Code, fault.Pointer));
        Assert.NotEqual(fault.Vi, fault.En);
    }

    [Fact]
    public void Check_ManyDepartures_TellsAllOfThem() => Assert.Equal(
        [
            (FaultCodes.ValueNotAllowed, "/kind"),
            (FaultCodes.FieldUnknown, "/more"),
            (FaultCodes.NumberTooLarge, "/count"),
            (FaultCodes.DateMalformed, "/list/0"),
            (FaultCodes.WrongType, "/list/1"),
            (FaultCodes.FieldMissing, "/name"),
        ],
        Check("""{"kind":"x","more":{},"count":99,"list":["x",1]}""").Select(fault => (fault.Code, fault.Pointer)));

    [Fact]
    public void Check_ThousandsOfUnknownFields_StopsTelling()
    {
        var fields = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"x{i}\":1"));

        var faults = Check($"{{{fields}}}");

        Assert.Equal(101, faults.Count);
        Assert.Equal(FaultCodes.TooManyFaults, faults[^1].Code);
    }

    [Fact]
    public void Check_DeepDocument_IsToldAndNotFollowed()
    {
        var tree = string.Concat(Enumerable.Repeat("{\"left\":", 500)) + "{}" + new string('}', 500);
        using var json = JsonDocument.Parse(
            $$"""{"name":"Minh","list":["2026-09-01"],"tree":{{tree}}}""",
            new() { MaxDepth = 1000 });

        Assert.Equal(FaultCodes.DocumentTooDeep, Assert.Single(Sample.Check(json.RootElement)).Code);
    }

    [Fact]
    public void Check_HugeFieldName_IsNotEchoedWhole()
    {
        var faults = Check($$"""{"name":"Minh","list":["2026-09-01"],"{{new string('x', 100_000)}}":1}""");

        Assert.True(Assert.Single(faults) is { Vi.Length: < 300, En.Length: < 300, Pointer.Length: < 300 });
    }

    [Fact]
    public void Check_AnyJsonAtAll_NeverThrows()
    {
        var forms = LawLibrary.Load().Forms;
        var leaves = Gen.OneOf(
            Gen.Elements<JsonNode?>(null, true, false, 0, -1, 1e300, "", "x", "2026-09-01", "001096000001"),
            ArbMap.Default.ArbFor<string>().Generator.Select(text => (JsonNode?)text));
        var names = Gen.Elements("child", "mother", "registration", "records", "birthDate", "commune", "type", "x/~");
        var trees = Gen.Sized(size => Tree(Math.Min(size, 5)));
        Prop.ForAll(trees.ToArbitrary(), tree =>
        {
            var element = JsonSerializer.SerializeToElement(tree);
            return forms.Names.All(name => forms.Get(name).Check(element).All(fault => FaultCodes.All.Contains(fault.Code)));
        }).QuickCheckThrowOnFailure();

        Gen<JsonNode?> Tree(int depth) => depth == 0
            ? leaves
            : Gen.OneOf(
                leaves,
                Tree(depth - 1).ListOf(3).Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
                names.ListOf(4).SelectMany(keys => Tree(depth - 1).ListOf(4).Select(values =>
                    (JsonNode?)new JsonObject(keys.Zip(values).DistinctBy(pair => pair.First)
                        .Select(pair => KeyValuePair.Create(pair.First, pair.Second?.DeepClone()))))));
    }

    [Theory]
    [InlineData("""{ "type": "object", "patternProperties": {} }""", FaultCodes.SchemaKeywordUnsupported, "/patternProperties")]
    [InlineData("""{ "type": "string", "maxLength": 5, "pattern": "a" }""", FaultCodes.SchemaKeywordUnsupported, "/pattern")]
    [InlineData("""{ "type": "array", "maxItems": 1, "items": { "$defs": {} } }""", FaultCodes.SchemaKeywordUnsupported, "/items/$defs")]
    [InlineData("""{ "type": ["string", "null"] }""", FaultCodes.SchemaKeywordMalformed, "/type")]
    [InlineData("""{ "type": "text" }""", FaultCodes.SchemaKeywordMalformed, "/type")]
    [InlineData("""{ "type": "string", "maxLength": -1 }""", FaultCodes.SchemaKeywordMalformed, "/maxLength")]
    [InlineData("""{ "type": "string", "enum": [1] }""", FaultCodes.SchemaKeywordMalformed, "/enum")]
    [InlineData("""{ "type": "integer", "minimum": "1" }""", FaultCodes.SchemaKeywordMalformed, "/minimum")]
    [InlineData("""true""", FaultCodes.SchemaKeywordMalformed, "")]
    [InlineData("""{ "type": "string", "format": "ipv4", "maxLength": 9 }""", FaultCodes.SchemaFormatUnknown, "/format")]
    [InlineData("""{ "type": "object", "properties": { "a": { "$ref": "#/$defs/b" } }, "additionalProperties": false }""", FaultCodes.SchemaReferenceUnknown, "/properties/a/$ref")]
    [InlineData("""{ "type": "object", "required": ["a"] }""", FaultCodes.SchemaRequiredUnknown, "/required")]
    [InlineData("""{ "type": "object", "properties": {} }""", FaultCodes.SchemaNotClosed, "")]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "boolean" } }""", FaultCodes.SchemaNotBounded, "")]
    [InlineData("""{ "type": "string" }""", FaultCodes.SchemaNotBounded, "")]
    [InlineData("""{ "type": "string", "format": "text" }""", FaultCodes.SchemaNotBounded, "")]
    [InlineData("""{ "type": "array", "items": { "type": "boolean" } }""", FaultCodes.SchemaNotBounded, "")]
    [InlineData("""{ "$defs": { "unused": { "type": "string" } } }""", FaultCodes.SchemaNotBounded, "/$defs/unused")]
    public void Read_SchemaOutsideTheSubset_IsToldByCodeAndPlace(string schema, string code, string pointer)
    {
        using var json = JsonDocument.Parse(schema);

        Assert.Null(Form.Read("broken", json.RootElement, out var faults));

        Assert.Contains((code, pointer), faults.Select(fault => (fault.Code, fault.Pointer)));
    }

    [Theory]
    [InlineData("/survivorship/relatives/1/birthDate", "Trợ cấp tử tuất – Thân nhân 2 – Ngày, tháng, năm sinh", "Survivorship allowance – Relative 2 – Date of birth")]
    [InlineData("/deceased/socialInsuranceNumber", "Người chết – Mã số bảo hiểm xã hội", "The deceased – Social insurance number")]
    [InlineData("/deceased/height", "Người chết", "The deceased")]
    [InlineData("/height", "Tờ khai điện tử nhóm khai tử", "The one declaration of the death group")]
    public void NameOf_Pointer_IsWhatPeopleCallTheField(string pointer, string vi, string en) =>
        Assert.Equal(new Localized(vi, en), LawLibrary.Load().Forms.Get("death.form-02").NameOf(pointer));

    [Fact]
    public void NameOf_FormWithoutNames_IsNoCode() => Assert.Equal(new Localized("mục khác", "another field"), Sample.NameOf("/name"));

    [Fact]
    public void Fields_Form_AreThoseThatCanBeFilledInAndOneOfEachList()
    {
        var fields = Sample.Fields.ToList();

        Assert.Contains("/list/*", fields);
        Assert.Contains("/name", fields);
        Assert.DoesNotContain("/list", fields);
        Assert.DoesNotContain("/tree", fields);
    }

    private static Form Read(string schema)
    {
        using var json = JsonDocument.Parse(schema);
        var form = Form.Read("sample", json.RootElement, out var faults);
        Assert.Empty(faults);
        return form!;
    }

    private static IReadOnlyList<Fault> Check(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Sample.Check(document.RootElement);
    }
}
