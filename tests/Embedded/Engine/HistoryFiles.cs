using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Engine;

/// <summary>Recorded histories on their way into files.</summary>
internal static class HistoryFiles
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A history without the stack traces of failures: they say where on which machine it was recorded.</summary>
    public static string Portable(RecordedHistory history)
    {
        var json = JsonNode.Parse(history.ToJson())!;
        Strip(json);
        return json.ToJsonString(Readable) + "\n";
    }

    /// <summary>Writes a file into the folder that RECORD_HISTORIES names, if it names one.</summary>
    public static void Keep(string file, string json)
    {
        if (Environment.GetEnvironmentVariable("RECORD_HISTORIES") is { Length: > 0 } folder)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, json);
        }
    }

    private static void Strip(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject value:
                value.Remove("stack");
                foreach (var (_, member) in value)
                {
                    Strip(member);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Strip(item);
                }

                break;
        }
    }
}
