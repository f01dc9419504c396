using System.Collections.Concurrent;
using LienThong.App.Access;
using LienThong.App.Messages;

namespace LienThong.App.OneMachine;

/// <summary>Tokens from the app's own issuer. One token serves many calls.</summary>
internal sealed class OwnTokens(TokenIssuer issuer, TimeProvider time) : IOutgoingTokens
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _issued = new(StringComparer.Ordinal);

    public ValueTask<string?> ForAsync(string audience, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!_issued.TryGetValue(audience, out var held) || held.Until <= now)
        {
            held = (issuer.Issue("lien-thong", Lifetime, audience), now + (Lifetime / 2));
            _issued[audience] = held;
        }

        return ValueTask.FromResult<string?>(held.Token);
    }
}
