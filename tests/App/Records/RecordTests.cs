using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Records;

/// <summary>Digitised records: known by their bytes, found by their hash, and only within their own dossier.</summary>
public sealed class RecordTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const int MaxLength = 20 * 1024 * 1024;

    private readonly RunningApp _app = shared.App;

    public static TheoryData<string, string, byte[]> GoodRecords => new()
    {
        { "Pdf", "application/pdf", "%PDF-1.4\nmẫu"u8.ToArray() },
        { "Jpeg", "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3] },
        { "Png", "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 9] },
    };

    [Theory]
    [MemberData(nameof(GoodRecords))]
    public async Task Record_IntoADossier_ComesBackAsAFileAndNothingElse(string type, string mediaType, byte[] bytes)
    {
        var filed = await _app.FileAsync(new Family());

        var kept = (await _app.As("portal").PostAsync($"dossiers/{filed.Code}/records", bytes)).Is(HttpStatusCode.Created).Body;

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal((hash, type, bytes.Length), ((string)kept["sha256"]!, (string)kept["type"]!, (int)kept["length"]!));
        foreach (var by in (string[])["portal", "civil-status-01273", "police-01273", "insurance-04"])
        {
            var answer = (await _app.As(by).ReadAsync($"dossiers/{filed.Code}/records/{hash}")).Is(HttpStatusCode.OK);
            Assert.Equal(bytes, answer.Bytes);
            Assert.Equal(mediaType, answer.ContentHeaders.ContentType!.ToString());
            Assert.Equal("attachment", answer.ContentHeaders.ContentDisposition!.DispositionType);
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["default-src 'none'; sandbox"], answer.Headers.GetValues("Content-Security-Policy"));
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    public static TheoryData<string, byte[]> OtherBytes => new()
    {
        { "record-empty", [] },
        { "record-type-unknown", "<html><script>alert(1)</script></html>"u8.ToArray() },
        { "record-type-unknown", "PDF-1.7"u8.ToArray() },
        { "record-type-unknown", "GIF89a"u8.ToArray() },
        { "record-type-unknown", [0x50, 0x4B, 0x03, 0x04] },
        { "record-type-unknown", [0xFF, 0xD8] },
        { "record-type-unknown", " %PDF-1.7"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(OtherBytes))]
    public async Task Record_OfOtherBytes_IsRefusedWhateverItIsCalled(string code, byte[] bytes)
    {
        foreach (var type in (string[])["application/pdf", "image/png", "application/octet-stream"])
        {
            var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
            (await _app.As("portal").CallAsync(HttpMethod.Post, "records", content)).IsProblem(HttpStatusCode.UnsupportedMediaType, code);
        }
    }

    [Fact]
    public async Task Record_OfTwentyMebibytes_IsTakenAndAByteMoreIsRefused()
    {
        var bytes = new byte[MaxLength + 1];
        "%PDF-1.7"u8.CopyTo(bytes);

        (await _app.As("portal").PostAsync("records", bytes[..MaxLength])).Is(HttpStatusCode.Created);
        (await _app.As("portal").PostAsync("records", bytes)).IsProblem(HttpStatusCode.RequestEntityTooLarge, "record-too-large");

        // In chunks nobody says beforehand how much will come.
        var chunked = new StreamContent(new MemoryStream(bytes));
        using var request = new HttpRequestMessage(HttpMethod.Post, "records") { Content = chunked, Headers = { TransferEncodingChunked = true } };
        (await Answer.ReadAsync(await _app.As("portal").SendAsync(request))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "record-too-large");
    }

    [Fact]
    public async Task Record_OfADeclaration_IsTakenFromTheInboxIntoTheDossier()
    {
        var family = new Family { HasPaper = false };
        var hash = await _app.UploadAsync("portal", "records", family.Scan());

        var filed = await _app.FileAsync(family with { Records = [("witness-statement", hash)] });

        Assert.Equal(family.Scan(), (await _app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}/records/{hash}")).Is(HttpStatusCode.OK).Bytes);
    }

    [Fact]
    public async Task Record_OfAnotherPartnersInbox_IsNotUploaded()
    {
        var family = new Family { HasPaper = false };
        var hash = await _app.UploadAsync("vneid", "records", family.Scan());

        var answer = await _app.PostFilingAsync(family with { Records = [("witness-statement", hash)] });

        Assert.Equal([("record-not-uploaded", "/declaration/records/0/sha256")], answer.IsProblem(HttpStatusCode.BadRequest, "record-not-uploaded").Faults);
    }

    [Fact]
    public async Task Record_OfAnotherDossier_IsUnknownThere()
    {
        var (one, other) = (await _app.FileAsync(new Family()), await _app.FileAsync(new Family()));
        var hash = await _app.UploadAsync("portal", $"dossiers/{one.Code}/records", one.Family.Scan());

        (await _app.As("portal").ReadAsync($"dossiers/{other.Code}/records/{hash}")).IsProblem(HttpStatusCode.NotFound, "record-unknown");
        (await _app.As("portal-01").ReadAsync($"dossiers/{one.Code}/records/{hash}")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
        (await _app.As("police-01279").ReadAsync($"dossiers/{one.Code}/records/{hash}")).IsProblem(HttpStatusCode.Forbidden, "outside-jurisdiction");
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("short")]
    [InlineData("..%2F..%2F..%2Fissuer-key.pem")]
    [InlineData("%2Fetc%2Fpasswd")]
    public async Task Record_OfNoHash_IsUnknown(string hash)
    {
        var filed = await _app.FileAsync(new Family());

        (await _app.As("portal").ReadAsync($"dossiers/{filed.Code}/records/{hash}")).IsProblem(HttpStatusCode.NotFound, "record-unknown");
    }

    [Fact]
    public async Task Record_HashInCapitals_IsUnknown()
    {
        var filed = await _app.FileAsync(new Family());
        var hash = await _app.UploadAsync("portal", $"dossiers/{filed.Code}/records", filed.Family.Scan());

        (await _app.As("portal").ReadAsync($"dossiers/{filed.Code}/records/{hash.ToUpperInvariant()}")).IsProblem(HttpStatusCode.NotFound, "record-unknown");
    }

    [Fact]
    public async Task Record_CorruptedOnDisk_IsNeverServedAndMendedBySendingItAgain()
    {
        var filed = await _app.FileAsync(new Family());
        var bytes = filed.Family.Scan();
        var path = $"dossiers/{filed.Code}/records";
        var hash = await _app.UploadAsync("portal", path, bytes);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_app.Folder, "records"), hash, SearchOption.AllDirectories));
        await File.AppendAllTextAsync(file, "x");

        var answer = (await _app.As("portal").ReadAsync($"{path}/{hash}")).IsProblem(HttpStatusCode.InternalServerError, "record-corrupt");
        Assert.DoesNotContain(hash, Encoding.UTF8.GetString(answer.Bytes), StringComparison.Ordinal);
        Assert.Contains(_app.Logs.Lines, l => l.Text.Contains(filed.Code.Replace('-', '/'), StringComparison.Ordinal) && l.Text.Contains("no longer has the bytes", StringComparison.Ordinal));

        await _app.UploadAsync("portal", path, bytes);
        Assert.Equal(bytes, (await _app.As("portal").ReadAsync($"{path}/{hash}")).Is(HttpStatusCode.OK).Bytes);
    }

    [Fact]
    public async Task Record_CorruptedInTheInbox_DoesNotGetIntoADossier()
    {
        var family = new Family { HasPaper = false };
        var hash = await _app.UploadAsync("portal", "records", family.Scan());
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_app.Folder, "records"), hash, SearchOption.AllDirectories));
        await File.WriteAllTextAsync(file, "%PDF-other");

        var answer = await _app.PostFilingAsync(family with { Records = [("witness-statement", hash)] });

        answer.IsProblem(HttpStatusCode.InternalServerError, "record-corrupt");
        await _app.UploadAsync("portal", "records", family.Scan());
        (await _app.PostFilingAsync(family with { Records = [("witness-statement", hash)] })).Is(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Record_ForAnUnknownDossier_IsNotFound() =>
        (await _app.As("portal").PostAsync("dossiers/G22.99.08-260907-0000001/records", "%PDF-1.7"u8.ToArray())).IsProblem(HttpStatusCode.NotFound, "dossier-unknown");
}
