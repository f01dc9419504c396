namespace LienThong.App.Http;

/// <summary>The header <c>Idempotency-Key</c>: the same call that comes again with the same key is one call.</summary>
internal static class IdempotencyKey
{
    private const int Longest = 128;

    /// <returns>The key, null when the call has none; or the answer that refuses it.</returns>
    public static (string? Key, IResult? Refused) Of(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("Idempotency-Key", out var given))
        {
            return (null, null);
        }

        var key = given.ToString();
        return key.Length is 0 or > Longest || key.Any(c => c is <= ' ' or > '~') ? (null, Problems.IdempotencyKeyBad()) : (key, null);
    }
}
