using System.Runtime.CompilerServices;
using LienThong.Procedures.Dossiers;
using LienThong.Storage;
using LienThong.Storage.Sqlite;

namespace LienThong.App.OneMachine;

/// <summary>The stores that commands work on: the same as the app's.</summary>
internal static class CommandStores
{
    /// <summary>Opens them.</summary>
    /// <param name="shared">Whether the app may be serving meanwhile: <see cref="SqliteStorageOptions.Shared"/>.</param>
    public static ServiceProvider Open(IConfiguration settings, string data, bool shared = false) => new ServiceCollection()
        .AddLogging()
        .AddStores(settings, options => (options.Folder, options.Shared) = (data, shared))
        .BuildServiceProvider();

    /// <summary>Every dossier, page by page.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Stored<Dossier>>> ReadAllAsync(
        this IDossierStore dossiers, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? continuation = null;
        while (await dossiers.ReadChangesAsync(continuation, IDossierStore.MaxChanges, cancellation) is { Items.Count: > 0 } changes)
        {
            yield return changes.Items;
            continuation = changes.Continuation;
        }
    }
}
