namespace LienThong.Storage.Tests.Compliance;

public abstract class StorageHealthCompliance : ComplianceSuite
{
    [Fact]
    public async Task Check_StoreWorks_Completes()
    {
        await Storage.Health.CheckAsync(None);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Storage.Health.CheckAsync(None))));
    }
}
