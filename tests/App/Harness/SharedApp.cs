namespace LienThong.App.Tests.Harness;

/// <summary>One app for all tests of a class, each with families of its own. Its clock only goes forward, and no test may
/// count on where it stands.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private RunningApp? _app;

    public RunningApp App => _app!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync();

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
