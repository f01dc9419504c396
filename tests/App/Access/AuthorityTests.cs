using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using LienThong.App.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LienThong.App.Tests.Access;

/// <summary>An OpenID Connect authority on this machine, and tokens that it and others issue.</summary>
public sealed class AuthorityTests : IAsyncLifetime
{
    private readonly RSA _key = RSA.Create(2048);
    private WebApplication? _authority;

    private string Issuer => _authority!.Urls.First();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _authority = builder.Build();
        _authority.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, string>
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = Issuer + "/keys",
        }));
        var key = _key.ExportParameters(includePrivateParameters: false);
        _authority.MapGet("/keys", () => Results.Json(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", kid = "one", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } },
        }));
        await _authority.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _authority!.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task PartnerOf_TokenOfTheAuthority_IsWhomItsClaimNames() =>
        Assert.Equal("portal", await Check().PartnerOfAsync(Token(Issuer)));

    [Fact]
    public async Task PartnerOf_TokenOfAnotherIssuerOrKeyOrAudience_IsNobody()
    {
        using var other = RSA.Create(2048);

        Assert.Null(await Check().PartnerOfAsync(Token("https://other.example.vn")));
        Assert.Null(await Check().PartnerOfAsync(Token(Issuer, audience: "other")));
        Assert.Null(await Check().PartnerOfAsync(Token(Issuer, key: other)));
    }

    private TokenCheck Check() =>
        new(new AccessOptions { Authority = Issuer, PartnerClaim = "client_id" }, own: null, TimeProvider.System);

    private string Token(string issuer, string audience = "lien-thong", RSA? key = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = audience,
        Subject = new ClaimsIdentity([new Claim("client_id", "portal")]),
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(key ?? _key) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
    });
}
