using LienThong.App.Access;

namespace LienThong.App.Tests.Harness;

/// <summary>An app whose registry has receivers for the errands of its dossiers.</summary>
public sealed class ConnectedApp : IAsyncDisposable
{
    private ConnectedApp(RunningApp app, LaneListener systems) => (App, Systems) = (app, systems);

    public RunningApp App { get; }

    public LaneListener Systems { get; }

    /// <summary>Starts an app with these systems connected.</summary>
    public static async Task<ConnectedApp> StartAsync(params PartnerKind[] kinds) =>
        await StartAsync(listener => [.. kinds.Select(kind => listener.Partner(kind))]);

    /// <summary>Starts an app with these systems connected.</summary>
    public static async Task<ConnectedApp> StartAsync(Func<LaneListener, IReadOnlyList<Partner>> systems)
    {
        var app = await RunningApp.StartAsync();
        var listener = await LaneListener.StartAsync(app.Clock);
        var connected = new ConnectedApp(app, listener);
        connected.Connect(systems(listener));
        return connected;
    }

    /// <summary>Writes the registry with these systems in it; the app reads it when it has changed.</summary>
    public void Connect(IReadOnlyList<Partner> systems)
    {
        var partners = TestPartners.All(App.Agencies.Url);
        var file = Path.Combine(App.Folder, "partners.json");
        var before = File.GetLastWriteTimeUtc(file);
        PartnerRegistry.Write(file, [.. partners, .. systems]);
        if (File.GetLastWriteTimeUtc(file) == before)
        {
            File.SetLastWriteTimeUtc(file, before.AddSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Systems.DisposeAsync();
    }
}
