using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using LienThong.Reports.Documents;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Tests.Documents;

public sealed class WeeklyReportJsonTests
{
    public static TheoryData<string> Samples => [.. SampleReports.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_WhatWasWritten_IsTheSameReport(string sample)
    {
        var written = WeeklyReportJson.Write(SampleReports.All[sample]);

        Assert.Equal(written, WeeklyReportJson.Write(WeeklyReportJson.Read(written)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"week":"2026-W54"}""")]
    public void Read_NoReport_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => WeeklyReportJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Read_ReportOfBeforeFormsWereCounted_IsPrintedWithoutThem()
    {
        var json = JsonNode.Parse(WeeklyReportJson.Write(SampleReports.National))!;
        json["common"]!.AsObject().Remove("formsPrefilled");

        var printed = Encoding.UTF8.GetString(ReportRenderer.Render(
            WeeklyReportJson.Read(Encoding.UTF8.GetBytes(json.ToJsonString())), ReportForm.Html, ReportLanguage.English));

        Assert.Contains("of those that the state can know", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("of the whole forms", printed, StringComparison.Ordinal);
    }

    /// <summary>The published schema is the shape that is written, with words added: were a member added, renamed or made nullable,
    /// this names the difference.</summary>
    [Fact]
    public void Schema_AsPublished_IsTheShapeThatIsWritten()
    {
        var published = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "weekly-report.schema.json")))!;
        var written = WeeklyReportJson.Options.GetJsonSchemaAsNode(typeof(WeeklyReport), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) =>
                context.TypeInfo.Type == typeof(IsoWeek) ? new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}-W[0-9]{2}$" }
                : context.TypeInfo.Type == typeof(ReportScope) ? new JsonObject { ["type"] = "string", ["pattern"] = "^(national|[0-9]{2}|[0-9]{5})$" }
                : schema,
        });

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)published["$schema"]);
        var (said, shape) = (Expand(published, published), Expand(written, written));
        Assert.True(JsonNode.DeepEquals(said, shape), $"docs/contracts/weekly-report.schema.json says\n{said}\nand what is written is\n{shape}");
    }

    // A schema with its references followed and the words about it left out, so that two ways of writing one can be compared.
    private static JsonNode? Expand(JsonNode? node, JsonNode root)
    {
        switch (node)
        {
            case JsonObject schema when schema["$ref"] is { } reference:
                return Expand(((string)reference!)[1..].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (at, step) => at[step]!), root);
            case JsonObject schema when schema["anyOf"] is JsonArray { Count: 2 } either:
                Assert.Equal("null", (string?)either[0]!["type"]);
                var optional = Expand(either[1], root)!;
                optional["type"] = new JsonArray((string?)optional["type"], "null");
                return optional;
            case JsonObject schema:
                // A member of a report may itself be called title: only texts are words about it.
                return new JsonObject(schema
                    .Where(member => member.Key != "$defs" && !(member.Key is "description" or "title" or "$schema" or "$id" && member.Value is JsonValue))
                    .Select(member => KeyValuePair.Create(member.Key, Expand(member.Value, root))));
            case JsonArray array:
                return new JsonArray([.. array.Select(item => Expand(item, root))]);
            default:
                return node?.DeepClone();
        }
    }
}
