using LienThong.Embedded.Engine;
using LienThong.Embedded.Queues;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>A data folder in which one story after another is played. Its connections stay open from life to life and from story to
/// story: to open them and prepare their statements each time would cost more than the stories.</summary>
internal sealed class StoryFolder : IDisposable
{
    private readonly KeptConnections _connections = new();
    private readonly List<string> _tables = [];

    private StoryFolder(string path) => Options = new RuntimeStoreOptions { Folder = path, Synchronous = "NORMAL", Kept = _connections };

    /// <summary>How its store is opened.</summary>
    public RuntimeStoreOptions Options { get; }

    /// <summary>A folder in which nothing has happened yet.</summary>
    public static async Task<StoryFolder> MakeAsync(string path)
    {
        var folder = new StoryFolder(path);
        await using var store = RuntimeStore.Open(folder.Options);
        await store.ApplyAsync(MessageStore.Schema);
        await store.ApplyAsync(DurableTables.Schema);
        await store.WriteAsync(connection =>
        {
            using var names = connection.Statement("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema'");
            while (names.Next())
            {
                folder._tables.Add(names.Text(0)!);
            }
        });
        return folder;
    }

    /// <summary>Makes it what it was before the first story; the numbers of rows begin again, too.</summary>
    public async Task EmptyAsync()
    {
        // Closing the store cuts its log.
        await using var store = RuntimeStore.Open(Options);
        await store.WriteAsync(connection =>
        {
            foreach (var table in _tables)
            {
                connection.Statement($"DELETE FROM {table}").Run();
            }
        });
    }

    public void Dispose() => _connections.Dispose();
}
