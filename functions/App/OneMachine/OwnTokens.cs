using System.Collections.Concurrent;
using LienThong.App.Access;
using LienThong.App.Messages;

namespace LienThong.App.OneMachine;

/// <summary>Tokens for agencies from the app's own issuer: audience = the agency's partner id. One token serves many calls.</summary>
internal sealed class OwnTokens(TokenIssuer issuer, TimeProvider time) : IOutgoingTokens
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _issued = new(StringComparer.Ordinal);

    public ValueTask<string?> ForAsync(Partner agency, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!_issued.TryGetValue(agency.Id, out var held) || held.Until <= now)
        {
            held = (issuer.Issue("lien-thong", Lifetime, agency.Id), now + (Lifetime / 2));
            _issued[agency.Id] = held;
        }

        return ValueTask.FromResult<string?>(held.Token);
    }
}
