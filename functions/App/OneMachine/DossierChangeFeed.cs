using System.Text.Json;
using LienThong.Embedded.ChangeFeed;
using LienThong.Procedures.Dossiers;
using LienThong.Storage;

namespace LienThong.App.OneMachine;

/// <summary>The dossier store's changes, under the names that the trigger uses.</summary>
internal sealed class DossierChangeFeed(IDossierStore store) : IChangeFeedSource
{
    public string Database => "lienthong";

    public string Container => "dossiers";

    public event Action? Changed
    {
        add => store.Changed += value;
        remove => store.Changed -= value;
    }

    public async Task<ChangePage> ReadAsync(string? continuation, int max, CancellationToken cancellation)
    {
        var changes = await store.ReadChangesAsync(continuation, max, cancellation);
        return new ChangePage([.. changes.Items.Select(d => JsonSerializer.Serialize(d.Value, DossierJson.Options))], changes.Continuation);
    }
}
