using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LienThong.Storage.Cosmos;

/// <summary>Ids made of keys that may hold anything. Cosmos DB takes neither '/', '\', '?' nor '#' in an id, and no more than 1,023
/// bytes.</summary>
internal static class CosmosId
{
    private const int MaxReadable = 255;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    /// <summary>An id of its own for every list of keys: readable where they are short, with what is not plain as _XX byte by byte;
    /// '=' and a SHA-256 otherwise.</summary>
    public static string Of(params ReadOnlySpan<string> keys)
    {
        var id = new StringBuilder();
        foreach (var key in keys)
        {
            _ = id.Append(id.Length > 0 ? ":" : "");
            foreach (var b in Encoding.UTF8.GetBytes(key))
            {
                _ = Plain.Contains((char)b) ? id.Append((char)b) : id.Append(CultureInfo.InvariantCulture, $"_{b:x2}");
            }
        }

        return id.Length <= MaxReadable ? id.ToString() : $"={Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(id.ToString())))}";
    }
}
