using System.Data.Common;
using Microsoft.Extensions.Configuration;

namespace LienThong.Storage;

/// <summary>Where Cosmos DB and Blob Storage are: both by an address, entered by the app's own identity, or both by a connection string
/// of something on this machine.</summary>
public sealed record AzureStorageSettings
{
    private static readonly string[] Names =
        [AzureLayout.CosmosConnection, AzureLayout.BlobConnection, AzureLayout.CosmosEndpoint, AzureLayout.BlobEndpoint];

    private AzureStorageSettings(string cosmos, string blobs, bool isLocal) => (Cosmos, Blobs, IsLocal) = (cosmos, blobs, isLocal);

    /// <summary>The address or the connection string of Cosmos DB.</summary>
    public string Cosmos { get; }

    /// <summary>The address or the connection string of Blob Storage.</summary>
    public string Blobs { get; }

    /// <summary>Whether these are connection strings, of emulators or stand-ins on this machine.</summary>
    public bool IsLocal { get; }

    /// <summary>Whether the settings name any of it.</summary>
    public static bool AreIn(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Names.Any(name => settings[name] is { Length: > 0 });
    }

    /// <summary>What the settings say. Connection strings stand before addresses.</summary>
    /// <exception cref="InvalidDataException">They do not name both services in the same way, or a key that would leave this machine.</exception>
    public static AzureStorageSettings Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Names.Select(name => settings[name] is { Length: > 0 } value ? value : null).ToArray() switch
        {
            [{ } cosmos, { } blobs, _, _] => new(Local(cosmos, "AccountEndpoint"), Local(blobs, "BlobEndpoint"), isLocal: true),
            [null, null, { } cosmos, { } blobs] => new(Address(cosmos), Address(blobs), isLocal: false),
            _ => throw new InvalidDataException(
                $"Cần cả hai {Written(AzureLayout.CosmosEndpoint)} và {Written(AzureLayout.BlobEndpoint)}, hoặc cả hai {AzureLayout.CosmosConnection} và {AzureLayout.BlobConnection} trên chính máy này. "
                + $"Set both {Written(AzureLayout.CosmosEndpoint)} and {Written(AzureLayout.BlobEndpoint)}, or both {AzureLayout.CosmosConnection} and {AzureLayout.BlobConnection} of this machine."),
        };
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
