using System.Collections.Concurrent;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Tests.Compliance;

public abstract class DossierChangesCompliance : ComplianceSuite
{
    private IDossierStore Store => Storage.Dossiers;

    [Fact]
    public async Task ReadChanges_NothingWritten_GivesNoneAndAContinuation()
    {
        var changes = await Store.ReadChangesAsync(null, 10, None);

        Assert.Empty(changes.Items);
        Assert.Empty((await Store.ReadChangesAsync(changes.Continuation, 10, None)).Items);
    }

    [Fact]
    public async Task ReadChanges_SeveralWrites_GivesLatestVersionsInOrderOfChange()
    {
        var first = await Store.TryCreateAsync(Samples.Dossier(1), None);
        await Store.TryCreateAsync(Samples.Dossier(2), None);
        await Store.TryCreateAsync(Samples.Dossier(3), None);
        var replaced = await Store.TryReplaceAsync(first!.Value.Changed(), first.ETag, None);

        var changes = await Store.ReadChangesAsync(null, 10, None);

        Assert.Equal([(Samples.Code(2), 1), (Samples.Code(3), 1), (Samples.Code(1), 2)], Seen(changes));
        Assert.Equal(replaced!.ETag, changes.Items[^1].ETag);
        Assert.Equal(replaced.Value.Json(), changes.Items[^1].Value.Json());
    }

