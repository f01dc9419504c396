using System.Net;
using System.Text;
using LienThong.Simulator.Api;
using LienThong.Simulator.Time;

namespace LienThong.Simulator.Tests.Api;

public sealed class PartnerApiTests
{
    private HttpRequestMessage? _asked;

    [Theory]
    [InlineData(503, 7, 7)]
    [InlineData(429, 3, 3)]
    [InlineData(503, null, 1)]
    public async Task AnyRequest_AppAsksToBeLeftAlone_IsTriedLater(int status, int? retryAfter, int seconds)
    {
        var api = Answering(() =>
        {
            var answer = new HttpResponseMessage((HttpStatusCode)status);
            answer.Headers.RetryAfter = retryAfter is { } wait ? new(TimeSpan.FromSeconds(wait)) : null;
            return answer;
        });
        var later = await Assert.ThrowsAsync<TryLaterException>(() => api.TrackAsync("code", "token", CancellationToken.None));
        Assert.Equal(TimeSpan.FromSeconds(seconds), later.After);
    }

    [Fact]
    public async Task AnyRequest_AppCannotBeReached_IsTriedLater()
    {
        var api = Answering(() => throw new HttpRequestException("Connection refused"));
        await Assert.ThrowsAsync<TryLaterException>(() => api.TrackAsync("code", "token", CancellationToken.None));
    }

    [Fact]
    public async Task AnyRequest_AnotherStatus_IsUnexpected()
    {
        var api = Answering(() => Problem(HttpStatusCode.Forbidden, "outside-jurisdiction"));
        var unexpected = await Assert.ThrowsAsync<UnexpectedAnswerException>(
            () => api.UploadAsync("portal", "code", [1], CancellationToken.None));
        Assert.Equal((HttpStatusCode.Forbidden, "outside-jurisdiction"), (unexpected.Answer.Status, unexpected.Answer.Code));
        Assert.Contains("POST dossiers/code/records: 403", unexpected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_DossierAsItWas_IsNothing()
    {
        var api = Answering(() => new HttpResponseMessage(HttpStatusCode.NotModified));
        Assert.Null(await api.ReadAsync("portal", "code", "\"3\"", CancellationToken.None));
        Assert.Equal("\"3\"", _asked!.Headers.IfNoneMatch.ToString());
        Assert.Equal("Bearer token of portal", _asked.Headers.Authorization!.ToString());
    }

    [Fact]
    public async Task SayAsync_Conflict_IsTheCallersToJudge()
    {
        var api = Answering(() => Problem(HttpStatusCode.Conflict, "decision-contradicts"));
        var answer = await api.SayAsync("police-00004", "code", "residence", "decisions", new System.Text.Json.Nodes.JsonObject(), CancellationToken.None);
        Assert.Equal((HttpStatusCode.Conflict, "decision-contradicts"), (answer.Status, answer.Code));
    }

    private PartnerApi Answering(Func<HttpResponseMessage> answer) => new(
        new HttpClient(new Handler(request =>
        {
            _asked = request;
            return answer();
        }))
        {
            BaseAddress = new Uri("http://127.0.0.1/"),
        },
        new Tokens());

    private static HttpResponseMessage Problem(HttpStatusCode status, string code) => new(status)
    {
        Content = new StringContent($$"""{"code":"{{code}}"}""", Encoding.UTF8, "application/problem+json"),
    };

    private sealed class Tokens : ITokens
    {
        public string For(string partner) => $"token of {partner}";
    }

    private sealed class Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }
}
