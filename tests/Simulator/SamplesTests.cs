using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LienThong.Storage;

namespace LienThong.Simulator.Tests;

public sealed class SamplesTests
{
    private static readonly string Samples = Path.Combine(Root(), "samples");

    [Fact]
    public void Declarations_TheRecordsTheyName_AreAmongTheSamples()
    {
        var records = Directory.GetFiles(Path.Combine(Samples, "records")).ToDictionary(
            file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), Path.GetFileNameWithoutExtension);
        var named = Directory.GetFiles(Path.Combine(Samples, "declarations"))
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["records"]?.AsArray() ?? [])
            .Select(record => (Sha256: record!["sha256"]!.GetValue<string>(), Type: record["type"]!.GetValue<string>()))
            .ToList();
        Assert.NotEmpty(named);
        Assert.All(named, record => Assert.Equal(record.Type, records.GetValueOrDefault(record.Sha256)));
        Assert.All(
            Directory.GetFiles(Path.Combine(Samples, "records")),
            file => Assert.Equal(RecordType.Pdf, RecordTypes.Sniff(File.ReadAllBytes(file))));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
