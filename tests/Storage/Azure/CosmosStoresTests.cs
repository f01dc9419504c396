using System.Net;
using System.Text;
using System.Text.Json;
using LienThong.Storage.Cosmos;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LienThong.Storage.Tests.Azure;

/// <summary>What Cosmos DB is asked for, what it costs, and what its refusals become.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "xunit disposes of it by DisposeAsync.")]
public sealed class CosmosStoresTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Interposed _between = new();
    private readonly LogLines _log = new();
    private AzureUnderTest _azure = null!;

    public async Task InitializeAsync() => _azure = await AzureUnderTest.OpenBothAsync(_between, _log);

    public async Task DisposeAsync()
    {
        _between.Answer = _ => null;
        await _azure.DisposeAsync();
        _between.Dispose();
    }

    [Fact]
    public async Task Create_Containers_HaveTheKeysAndIndexesOfTheLayout()
    {
        foreach (var container in AzureLayout.Containers)
        {
            ContainerProperties made = await _azure.Database.GetContainer(container.Name).ReadContainerAsync();

            Assert.Equal(container.PartitionKey, made.PartitionKeyPath);
            Assert.Equal(container.Indexed, made.IndexingPolicy.IncludedPaths.Select(path => path.Path));
            Assert.Equal(container.Indexed.Contains("/*") ? [] : ["/*"], made.IndexingPolicy.ExcludedPaths.Select(path => path.Path));
            Assert.Equal(container.Expires ? -1 : null, made.DefaultTimeToLive);
        }
    }

    [Fact]
    public void Layout_Dossiers_IndexesNeitherDeclarationNorEvents() =>
        Assert.DoesNotContain(AzureLayout.Dossiers.Indexed, path => path is "/*" || path.StartsWith("/declaration", StringComparison.Ordinal) || path.StartsWith("/events", StringComparison.Ordinal));

    [Fact]
    public async Task Dossier_Item_IsTheDossiersOwnJsonWithItsCodeAsId()
    {
        var dossier = Samples.Dossier();
        await _azure.Dossiers.TryCreateAsync(dossier, None);

        using var item = await RawAsync(AzureLayout.Dossiers, $"{dossier.Code}", $"{dossier.Code}");

        Assert.Equal($"{dossier.Code}", item.RootElement.GetProperty("id").GetString());
        var written = JsonSerializer.SerializeToElement(dossier, LienThong.Procedures.Dossiers.DossierJson.Options);
        Assert.All(written.EnumerateObject(), member => Assert.True(JsonElement.DeepEquals(member.Value, item.RootElement.GetProperty(member.Name))));
    }

    [Fact]
    public async Task Remove_OfAProjection_EndsByItselfAfterThirtyDaysAndAnEntryDoesNot()
    {
        await _azure.Watch.RemoveAsync(Samples.Code(1), 3, None);
        await _azure.Watch.PutAsync(Samples.Code(2), 3, null, Samples.Monday, None);
        await _azure.Worklists.RemoveAsync("civil-status-00004", Samples.Code(1), "birth", 3, None);

        using var removed = await RawAsync(AzureLayout.Watch, $"{Samples.Code(1)}", $"{Samples.Code(1)}");
        using var stands = await RawAsync(AzureLayout.Watch, $"{Samples.Code(2)}", $"{Samples.Code(2)}");
        using var worklist = await RawAsync(AzureLayout.Worklists, CosmosId.Of($"{Samples.Code(1)}", "birth"), "civil-status-00004");

        Assert.Equal(30 * 24 * 60 * 60, removed.RootElement.GetProperty("ttl").GetInt32());
        Assert.Equal(30 * 24 * 60 * 60, worklist.RootElement.GetProperty("ttl").GetInt32());
        Assert.False(stands.RootElement.TryGetProperty("ttl", out _));
    }

    [Fact]
    public async Task Operation_WhereTheKeyIsKnown_IsOneRequest()
    {
        var created = await _azure.Dossiers.TryCreateAsync(Samples.Dossier(), None);
        Assert.Equal(1, await CountAsync(() => _azure.Dossiers.ReadAsync(Samples.Code(1), None)));
        Assert.Equal(1, await CountAsync(() => _azure.Dossiers.TryReplaceAsync(created!.Value.Changed(), created.ETag, None)));
        Assert.Equal(1, await CountAsync(() => _azure.Dossiers.TryCreateAsync(Samples.Dossier(2), None)));
        Assert.Equal(1, await CountAsync(() => _azure.Claims.ClaimAsync("paper:1", Samples.Code(1), None)));
        Assert.Equal(1, await CountAsync(() => _azure.Claims.OwnerAsync("paper:1", None)));
        Assert.Equal(1, await CountAsync(() => _azure.Notices.ReadAsync("birth", "1", None)));
        Assert.Equal(1, await CountAsync(() => _azure.Idempotency.ReadAsync("portal", "1", None)));
        Assert.Equal(2, await CountAsync(() => _azure.Watch.PutAsync(Samples.Code(1), 2, null, Samples.Monday, None)));
    }

    [Fact]
    public async Task Operation_Any_LogsItsCostAndStatusAndNothingOfWhatItIsAbout()
    {
        var dossier = Samples.Dossier();
        _between.Charge = "6.67";
        await _azure.Dossiers.TryCreateAsync(dossier, None);
        _between.Charge = "1.14";
        await _azure.Dossiers.ReadAsync(dossier.Code, None);
        await _azure.Notices.TryAddAsync(new StoredNotice("birth", "00001.GCS.01001.26", dossier.Declaration, "hash", Samples.Monday, "hospital-01001", false), None);

        Assert.Contains("Cosmos DB: create in dossiers ended with 201 for 6.67 request units.", _log.Lines);
        Assert.Contains("Cosmos DB: read in dossiers ended with 200 for 1.14 request units.", _log.Lines);
        Assert.All((string[])["Ánh Dương", "G22.99.08", "GCS", "hospital"], word => Assert.DoesNotContain(_log.Lines, line => line.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Throttled_ForAMoment_IsWaitedOut()
    {
        var refusals = 2;
        _between.Answer = _ => Interlocked.Decrement(ref refusals) >= 0 ? Interposed.Says(HttpStatusCode.TooManyRequests, "3200", TimeSpan.FromMilliseconds(1)) : null;

        Assert.NotNull(await _azure.Dossiers.TryCreateAsync(Samples.Dossier(), None));
    }

    [Fact]
    public async Task Throttled_ForLong_IsOverloadAfterABoundedNumberOfTries()
    {
        _between.Answer = _ => Interposed.Says(HttpStatusCode.TooManyRequests, "3200", TimeSpan.FromMilliseconds(1));
        var before = _between.Requests;

        await Assert.ThrowsAsync<StorageOverloadedException>(() => _azure.Dossiers.TryCreateAsync(Samples.Dossier(), None));
        Assert.Equal(6, _between.Requests - before);
        await Assert.ThrowsAsync<StorageOverloadedException>(() => _azure.Worklists.PageAsync("civil-status-00004", new(), None));
        await Assert.ThrowsAsync<StorageOverloadedException>(() => _azure.Aliases.AddAsync(Samples.Code(1), ["number:1"], None));
        await Assert.ThrowsAsync<StorageOverloadedException>(() => _azure.Dossiers.ReadChangesAsync(null, 10, None));
        Assert.Contains("Cosmos DB has refused create in dossiers: 429/3200.", _log.Lines);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "1003")]
    [InlineData(HttpStatusCode.Forbidden, "5300")]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, null)]
    [InlineData(HttpStatusCode.InternalServerError, null)]
    public async Task Refused_OtherwiseThanAStoreCanGoOnFrom_IsUnavailable(HttpStatusCode status, string? subStatus)
    {
        var created = await _azure.Dossiers.TryCreateAsync(Samples.Dossier(), None);
        _between.Answer = _ => Interposed.Says(status, subStatus);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _azure.Dossiers.ReadAsync(Samples.Code(1), None));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _azure.Dossiers.TryCreateAsync(Samples.Dossier(2), None));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _azure.Dossiers.TryReplaceAsync(created!.Value.Changed(), created.ETag, None));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _azure.Dossiers.ReadChangesAsync(null, 10, None));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _azure.Worklists.CountAsync("civil-status-00004", None));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _azure.Health.CheckAsync(None));
    }

    [Fact]
    public async Task PutFigures_InterruptedBeforeTheDaysWereMarked_MarksThemWhenTheyComeAgain()
    {
        var day = new DateOnly(2026, 9, 7);
        StoredFigures figures = new(Samples.Code(1), 3, "01", day, null, [day], "x"u8.ToArray());
        _between.Answer = request => request.RequestUri!.AbsolutePath.Contains("/colls/changed-days/", StringComparison.Ordinal)
            ? Interposed.Says(HttpStatusCode.Forbidden)
            : null;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _azure.Figures.PutAsync([figures], None));
        _between.Answer = _ => null;
        Assert.Empty(await _azure.Figures.ReadChangedDaysAsync(None));

        // As the change feed gives it: the same once more, or only a later version that says the same.
        await _azure.Figures.PutAsync([figures with { Version = 4 }], None);

        var changed = Assert.Single(await _azure.Figures.ReadChangedDaysAsync(None));
        Assert.Equal(day, changed.Day);
        await _azure.Figures.StrikeAsync(changed, None);
        await _azure.Figures.PutAsync([figures with { Version = 4 }], None);
        Assert.Empty(await _azure.Figures.ReadChangedDaysAsync(None));
    }

    private async Task<JsonDocument> RawAsync(CosmosContainer container, string id, string partition)
    {
        using var response = await _azure.Database.GetContainer(container.Name).ReadItemStreamAsync(id, new PartitionKey(partition));
        return await JsonDocument.ParseAsync(response.EnsureSuccessStatusCode().Content);
    }

    private async Task<int> CountAsync(Func<Task> work)
    {
        var before = _between.Requests;
        await work();
        return _between.Requests - before;
    }

    private sealed class LogLines : ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add(formatter(state, exception));
            }
        }
    }
}
