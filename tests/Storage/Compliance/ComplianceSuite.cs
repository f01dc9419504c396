namespace LienThong.Storage.Tests.Compliance;

/// <summary>What every suite needs of a provider.</summary>
public abstract class ComplianceSuite : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Fails a test that would otherwise wait for ever.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected StorageUnderTest Storage { get; private set; } = null!;

    protected abstract Task<StorageUnderTest> OpenAsync();

    public async Task InitializeAsync() => Storage = await OpenAsync();

    public async Task DisposeAsync() => await Storage.DisposeAsync();
}
