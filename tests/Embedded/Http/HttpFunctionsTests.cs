using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Embedded.Tests.Http;

public sealed class HttpFunctionsTests : IDisposable
{
    private static readonly Type[] Functions = [typeof(HttpTestFunctions), typeof(HttpTestFunctions.Waiting)];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Get_StringResult_IsTheBody()
    {
        await using var app = await StartAsync();

        using var response = await app.Http.GetAsync("api/text?who=An");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("hello An", await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Post_TypedResult_IsExecuted()
    {
        await using var app = await StartAsync();

        using var response = await app.Http.PostAsJsonAsync("api/typed", new { name = "a", count = 1 });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("""{"name":"a","count":2}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Any_FunctionWritesResponse_IsLeftAsWritten(string method)
    {
        await using var app = await StartAsync();

        using var response = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "api/direct"));

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Equal(method, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_RouteValues_AreBoundByName()
    {
        await using var app = await StartAsync();
        var id = Guid.NewGuid();

        Assert.Equal($"{id} 7 x Routed {id} True True", await app.Http.GetStringAsync($"api/things/{id}/7/x"));
        Assert.Equal($"{id} 7 - Routed {id} True True", await app.Http.GetStringAsync($"api/things/{id}/7"));
    }

    [Theory]
    [InlineData("api/things/no-guid/7/x", HttpStatusCode.NotFound, "not-found")]
    [InlineData("api/numbers/seven", HttpStatusCode.BadRequest, "bad-route-value")]
    [InlineData("api/nothing", HttpStatusCode.NotFound, "not-found")]
    [InlineData("text", HttpStatusCode.NotFound, "not-found")]
    public async Task Get_PathThatNamesNothing_IsRefusedWithProblem(string path, HttpStatusCode status, string code)
    {
        await using var app = await StartAsync();

        using var response = await app.Http.GetAsync(path);

        await AssertProblemAsync(response, status, code);
    }

    [Fact]
    public async Task Post_MethodNotOfTheFunction_Is405()
    {
        await using var app = await StartAsync();

        using var response = await app.Http.PostAsync("api/text", null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Get_FunctionThrows_Is500WithoutDetails()
    {
        await using var app = await StartAsync();

        using var response = await app.Http.GetAsync("api/Throws");

        var body = await AssertProblemAsync(response, HttpStatusCode.InternalServerError, "internal-error");
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", body, StringComparison.Ordinal);
        Assert.True(Guid.TryParse(JsonDocument.Parse(body).RootElement.GetProperty("invocation").GetString(), out _));
    }

    [Fact]
    public async Task Get_FunctionThrowsAfterItBeganToAnswer_CutsTheConnection()
    {
        await using var app = await StartAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => app.Http.GetStringAsync("api/HalfAnswer"));
    }

    [Fact]
    public async Task Get_QueueFull_Is503WithRetryAfter()
    {
        await using var app = await StartAsync();

        using var response = await app.Http.GetAsync("api/Full");

        await AssertProblemAsync(response, HttpStatusCode.ServiceUnavailable, "overloaded");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Post_BodyTooLarge_Is413()
    {
        await using var app = await StartAsync(options => options.MaxRequestBodySize = 100);

        Assert.Equal("100", await (await app.Http.PostAsync("api/Size", new StringContent(new string('a', 100)))).Content.ReadAsStringAsync());
        using var declared = await app.Http.PostAsync("api/Size", new StringContent(new string('a', 101)));
        using var chunkedRequest = new HttpRequestMessage(HttpMethod.Post, "api/Size")
        {
            Content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes(new string('a', 101)))),
            Headers = { TransferEncodingChunked = true },
        };
        using var chunked = await app.Http.SendAsync(chunkedRequest);

        await AssertProblemAsync(declared, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await AssertProblemAsync(chunked, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task Get_FunctionKeys_OpenWhatTheirLevelSays()
    {
        await using var app = await StartAsync();
        var file = Path.Combine(_folder.Path, "function-keys.json");
        var keys = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        var function = keys.GetProperty("function").GetString()!;
        var admin = keys.GetProperty("admin").GetString()!;

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("api/Keyed", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("api/Keyed", "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("api/Keyed", function[..^1] + (function[^1] == '0' ? '1' : '0')));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("api/Keyed", function));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("api/Keyed", admin));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("api/Admin", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("api/Admin", function));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("api/Admin", admin));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        async Task<HttpStatusCode> StatusAsync(string path, string? key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (key is not null)
            {
                request.Headers.Add("x-functions-key", key);
            }

            using var response = await app.Http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Start_Again_KeepsTheKeys()
    {
        await using (await StartAsync())
        {
        }

        var first = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "function-keys.json"));
        await using (await StartAsync())
        {
        }

        Assert.Equal(first, await File.ReadAllTextAsync(Path.Combine(_folder.Path, "function-keys.json")));
    }

    [Fact]
    public async Task Get_MoreThanOutstanding_Is429AtOnceAndPlacesComeBack()
    {
        await using var app = await StartAsync(options => (options.MaxConcurrentRequests, options.MaxOutstandingRequests) = (2, 3));

        var requests = Enumerable.Range(1, 4).Select(n => app.Http.GetAsync($"api/wait?n={n}")).ToList();
        var refused = await Task.WhenAny(requests);
        requests.Remove(refused);

        await AssertProblemAsync(await refused, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.Equal(TimeSpan.FromSeconds(1), (await refused).Headers.RetryAfter!.Delta);
        await app.Journal.CountAsync(2);
        Assert.All(requests, request => Assert.False(request.IsCompleted));
        Assert.Equal(2, app.Journal.Entries.Count);

        app.Journal.Gate("wait").SetResult();
        foreach (var request in requests)
        {
            Assert.Equal("done", await (await request).Content.ReadAsStringAsync());
        }

        await app.App.InFlight.WhenIdleAsync().WaitAsync(TestApp.Patience);
        Assert.Equal("hello ", await app.Http.GetStringAsync("api/text"));
    }

    [Fact]
    public async Task Get_CallerLeavesWhileWaiting_GivesItsPlaceBack()
    {
        await using var app = await StartAsync(options => (options.MaxConcurrentRequests, options.MaxOutstandingRequests) = (1, 2));
        var running = app.Http.GetAsync("api/wait?n=1");
        await app.Journal.CountAsync(1);
        using var leave = new CancellationTokenSource();
        var waiting = app.Http.GetAsync("api/wait?n=2", leave.Token);
        await TestApp.UntilAsync(() => app.App.InFlight.Count == 2);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await TestApp.UntilAsync(() => app.App.InFlight.Count == 1);

        var third = app.Http.GetStringAsync("api/wait?n=3");
        await TestApp.UntilAsync(() => app.App.InFlight.Count == 2 || third.IsCompleted);
        app.Journal.Gate("wait").SetResult();
        await running;
        Assert.Equal("done", await third);
        Assert.Equal(["in 1", "in 3"], app.Journal.Entries);
    }

    [Fact]
    public async Task Stop_WhileARequestRuns_LetsItEnd()
    {
        await using var app = await StartAsync();
        var request = app.Http.GetStringAsync("api/wait?n=1");
        await app.Journal.CountAsync(1);

        var stop = app.App.StopAsync();
        app.Journal.Gate("wait").SetResult();

        Assert.Equal("done", await request);
        await stop;
    }

    [Fact]
    public async Task Any_Request_LeavesNothingOfItselfInTheLog()
    {
        var log = new LogLines();
        await using (var app = await TestApp.StartAsync(_folder.Path, Functions, builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Trace);
            builder.Logging.AddProvider(log);
        }))
        {
            using var found = await app.Http.GetAsync("api/text?who=SECRET");
            using var routed = await app.Http.GetAsync($"api/things/{Guid.NewGuid()}/7/SECRET");
            using var bad = await app.Http.GetAsync("api/numbers/SECRET");
            using var missing = await app.Http.GetAsync("SECRET");
            using var body = await app.Http.PostAsync("api/typed", new StringContent("{ \"name\": SECRET", Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.InternalServerError, body.StatusCode);
        }

        Assert.Contains(log.Lines, line => line.Contains("Text answered 200 in ", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("Typed failed", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("SECRET", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Get_TraceParent_IsCarriedIntoTheContextUnlessItIsNone()
    {
        await using var app = await StartAsync();
        const string sent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        Assert.Equal(sent, await TraceAsync(sent));
        var made = await TraceAsync("nonsense");
        Assert.True(System.Diagnostics.ActivityContext.TryParse(made, null, out _), made);
        Assert.NotEqual(made, await TraceAsync(null));

        async Task<string> TraceAsync(string? header)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/Trace");
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation("traceparent", header);
            }

            using var response = await app.Http.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }

    private static async Task<string> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal($"urn:lien-thong:{code}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("vi").GetString());
        return body;
    }

    private Task<TestApp> StartAsync(Action<EmbeddedOptions>? configure = null) => TestApp.StartAsync(_folder.Path, Functions, configure: configure);
}
