using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LienThong.App.Tests.Harness;

/// <summary>Calls in one line each.</summary>
public static class HttpCalls
{
    public static async Task<Answer> ReadAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        await client.CallAsync(HttpMethod.Get, path, content: null, headers);

    public static async Task<Answer> PostAsync(this HttpClient client, string path, JsonNode body, params (string Name, string Value)[] headers) =>
        await client.PostAsync(path, body.ToJsonString(), headers);

    /// <summary>A filing gets a key of its own unless it brings one.</summary>
    public static async Task<Answer> PostAsync(this HttpClient client, string path, string json, params (string Name, string Value)[] headers) =>
        await client.CallAsync(
            HttpMethod.Post, path, Json(json), path == "dossiers" && headers.All(h => h.Name != "Idempotency-Key") ? [.. headers, ("Idempotency-Key", Guid.NewGuid().ToString())] : headers);

    /// <summary>A body that says that it is JSON.</summary>
    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<Answer> PostAsync(this HttpClient client, string path, byte[] bytes) =>
        await client.CallAsync(HttpMethod.Post, path, new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } });

    public static async Task<Answer> CallAsync(
        this HttpClient client, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await Answer.ReadAsync(await client.SendAsync(request));
    }
}
