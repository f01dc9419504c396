using System.Net;
using LienThong.App.Audit;
using LienThong.App.Tests.Harness;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace LienThong.App.Tests.BadDays;

/// <summary>The audit log cannot be written: nothing is done or read that would go unrecorded, and nothing that was done is forgotten.</summary>
public sealed class AuditDownTests
{
    [Fact]
    public async Task AuditFull_WritesAndReadsAreRefusedUntilThereIsRoomAndNothingIsForgotten()
    {
        var disk = new Disk();
        await using var app = await RunningApp.StartAsync(disk.Under());
        var filed = await app.FileAsync(new Family());
        disk.FillUnderAudit();

        // The first one finds out: it has been done, but is not told.
        IsBusy(await app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/steps/birth/decisions", Decision.Accept()));

        var never = new Family();
        IsBusy(await app.PostFilingAsync(never));
        IsBusy(await app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}"));
        IsBusy(await app.As("civil-status-01273").ReadAsync("agencies/civil-status-01273/worklist"));
        IsBusy(await app.As("operator").ReadAsync("attention"));
        IsBusy(await app.Anonymous.ReadAsync("health/ready"));
        (await app.Anonymous.ReadAsync("health/live")).Is(HttpStatusCode.OK);
        (await app.As("portal").ReadAsync("procedures")).Is(HttpStatusCode.OK);
        (await app.Anonymous.ReadAsync($"tracking/{filed.Code}", ("Tracking-Token", (string)filed.Answer.Body["trackingToken"]!))).Is(HttpStatusCode.OK);

        disk.MakeRoom();
        (await app.Anonymous.ReadAsync("health/ready")).Is(HttpStatusCode.OK);
        Assert.False((bool)(await app.DecideAsync(filed, "birth", Decision.Accept())).Is(HttpStatusCode.OK).Body["changed"]!);
        Assert.Equal("InProgress", (string)(await app.FileAsync(never)).Answer.Body["status"]!);
        var decided = (await app.ListAsync("operator", $"audit?dossier={filed.Code}")).Count(item => (string)item["entry"]!["act"]! == "Decide");
        Assert.Equal(2, decided);
        await IsWholeAsync(app);
    }

    [Fact]
    public async Task Write_IsToldOnlyWhenItsEntryIsDurable_AReadAtOnce()
    {
        using var commits = new ManualResetEventSlim(initialState: true);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await RunningApp.StartAsync(new RunningAppOptions
        {
            Configure = (builder, folder) => builder.Services.AddSingleton<IAuditLog>(_ => SqliteAuditLog.Open(new SqliteStorageOptions
            {
                Folder = folder,
                WriterOpened = connection => raw.sqlite3_commit_hook(
                    connection.Handle!,
                    _ =>
                    {
                        if (!commits.IsSet)
                        {
                            begun.TrySetResult();
                            commits.Wait();
                        }

                        return 0;
                    },
                    null),
            })),
        });
        var filed = await app.FileAsync(new Family());
        commits.Reset();
        try
        {
            var write = app.As("civil-status-01273").PostAsync($"dossiers/{filed.Code}/steps/birth/decisions", Decision.Accept());
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));

            // The dossier has it, a reader sees it; who decided is not told.
            Assert.Equal("Accepted", (await app.DossierAsync(filed))["birth"].Status);
            Assert.False(write.IsCompleted);
            commits.Set();
            (await write).Is(HttpStatusCode.OK);
        }
        finally
        {
            commits.Set();
        }
    }

    [Fact]
    public async Task Stop_AfterReads_EveryReadIsRecorded()
    {
        await using var app = await RunningApp.StartAsync();
        var filed = await app.FileAsync(new Family());
        for (var i = 0; i < 30; i++)
        {
            (await app.As("civil-status-01273").ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.OK);
        }

        await app.RestartAsync();

        Assert.Equal(31, (await app.ListAsync("operator", $"audit?dossier={filed.Code}")).Count);
        await IsWholeAsync(app);
    }

    [Fact]
    public async Task Strangers_InAFlood_AreCountedAndNotEachRecorded()
    {
        await using var app = await RunningApp.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            (await app.Anonymous.ReadAsync("attention")).Is(HttpStatusCode.Unauthorized);
        }

        await app.PassAsync(TimeSpan.FromMinutes(1));
        (await app.Anonymous.ReadAsync("attention")).Is(HttpStatusCode.Unauthorized);

        var recorded = await app.ListAsync("operator", "audit?partner=unknown&pageSize=200");
        Assert.Equal(61, recorded.Count);
        Assert.Equal("40 more of strangers left out", (string)recorded[^1]["entry"]!["detail"]!);
    }

    private static async Task IsWholeAsync(RunningApp app)
    {
        var verdict = await new AuditVerification(app.Services.GetRequiredService<IAuditLog>())
            .VerifyAsync(new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 30), [], CancellationToken.None);
        Assert.Null(verdict.Broken);
        Assert.NotEmpty(verdict.Days);
    }

    private static void IsBusy(Answer answer)
    {
        answer.IsProblem(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }
}
