using System.Text.RegularExpressions;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Embedded.Tests.Hosting;

public sealed partial class PipelineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Invoke_AnyTrigger_RunsMiddlewareInOrderInOneScope()
    {
        await using var app = await StartAsync(builder =>
        {
            builder.UseMiddleware<PipelineTestFunctions.Outer>();
            builder.UseMiddleware<PipelineTestFunctions.Inner>();
        });

        // A caller has the answer before the scope has ended.
        await app.Http.GetStringAsync("api/OverHttp");
        await app.Journal.CountAsync(6);
        var http = Take(app.Journal, 0);
        await app.App.MessageBus.SendAsync("test-queue", OutgoingMessage.FromJson("1", "{}"));
        await app.Journal.CountAsync(12);
        var message = Take(app.Journal, 6);
        await app.RunAsync(TimeSpan.FromMinutes(1));
        await app.Journal.CountAsync(18);
        var timer = Take(app.Journal, 12);

        Assert.Equal(Expected("OverHttp", isHttp: true), http);
        Assert.Equal(Expected("OnMessage", isHttp: false), message);
        Assert.Equal(Expected("OnTimer", isHttp: false), timer);

        static string[] Expected(string name, bool isHttp) =>
        [
            $"outer in {name}", "inner in scope:N", $"{name} True http:{isHttp} scope:N", "inner out", "outer out", "disposed:N",
        ];
    }

    [Fact]
    public async Task Invoke_TwoInvocations_HaveTwoScopes()
    {
        await using var app = await StartAsync();

        await app.Http.GetStringAsync("api/OverHttp");
        await app.Http.GetStringAsync("api/OverHttp");
        await app.RunAsync();

        var scopes = app.Journal.Entries.Where(entry => entry.StartsWith("OverHttp", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, scopes.Distinct().Count());
    }

    [Fact]
    public async Task Invoke_MiddlewareDoesNotGoOn_FunctionIsNotCalled()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware<PipelineTestFunctions.Refusing>());

        using var response = await app.Http.GetAsync("api/OverHttp");

        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal("refused", await response.Content.ReadAsStringAsync());
        Assert.Empty(app.Journal.Entries);
    }

    private static string[] Take(Journal journal, int from) => [.. journal.Entries.Skip(from).Select(entry => Number().Replace(entry, "$1N"))];

    [GeneratedRegex("(scope:|disposed:)\\d+")]
    private static partial Regex Number();

    private Task<TestApp> StartAsync(Action<EmbeddedApplicationBuilder>? build = null) => TestApp.StartAsync(
        _folder.Path,
        [typeof(PipelineTestFunctions)],
        builder =>
        {
            builder.Services.AddScoped<PipelineTestFunctions.Scoped>();
            build?.Invoke(builder);
        },
        args: ["--Prefix", "test", "--Schedule", "0 * * * * *"]);
}
