using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace LienThong.Storage;

/// <summary>Where Cosmos DB and Blob Storage are: both by an address, entered by the app's own identity, or both by a connection string
/// of something on this machine.</summary>
public sealed record AzureStorageSettings
{
    private AzureStorageSettings(string cosmos, string blobs, bool isLocal) => (Cosmos, Blobs, IsLocal) = (cosmos, blobs, isLocal);

    /// <summary>The address or the connection string of Cosmos DB.</summary>
    public string Cosmos { get; }

    /// <summary>The address or the connection string of Blob Storage.</summary>
    public string Blobs { get; }

    /// <summary>Whether these are connection strings, of emulators or stand-ins on this machine.</summary>
    public bool IsLocal { get; }

    /// <summary>What the settings say; null when they name neither.</summary>
    /// <exception cref="InvalidDataException">They name only one of the two, one of each kind, or a key that leaves this machine.</exception>
    public static AzureStorageSettings? Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var (cosmos, blobs) = (Value(AzureLayout.CosmosEndpoint), Value(AzureLayout.BlobEndpoint));
        var (localCosmos, localBlobs) = (Value(AzureLayout.CosmosConnection), Value(AzureLayout.BlobConnection));
        return (cosmos, blobs, localCosmos, localBlobs) switch
        {
            (null, null, null, null) => null,
            ({ } account, { } service, null, null) => new(Address(account), Address(service), isLocal: false),
            (null, null, { } account, { } service) => new(Local(account, "AccountEndpoint"), Local(service, "BlobEndpoint"), isLocal: true),
            _ => throw new InvalidDataException(
                $"Cần cả hai {Written(AzureLayout.CosmosEndpoint)} và {Written(AzureLayout.BlobEndpoint)} (hoặc {AzureLayout.CosmosConnection} và {AzureLayout.BlobConnection} trên máy này), hoặc không có cái nào. "
                + $"Set both {Written(AzureLayout.CosmosEndpoint)} and {Written(AzureLayout.BlobEndpoint)} (or {AzureLayout.CosmosConnection} and {AzureLayout.BlobConnection} on this machine), or none."),
        };

        string? Value(string name) => settings[name] is { Length: > 0 } value ? value : null;
    }

    /// <summary>A setting's name as it is written in the environment.</summary>
    internal static string Written(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    private static string Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        ? text
        : throw new InvalidDataException($"'{text}' không phải là địa chỉ https. '{text}' is no https address.");

    // A key gives everything to whoever has it, so that none is taken for what others can reach.
    private static string Local(string connection, string endpoint)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            if (parts.TryGetValue(endpoint, out var address) && Uri.TryCreate(address as string, UriKind.Absolute, out var uri) && uri.IsLoopback)
            {
                return connection;
            }
        }
        catch (ArgumentException e)
        {
            throw NotLocal(endpoint, e);
        }

        throw NotLocal(endpoint, inner: null);
    }

    private static InvalidDataException NotLocal(string endpoint, Exception? inner) => new(
        $"Chuỗi kết nối chỉ dùng cho {endpoint} trên chính máy này; trên Azure dùng địa chỉ và danh tính của ứng dụng. "
        + $"A connection string is only for a {endpoint} on this machine; on Azure use the address and the app's identity.", inner);
}
