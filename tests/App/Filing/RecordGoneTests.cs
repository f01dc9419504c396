using System.Net;
using LienThong.App.Tests.Harness;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Filing;

/// <summary>A record that is there when a filing is checked and gone when it is to be taken over.</summary>
public sealed class RecordGoneTests
{
    [Fact]
    public async Task Filing_RecordVanishesBetweenCheckAndCopy_IsRefusedAndFiledOnceItIsThereAgain()
    {
        var vanishing = new Vanishing();
        await using var app = await RunningApp.StartAsync(new RunningAppOptions
        {
            Configure = (builder, _) => builder.Services.AddSingleton<IRecordStore>(services =>
            {
                vanishing.Inner = services.GetRequiredService<SqliteStorage>().Records;
                return vanishing;
            }),
        });
        var family = new Family { HasPaper = false };
        family = family with { Records = [("witness-statement", await app.UploadAsync("portal", "records", family.Scan()))] };
        vanishing.Gone = true;

        var refused = await app.PostFilingAsync(family, key: "vanished");
        vanishing.Gone = false;
        var filed = await app.PostFilingAsync(family, key: "vanished");

        Assert.Equal([("record-not-uploaded", "/declaration/records/0/sha256")], refused.Is(HttpStatusCode.BadRequest).Faults);
        var code = (string)filed.Is(HttpStatusCode.Accepted).Body["code"]!;
        (await app.As("portal").ReadAsync($"dossiers/{code}/records/{family.Records[0].Sha256}")).Is(HttpStatusCode.OK);
    }

    /// <summary>The records, of which none can be copied for a while.</summary>
    private sealed class Vanishing : IRecordStore
    {
        public IRecordStore Inner { get; set; } = null!;

        public bool Gone { get; set; }

        public Task<StoredRecord> PutAsync(RecordScope scope, Stream content, CancellationToken cancellation) => Inner.PutAsync(scope, content, cancellation);

        public Task<OpenRecord?> OpenAsync(RecordScope scope, string sha256, CancellationToken cancellation) => Inner.OpenAsync(scope, sha256, cancellation);

        public Task<bool> CopyAsync(RecordScope from, RecordScope to, string sha256, CancellationToken cancellation) =>
            Gone ? Task.FromResult(false) : Inner.CopyAsync(from, to, sha256, cancellation);

        public Task<bool> ExistsAsync(RecordScope scope, string sha256, CancellationToken cancellation) => Inner.ExistsAsync(scope, sha256, cancellation);
    }
}
