using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LienThong.App.Tests.Harness;

/// <summary>An HTTP answer, read whole.</summary>
public sealed record Answer(HttpStatusCode Status, byte[] Bytes, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonObject Body => JsonNode.Parse(Bytes)!.AsObject();

    public string Code => (string)Body["code"]!;

    public string? ETag => Headers.ETag?.ToString();

    /// <summary>The faults of a problem, as code and pointer.</summary>
    public IReadOnlyList<(string Code, string Pointer)> Faults =>
        [.. Body["faults"]!.AsArray().Select(f => ((string)f!["code"]!, (string)f["pointer"]!))];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new Answer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers);
        }
    }

    /// <summary>The answer itself, if it is what was expected.</summary>
    public Answer Is(HttpStatusCode expected)
    {
        Assert.True(Status == expected, $"Expected {(int)expected} but got {(int)Status}: {Text}");
        return this;
    }

    /// <summary>The answer itself, if it is a problem of this status and code, complete and in both languages.</summary>
    public Answer IsProblem(HttpStatusCode expected, string code)
    {
        Is(expected);
        Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
        var body = Body;
        Assert.True(code == Code, $"Expected the code {code}: {Text}");
        Assert.Equal("urn:lien-thong:" + code, (string)body["type"]!);
        Assert.Equal((int)expected, (int)body["status"]!);
        Assert.All(["title", "vi", "en"], name => Assert.False(string.IsNullOrWhiteSpace((string)body[name]!)));
        foreach (var fault in body["faults"]?.AsArray() ?? [])
        {
            Assert.All(["code", "vi", "en"], name => Assert.False(string.IsNullOrWhiteSpace((string)fault![name]!)));
            Assert.Equal(JsonValueKind.String, fault!["pointer"]!.GetValueKind());
        }

        return this;
    }
}
