using System.Net;
using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using LienThong.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Storage.Tests.Azure;

/// <summary>Links to records: what they open, for how long, and nothing else.</summary>
public sealed class BlobRecordLinksTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly RecordScope Dossier = RecordScope.Dossier(Samples.Code(1));

    // Whoever has the link and nothing else; shared by all tests of the process.
    private static readonly HttpClient Anybody = new();

    private AzureUnderTest _azure = null!;

    public async Task InitializeAsync()
    {
        _azure = await AzureUnderTest.OpenBothAsync();
        _azure.Time.Now = TimeProvider.System.GetUtcNow();
    }

    public async Task DisposeAsync() => await _azure.DisposeAsync();

    [Fact]
    public async Task Link_ToARecord_OpensItForReadingAlone()
    {
        var record = await _azure.Records.PutAsync(Dossier, new MemoryStream(RecordBytes.Pdf()), None);

        var link = (await _azure.RecordLinks.LinkAsync(Dossier, record.Sha256, None))!;

        using var read = await Anybody.GetAsync(link.Href);
        Assert.Equal(RecordBytes.Pdf(), await read.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "application/pdf"), (read.Content.Headers.ContentDisposition?.DispositionType, read.Content.Headers.ContentType?.MediaType));
        using var deleted = await Anybody.DeleteAsync(link.Href);
        using var written = await Anybody.SendAsync(new HttpRequestMessage(HttpMethod.Put, link.Href) { Content = new ByteArrayContent([1]), Headers = { { "x-ms-blob-type", "BlockBlob" } } });
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (deleted.StatusCode, written.StatusCode));
    }

    [Fact]
    public async Task Link_ToARecord_OpensNoOther()
    {
        var one = await _azure.Records.PutAsync(Dossier, new MemoryStream(RecordBytes.Pdf()), None);
        var other = await _azure.Records.PutAsync(Dossier, new MemoryStream(RecordBytes.Png()), None);

        var link = (await _azure.RecordLinks.LinkAsync(Dossier, one.Sha256, None))!;

        using var read = await Anybody.GetAsync(link.Href.ToString().Replace(one.Sha256, other.Sha256, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
    }

    [Fact]
    public async Task Link_AfterItsTime_OpensNothing()
    {
        var record = await _azure.Records.PutAsync(Dossier, new MemoryStream(RecordBytes.Pdf()), None);
        _azure.Time.Now -= IRecordLinks.Life + TimeSpan.FromMinutes(1);

        var link = (await _azure.RecordLinks.LinkAsync(Dossier, record.Sha256, None))!;

        Assert.Equal(_azure.Time.Now + IRecordLinks.Life, link.Until);
        using var read = await Anybody.GetAsync(link.Href);
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
    }

    [Fact]
    public async Task Link_NoSuchRecord_IsNone()
    {
        var record = await _azure.Records.PutAsync(Dossier, new MemoryStream(RecordBytes.Pdf()), None);

        Assert.Null(await _azure.RecordLinks.LinkAsync(RecordScope.Inbox("portal"), record.Sha256, None));
        Assert.Null(await _azure.RecordLinks.LinkAsync(Dossier, "../" + record.Sha256, None));
    }

    [Fact]
    public async Task Link_ByTheAppsIdentity_IsSignedWithADelegatedKeyAndForHttpsAlone()
    {
        using var http = new HttpClient(new Delegating(_azure.Time.Now));
        var service = new BlobServiceClient(
            new Uri("https://example.blob.core.windows.net/"), new FixedCredential(), new BlobClientOptions { Transport = new HttpClientTransport(http) });
        var container = service.GetBlobContainerClient(AzureLayout.Records);
        var links = new BlobRecordLinks(service, container, new BlobItems(container, NullLogger.Instance), _azure.Time);
        var hash = new string('a', 64);

        var link = (await links.LinkAsync(Dossier, hash, None))!;

        var query = HttpUtility.ParseQueryString(link.Href.Query);
        Assert.Equal($"https://example.blob.core.windows.net/records/dossiers/G22.99.08/260907/000001/{hash}", link.Href.GetLeftPart(UriPartial.Path));
        Assert.Equal(("r", "b", "https", "11111111-1111-1111-1111-111111111111"), (query["sp"], query["sr"], query["spr"], query["skoid"]));
        Assert.Equal(link.Until, DateTimeOffset.Parse(query["se"]!, provider: null), TimeSpan.FromSeconds(1));
        Assert.NotEmpty(query["sig"]!);
    }

    /// <summary>Answers as Blob Storage does: there is every blob, and here is a key.</summary>
    private sealed class Delegating(DateTimeOffset now) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]), RequestMessage = request };
            if (request.RequestUri!.Query.Contains("comp=userdelegationkey", StringComparison.Ordinal))
            {
                response.Content = new StringContent($"""
                    <?xml version="1.0" encoding="utf-8"?>
                    <UserDelegationKey>
                      <SignedOid>11111111-1111-1111-1111-111111111111</SignedOid><SignedTid>22222222-2222-2222-2222-222222222222</SignedTid>
                      <SignedStart>{now:yyyy-MM-ddTHH:mm:ssZ}</SignedStart><SignedExpiry>{now.AddMinutes(10):yyyy-MM-ddTHH:mm:ssZ}</SignedExpiry>
                      <SignedService>b</SignedService><SignedVersion>2023-01-03</SignedVersion><Value>a2V5</Value>
                    </UserDelegationKey>
                    """, null, "application/xml");
            }

            return Task.FromResult(response);
        }
    }

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
