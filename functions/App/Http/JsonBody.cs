using System.Security.Cryptography;
using System.Text.Json;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Forms;

namespace LienThong.App.Http;

/// <summary>A request's body, read within bounds and checked by its form.</summary>
/// <param name="Root">The document; lives on its own.</param>
/// <param name="Hash">SHA-256 of the bytes as they came, in hexadecimal.</param>
internal sealed record JsonBody(JsonElement Root, string Hash)
{
    public const int MaxBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads the body and checks it.</summary>
    /// <returns>The body, or the answer that refuses it.</returns>
    public static async Task<(JsonBody? Body, IResult? Refused)> ReadAsync(
        HttpRequest request, Form? form, CancellationToken cancellation, int maxBytes = MaxBytes)
    {
        if (!request.HasJsonContentType())
        {
            return (null, Problems.NotJson());
        }

        if (request.ContentLength > maxBytes)
        {
            return (null, Problems.BodyTooLarge(maxBytes));
        }

        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                return (null, Problems.BodyTooLarge(maxBytes));
            }

            bytes.Write(buffer, 0, read);
        }

        var content = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(content, Strict);
            root = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            return (null, Problems.JsonMalformed(e.LineNumber ?? 0, e.BytePositionInLine ?? 0));
        }

        var faults = form?.Check(root) ?? [];
        return faults.Count > 0
            ? (null, Problems.Invalid(faults))
            : (new JsonBody(root, Convert.ToHexStringLower(SHA256.HashData(content.Span))), null);
    }

    /// <summary>Reads a body of a given shape.</summary>
    public static async Task<(T? Value, IResult? Refused)> ReadAsync<T>(HttpRequest request, Form form, CancellationToken cancellation)
        where T : class
    {
        var (body, refused) = await ReadAsync(request, form, cancellation);
        return (body?.Root.Deserialize<T>(DossierJson.Options), refused);
    }
}
