using System.Security.Cryptography;
using System.Text;

namespace LienThong.App.Access;

/// <summary>Keyed hashes, so that neither a personal number nor a tracking token can be guessed from what is stored.</summary>
public sealed class SecretKeys
{
    /// <summary>The setting that names the key.</summary>
    public const string Setting = "Access:HashKey";

    private const string FileName = "hash-key";

    private readonly byte[] _key;

    private SecretKeys(byte[] key) => _key = key;

    /// <summary>Takes the key from a setting (Base64, at least 32 bytes).</summary>
    /// <exception cref="InvalidOperationException">The setting is no such key.</exception>
    public static SecretKeys FromSetting(string base64)
    {
        var key = new byte[256];
        return Convert.TryFromBase64String(base64, key, out var length) && length >= 32
            ? new SecretKeys(key[..length])
            : throw new InvalidOperationException("The setting " + Setting + " must be at least 32 bytes in Base64.");
    }

    /// <summary>Takes the key from the setting, or else from the data folder; made there at the first time.</summary>
    /// <exception cref="InvalidOperationException">The setting is no such key.</exception>
    public static SecretKeys Open(IConfiguration settings, string dataFolder) => FromSetting(settings[Setting] is { Length: > 0 } set
        ? set
        : PrivateFile.ReadOrCreate(Path.Combine(dataFolder, FileName), () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));

    /// <summary>Whether there is a key, so that <see cref="Open"/> would make none.</summary>
    public static bool AreThere(IConfiguration settings, string dataFolder) =>
        settings[Setting] is { Length: > 0 } || File.Exists(Path.Combine(dataFolder, FileName));

    /// <summary>A keyed hash of a value for one purpose: 64 hexadecimal digits.</summary>
    public string Hash(string purpose, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{purpose}\n{value}")));

    /// <summary>The secret that lets a family follow one dossier: 32 hexadecimal digits.</summary>
    public string TrackingToken(string dossier) => Hash("tracking", dossier)[..32];

    /// <summary>Whether a token is the one for a dossier, in a time that tells nothing about how much of it is right.</summary>
    public bool IsTrackingToken(string dossier, string token) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(TrackingToken(dossier)), Encoding.UTF8.GetBytes(token));
}