    [Fact]
    public async Task ReadChanges_FromAContinuation_GivesWhatCameAfter()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Store.TryCreateAsync(Samples.Dossier(i), None);
        }

        var two = await Store.ReadChangesAsync(null, 2, None);
        var next = await Store.ReadChangesAsync(two.Continuation, 2, None);
        var rest = await Store.ReadChangesAsync(next.Continuation, 2, None);
        var end = await Store.ReadChangesAsync(rest.Continuation, 2, None);
        await Store.TryCreateAsync(Samples.Dossier(6), None);
        var later = await Store.ReadChangesAsync(end.Continuation, 2, None);

        Assert.Equal([1, 2, 3, 4, 5], two.Items.Concat(next.Items).Concat(rest.Items).Select(i => Number(i.Value)));
        Assert.Empty(end.Items);
        Assert.Equal([6], later.Items.Select(i => Number(i.Value)));
        Assert.Equal(Seen(next), Seen(await Store.ReadChangesAsync(two.Continuation, 2, None)));
    }

    [Fact]
    public async Task ReadChanges_WriteThatWasRefused_IsNoChange()
    {
        var created = await Store.TryCreateAsync(Samples.Dossier(), None);
        var end = (await Store.ReadChangesAsync(null, 10, None)).Continuation;

        await Store.TryCreateAsync(Samples.Dossier(), None);
        await Store.TryReplaceAsync(created!.Value.Changed(), new ETag("other"), None);

        Assert.Empty((await Store.ReadChangesAsync(end, 10, None)).Items);
    }

    [Fact]
    public async Task ReadChanges_AfterReopen_GoesOnFromTheContinuation()
    {
        await Store.TryCreateAsync(Samples.Dossier(1), None);
        var continuation = (await Store.ReadChangesAsync(null, 10, None)).Continuation;
        await Store.TryCreateAsync(Samples.Dossier(2), None);

        await Storage.ReopenAsync();
        await Store.TryCreateAsync(Samples.Dossier(3), None);

        Assert.Equal([2, 3], (await Store.ReadChangesAsync(continuation, 10, None)).Items.Select(i => Number(i.Value)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(IDossierStore.MaxChanges + 1)]
    public async Task ReadChanges_MaxOutOfRange_Throws(int max) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ReadChangesAsync(null, max, None));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("not a continuation")]
    [InlineData("99999999999999999999999999")]
    public async Task ReadChanges_ContinuationOfNobody_Throws(string continuation)
    {
        await Assert.ThrowsAsync<ContinuationInvalidException>(() => Store.ReadChangesAsync(continuation, 10, None));
        await Assert.ThrowsAsync<ContinuationInvalidException>(() => Store.WaitForChangesAsync(continuation, None));
    }

    [Fact]
    public async Task WaitForChanges_SomethingThere_CompletesAtOnce()
    {
        await Store.TryCreateAsync(Samples.Dossier(), None);

        await Store.WaitForChangesAsync(null, None).WaitAsync(Patience);
    }

    [Fact]
    public async Task WaitForChanges_NothingThere_CompletesWithTheNextWrite()
    {
        var created = await Store.TryCreateAsync(Samples.Dossier(), None);
        var end = (await Store.ReadChangesAsync(null, 10, None)).Continuation;
        var first = Store.WaitForChangesAsync(end, None);
        var second = Store.WaitForChangesAsync(end, None);

        // A refused write is no change: both still wait when it has been told.
        Assert.Null(await Store.TryCreateAsync(Samples.Dossier(), None));
        Assert.False(first.IsCompleted);
        Assert.False(second.IsCompleted);

        await Store.TryReplaceAsync(created!.Value.Changed(), created.ETag, None);
        await Task.WhenAll(first, second).WaitAsync(Patience);
    }

    [Fact]
    public async Task WaitForChanges_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Store.WaitForChangesAsync(null, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
    }

    [Fact]
    public async Task Changed_Write_IsRaisedBeforeTheWriterIsTold()
    {
        var raised = 0;
        Store.Changed += () => Interlocked.Increment(ref raised);

        var created = await Store.TryCreateAsync(Samples.Dossier(), None);
        Assert.Equal(1, Volatile.Read(ref raised));

        await Store.TryCreateAsync(Samples.Dossier(), None);
        Assert.Equal(1, Volatile.Read(ref raised));

        await Store.TryReplaceAsync(created!.Value.Changed(), created.ETag, None);
        Assert.Equal(2, Volatile.Read(ref raised));
    }

    [Fact]
    public async Task ReadChanges_WhileManyWrite_MissesNothingFromAnyContinuation()
    {
        const int writers = 8;
        const int dossiers = 5;
        const int versions = 12;
        var written = new ConcurrentBag<DossierCode>();
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var stored = new Stored<Dossier>[dossiers];
            for (var version = 1; version <= versions; version++)
            {
                for (var i = 0; i < dossiers; i++)
                {
                    stored[i] = (version == 1
                        ? await Store.TryCreateAsync(Samples.Dossier(1 + (writer * dossiers) + i), None)
                        : await Store.TryReplaceAsync(stored[i].Value.Changed(), stored[i].ETag, None))!;
                    written.Add(stored[i].Value.Code);
                }
            }
        })));

        // Follows the feed until the last version of each dossier has come by.
        var seen = new Dictionary<DossierCode, int>();
        var steps = new List<(string? Before, Dictionary<DossierCode, int> Seen)>();
        string? continuation = null;
        while (seen.Count < writers * dossiers || seen.Values.Any(version => version < versions))
        {
            await Store.WaitForChangesAsync(continuation, None).WaitAsync(Patience);
            steps.Add((continuation, new(seen)));
            var changes = await Store.ReadChangesAsync(continuation, 7, None);
            foreach (var change in changes.Items)
            {
                Assert.True(seen.GetValueOrDefault(change.Value.Code) <= change.Value.Version, "A version came after a later one.");
                seen[change.Value.Code] = change.Value.Version;
            }

            continuation = changes.Continuation;
        }

        await writing;
        Assert.Equal(writers * dossiers * versions, written.Count);
        Assert.Empty((await Store.ReadChangesAsync(continuation, 7, None)).Items);

        // Whoever stopped anywhere on the way and goes on now sees all that it had not seen.
        foreach (var (before, had) in steps)
        {
            var now = new Dictionary<DossierCode, int>(had);
            for (var from = before; await Store.ReadChangesAsync(from, 1000, None) is { Items.Count: > 0 } changes; from = changes.Continuation)
            {
                foreach (var change in changes.Items)
                {
                    now[change.Value.Code] = change.Value.Version;
                }
            }

            Assert.Equal(seen, now);
        }
    }

    private static List<(DossierCode Code, int Version)> Seen(DossierChanges changes) =>
        [.. changes.Items.Select(item => (item.Value.Code, item.Value.Version))];

    private static int Number(Dossier dossier) => int.Parse(dossier.Code.Number, provider: null);
}
