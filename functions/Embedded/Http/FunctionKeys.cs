using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LienThong.Embedded.Http;

/// <summary>The keys that callers of functions show in <c>x-functions-key</c>. They are made at the first start and kept in
/// the data folder, in a file that only its owner reads.</summary>
internal sealed class FunctionKeys
{
    private readonly byte[] _function;
    private readonly byte[] _admin;

    private FunctionKeys(Keys keys) => (_function, _admin) = (Encoding.UTF8.GetBytes(keys.Function), Encoding.UTF8.GetBytes(keys.Admin));

    /// <summary>Reads the keys of a data folder, or makes them.</summary>
    public static FunctionKeys Open(string folder)
    {
        var path = Path.Combine(folder, "function-keys.json");
        if (!File.Exists(path))
        {
            Write(path, new Keys(NewKey(), NewKey()));
        }

        var keys = JsonSerializer.Deserialize<Keys>(File.ReadAllText(path), JsonSerializerOptions.Web);
        return keys is { Function.Length: >= 20, Admin.Length: >= 20 }
            ? new FunctionKeys(keys)
            : throw new InvalidDataException($"{path} does not hold two keys of 20 characters or more.");
    }

    /// <summary>Whether a caller who shows <paramref name="key"/> may call a function of that level.</summary>
    public bool Allow(AuthorizationLevel level, string? key)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        if (string.IsNullOrEmpty(key))
        {
            return false;
        }

        // Both are compared whatever the first gives, each in constant time.
        var shown = Encoding.UTF8.GetBytes(key);
        var isAdmin = CryptographicOperations.FixedTimeEquals(shown, _admin);
        var isFunction = CryptographicOperations.FixedTimeEquals(shown, _function);
        return isAdmin | (isFunction & level == AuthorizationLevel.Function);
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static void Write(string path, Keys keys)
    {
        // Written aside and moved, so that a crash leaves no half file.
        var draft = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, keys, JsonSerializerOptions.Web);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }

    private sealed record Keys(string Function, string Admin);
}
