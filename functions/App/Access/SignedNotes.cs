using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Access;

/// <summary>
/// Notes that the app hands to a partner and gets back later, so that it need not remember them itself: signed, so that
/// nobody makes or changes one, and good until a moment. A partner can read what is in them.
/// </summary>
public sealed class SignedNotes(SecretKeys keys, TimeProvider time)
{
    /// <summary>The most characters of a note.</summary>
    public const int MaxLength = 16 * 1024;

    private const int SignatureLength = 64;

    /// <summary>Signs a note.</summary>
    /// <param name="purpose">What it is for; it is good for nothing else.</param>
    /// <param name="note">What it says.</param>
    /// <param name="until">From when on it is no longer good, UTC.</param>
    public string Sign<T>(string purpose, T note, DateTimeOffset until)
        where T : class
    {
        var text = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Envelope<T>(until, note), DossierJson.Options));
        return $"{text}.{SignatureOf(purpose, text)}";
    }

    /// <summary>What a note says, if the app has signed it for this purpose and it is still good.</summary>
    public bool TryRead<T>(string purpose, string signed, [NotNullWhen(true)] out T? note)
        where T : class
    {
        note = null;
        if (signed.Length is <= SignatureLength or > MaxLength || signed[^(SignatureLength + 1)] != '.')
        {
            return false;
        }

        var text = signed[..^(SignatureLength + 1)];
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(SignatureOf(purpose, text)), Encoding.UTF8.GetBytes(signed[^SignatureLength..])))
        {
            return false;
        }

        // Nobody else signs, so it is what Sign wrote.
        var envelope = JsonSerializer.Deserialize<Envelope<T>>(Base64Url.DecodeFromChars(text), DossierJson.Options)!;
        note = time.GetUtcNow() < envelope.Until ? envelope.Note : null;
        return note is not null;
    }

    private string SignatureOf(string purpose, string text) => keys.Hash("note " + purpose, text);

    private sealed record Envelope<T>(DateTimeOffset Until, T Note);
}
