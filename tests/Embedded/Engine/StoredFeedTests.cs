using LienThong.Embedded.Clock;
using LienThong.Embedded.Engine;
using LienThong.Embedded.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.Embedded.Tests.Engine;

public sealed class StoredFeedTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lienthong-feed-");
    private readonly InFlight _inFlight = new();
    private readonly List<long> _taken = [];
    private RuntimeStore _store = null!;
    private StoredFeed<long> _feed = null!;
    private int _room = int.MaxValue;

    public async Task InitializeAsync()
    {
        _store = RuntimeStore.Open(new RuntimeStoreOptions { Folder = _folder.FullName, Synchronous = "NORMAL" });
        await _store.ApplyAsync(new StoreSchema("rows", ["CREATE TABLE rows(id INTEGER PRIMARY KEY)"]));
        _feed = new StoredFeed<long>(
            _store, _inFlight, TimeProvider.System, NullLogger.Instance, Page, _taken.Add, () => _taken.Count < _room);
    }

    public void Dispose() => _feed.Dispose();

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static List<(long Id, long Item)> Page(StoreConnection store, long after, int limit)
    {
        var rows = new List<(long, long)>();
        using var row = store.Statement("SELECT id FROM rows WHERE id > ? ORDER BY id LIMIT ?").With(after).With(limit);
        while (row.Next())
        {
            rows.Add((row.Long(0), row.Long(0)));
        }

        return rows;
    }

    private Task InsertAsync(int from, int to) => _store.WriteAsync(store =>
    {
        for (var id = from; id <= to; id++)
        {
            store.Statement("INSERT INTO rows(id) VALUES (?)").With(id).Run();
        }
    });

    [Fact]
    public async Task Start_MoreRowsThanAPage_HandsOverEachOnceAndInOrder()
    {
        await InsertAsync(1, 1700);

        _feed.Start(1700);
        Assert.True(_inFlight.Count > 0);
        await _inFlight.WhenIdleAsync();

        Assert.Equal(Enumerable.Range(1, 1700).Select(id => (long)id), _taken);
    }

    [Fact]
    public async Task Offer_WithoutRoom_KeepsTheRowForLaterAndIsNotIdle()
    {
        _room = 2;
        for (var id = 1; id <= 5; id++)
        {
            await InsertAsync(id, id);
            _feed.Offer(id, id);
        }

        Assert.Equal([1, 2], _taken);
        Assert.True(_inFlight.Count > 0);
        _room = int.MaxValue;
        _feed.Poke();
        await _inFlight.WhenIdleAsync();

        Assert.Equal([1, 2, 3, 4, 5], _taken);
    }

    [Fact]
    public async Task Offer_OfARowThatAPageHasBroughtAlready_IsNotHandedOverTwice()
    {
        _room = 0;
        await InsertAsync(1, 3);
        _feed.Offer(1, 1);
        _room = int.MaxValue;
        _feed.Poke();
        await _inFlight.WhenIdleAsync();
        Assert.Equal([1, 2, 3], _taken);

        // Committed before the page was read, told of only now.
        _feed.Offer(2, 2);
        _feed.Offer(3, 3);
        _feed.Offer(4, 4);

        Assert.Equal([1, 2, 3, 4], _taken);
        Assert.Equal(0, _inFlight.Count);
    }

    [Fact]
    public async Task Dispose_WhileBehind_HandsOverNothingMore()
    {
        _room = 0;
        await InsertAsync(1, 3);
        _feed.Offer(1, 1);

        _feed.Dispose();
        _room = int.MaxValue;
        _feed.Poke();
        _feed.Offer(2, 2);
        await _inFlight.WhenIdleAsync();

        Assert.Empty(_taken);
    }
}
