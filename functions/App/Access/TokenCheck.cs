using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace LienThong.App.Access;

/// <summary>Checks bearer tokens: signature, issuer, audience and lifetime.</summary>
public sealed class TokenCheck
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 8 * 1024 };

    private readonly string _claim;
    private readonly TokenValidationParameters _parameters;

    /// <summary>Trusts an authority if one is set, or else the app's own issuer.</summary>
    public TokenCheck(AccessOptions options, TokenIssuer? own, TimeProvider time)
    {
        _claim = options.PartnerClaim;
        _parameters = new TokenValidationParameters
        {
            ValidAudience = options.Audience,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (from, to, _, _) =>
                IsAlive(from, to, time.GetUtcNow().UtcDateTime),
        };
        if (!string.IsNullOrWhiteSpace(options.Authority))
        {
            var authority = new Uri(options.Authority.TrimEnd('/') + "/");
            _parameters.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                new Uri(authority, ".well-known/openid-configuration").ToString(),
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = !authority.IsLoopback });
        }
        else
        {
            _parameters.ValidIssuer = TokenIssuer.Name;
            _parameters.IssuerSigningKey = own?.Key
                ?? throw new InvalidOperationException("Set Access:Authority: only on one machine is the app its own issuer.");
        }
    }

    /// <summary>The partner that a token names; null when the token is not good.</summary>
    public async Task<string?> PartnerOfAsync(string token)
    {
        var result = await Handler.ValidateTokenAsync(token, _parameters);
        return result.IsValid && result.Claims.TryGetValue(_claim, out var partner) ? partner as string : null;
    }

    // Two minutes of grace for clocks that differ.
    private static bool IsAlive(DateTime? from, DateTime? to, DateTime now) =>
        to is { } end && now < end.AddMinutes(2) && (from is not { } start || start.AddMinutes(-2) <= now);
}
