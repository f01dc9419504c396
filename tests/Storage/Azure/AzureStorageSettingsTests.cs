using Microsoft.Extensions.Configuration;

namespace LienThong.Storage.Tests.Azure;

public sealed class AzureStorageSettingsTests
{
    private const string Account = "https://example.documents.azure.com:443/";
    private const string Service = "https://example.blob.core.windows.net/";
    private const string LocalCosmos = "AccountEndpoint=http://127.0.0.1:8081/;AccountKey=a2V5";
    private const string LocalBlobs = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1";

    [Fact]
    public void AreIn_NothingNamed_IsFalse() => Assert.False(AzureStorageSettings.AreIn(Settings(("CosmosDb:accountEndpoint", ""), ("Data", "data"))));

    [Fact]
    public void Read_BothAddresses_AreTaken()
    {
        var settings = AzureStorageSettings.Read(Settings(("CosmosDb:accountEndpoint", Account), ("BlobStorage:blobServiceUri", Service)));

        Assert.Equal((Account, Service, false), (settings.Cosmos, settings.Blobs, settings.IsLocal));
    }

    [Fact]
    public void Read_ConnectionStringsOfThisMachine_StandBeforeAddresses()
    {
        var settings = AzureStorageSettings.Read(Settings(
            ("CosmosDb", LocalCosmos), ("BlobStorage", LocalBlobs), ("CosmosDb:accountEndpoint", Account), ("BlobStorage:blobServiceUri", Service)));

        Assert.Equal((LocalCosmos, LocalBlobs, true), (settings.Cosmos, settings.Blobs, settings.IsLocal));
    }

    [Theory]
    [InlineData("CosmosDb:accountEndpoint", Account, "Data", "data")]
    [InlineData("BlobStorage:blobServiceUri", Service, "Data", "data")]
    [InlineData("CosmosDb", LocalCosmos, "Data", "data")]
    [InlineData("CosmosDb", LocalCosmos, "BlobStorage:blobServiceUri", Service)]
    [InlineData("CosmosDb:accountEndpoint", Account, "BlobStorage", LocalBlobs)]
    public void Read_OnlyOneServiceOrOneOfEachKind_IsRefusedWithTheNamesToSet(string name, string value, string otherName, string otherValue)
    {
        var settings = Settings((name, value), (otherName, otherValue));
        Assert.True(AzureStorageSettings.AreIn(settings));

        var refused = Assert.Throws<InvalidDataException>(() => AzureStorageSettings.Read(settings));

        Assert.Contains("CosmosDb__accountEndpoint", refused.Message, StringComparison.Ordinal);
        Assert.Contains("BlobStorage__blobServiceUri", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccountEndpoint=https://example.documents.azure.com:443/;AccountKey=a2V5", LocalBlobs)]
    [InlineData(LocalCosmos, "DefaultEndpointsProtocol=https;AccountName=example;AccountKey=a2V5;EndpointSuffix=core.windows.net")]
    [InlineData("AccountKey=a2V5", LocalBlobs)]
    [InlineData("no connection string", LocalBlobs)]
    [InlineData(LocalCosmos, "UseDevelopmentStorage=false")]
    public void Read_KeyForWhatOthersReach_IsRefusedWithoutSayingIt(string cosmos, string blobs)
    {
        var refused = Assert.Throws<InvalidDataException>(() => AzureStorageSettings.Read(Settings(("CosmosDb", cosmos), ("BlobStorage", blobs))));

        Assert.DoesNotContain("a2V5", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.documents.azure.com/")]
    [InlineData("example")]
    public void Read_AddressWithoutTls_IsRefused(string address) => Assert.Throws<InvalidDataException>(() =>
        AzureStorageSettings.Read(Settings(("CosmosDb:accountEndpoint", address), ("BlobStorage:blobServiceUri", Service))));

    private static IConfigurationRoot Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
