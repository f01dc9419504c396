using System.Collections.Concurrent;
using LienThong.App.Access;

namespace LienThong.Simulator.Api;

/// <summary>Tokens made with the issuer key of the app's data folder.</summary>
/// <param name="issuer">The app's issuer.</param>
/// <param name="lifetime">How long each is good, on the app's clock.</param>
internal sealed class IssuedTokens(TokenIssuer issuer, TimeSpan lifetime) : ITokens
{
    private readonly ConcurrentDictionary<string, Lazy<string>> _tokens = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public string For(string partner) =>
        _tokens.GetOrAdd(partner, id => new Lazy<string>(() => issuer.Issue(id, lifetime))).Value;
}
