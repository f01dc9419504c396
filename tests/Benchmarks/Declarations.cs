using System.Globalization;
using System.Text.Json.Nodes;

namespace LienThong.Benchmarks;

/// <summary>Synthetic declarations, each for another child.</summary>
internal static class Declarations
{
    private static readonly string Sample = Read();

    /// <summary>The body of <c>POST dossiers</c> for the n-th family.</summary>
    public static JsonObject Filing(int n, string commune)
    {
        var declaration = JsonNode.Parse(Sample)!.AsObject();
        var born = DateTimeOffset.UtcNow.AddDays(-10);
        declaration["registration"]!["commune"] = commune;
        declaration["residence"]!["commune"] = commune;
        declaration["child"]!["fullName"] = string.Create(CultureInfo.InvariantCulture, $"TRẺ THỬ {n}");
        declaration["child"]!["birthDate"] = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        declaration["mother"]!["personalId"] = string.Create(CultureInfo.InvariantCulture, $"0{1_0000_0000 + n:D11}");
        declaration["hospitalPaper"] = new JsonObject
        {
            ["certificateCode"] = string.Create(CultureInfo.InvariantCulture, $"{n % 100_000:D5}.GCS.{1001 + (n / 100_000):D5}.{born:yy}"),
            ["issuedOn"] = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        return new JsonObject { ["procedure"] = "3.000722", ["declaration"] = declaration };
    }

    private static string Read()
    {
        using var stream = typeof(Declarations).Assembly.GetManifestResourceStream("declaration.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
