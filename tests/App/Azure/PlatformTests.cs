using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Azure;

public sealed class PlatformTests
{
    [Fact]
    public void Add_NothingIsThere_NamesAllThatIsMissing()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Platform.Add(FunctionsApplication.CreateBuilder([])));

        Assert.All(
            (string[])["Access__Authority", "Access__HashKey", "Access__PartnersFile", "ServiceBus__fullyQualifiedNamespace", "CosmosDb__accountEndpoint", "BlobStorage__blobServiceUri"],
            name => Assert.Contains(name, refusal.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Endpoint=sb://bus.example;SharedAccessKeyName=all;SharedAccessKey=k", true)]
    [InlineData("Endpoint=sb://localhost;SharedAccessKeyName=all;SharedAccessKey=k;UseDevelopmentEmulator=true;", false)]
    public void Add_ConnectionStringOfABus_IsTakenForTheEmulatorOnly(string connection, bool refused)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Platform.Add(FunctionsApplication.CreateBuilder(["--ServiceBus", connection])));

        Assert.Equal(refused, refusal.Message.Contains("for the emulator only", StringComparison.Ordinal));
        Assert.DoesNotContain("ServiceBus__fullyQualifiedNamespace is missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_PartnerFileThatIsNotThere_NamesItAndMakesNone()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "partners.json");

        var refusal = Assert.Throws<InvalidOperationException>(() =>
            Platform.Add(FunctionsApplication.CreateBuilder(["--Access:PartnersFile", file])));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Access__PartnersFile", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }
}
