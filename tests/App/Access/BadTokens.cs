using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using LienThong.App.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LienThong.App.Tests.Access;

/// <summary>Tokens that must not let anybody in, each wrong in one thing.</summary>
internal static class BadTokens
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The tokens, null for none at all, and the code of the refusal.</summary>
    public static IEnumerable<(string? Token, string Code)> For(string partner, string dataFolder, DateTimeOffset now)
    {
        var right = RSA.Create();
        right.ImportFromPem(File.ReadAllText(Path.Combine(dataFolder, "issuer-key.pem")));
        var key = new RsaSecurityKey(right);
        var good = Make(partner, key, now);
        var parts = good.Split('.');

        yield return (null, "token-missing");
        yield return ("", "token-missing");
        yield return ("abc", "token-missing");
        yield return (new string('a', 20_000), "token-missing");
        yield return (good + "x", "token-missing");
        yield return ($"{parts[0]}.{Encode($$"""{"iss":"{{TokenIssuer.Name}}","aud":"lien-thong","sub":"{{partner}}","exp":4102444800}""")}.{parts[2]}", "token-missing");
        yield return (Make(partner, new RsaSecurityKey(RSA.Create(2048)), now), "token-missing");
        yield return (Make(partner, key, now, lifetime: TimeSpan.FromMinutes(-10)), "token-missing");
        yield return (Make(partner, key, now.AddMinutes(10)), "token-missing");
        yield return (Make(partner, key, now, audience: partner), "token-missing");
        yield return (Make(partner, key, now, issuer: "https://elsewhere.example/"), "token-missing");
        yield return (Make(null, key, now), "token-missing");
        yield return (WithoutExpiry(partner, key), "token-missing");
        yield return (Unsigned(partner, "none"), "token-missing");
        yield return (Unsigned(partner, "None"), "token-missing");
        yield return (SignedWithThePublicKeyAsSecret(partner, right, now), "token-missing");
        yield return (Make("nobody", key, now), "partner-unknown");
        yield return (Make(partner.ToUpperInvariant(), key, now), "partner-unknown");
    }

    private static string Make(
        string? partner, SecurityKey key, DateTimeOffset now, TimeSpan? lifetime = null, string audience = "lien-thong", string issuer = TokenIssuer.Name,
        string algorithm = SecurityAlgorithms.RsaSha256) => Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Subject = partner is null ? null : new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, partner)]),
            NotBefore = (lifetime < TimeSpan.Zero ? now.AddHours(-1) : now).UtcDateTime,
            Expires = (now + (lifetime ?? TimeSpan.FromHours(1))).UtcDateTime,
            SigningCredentials = new SigningCredentials(key, algorithm),
        });

    private static string WithoutExpiry(string partner, SecurityKey key) => Handler.CreateToken(
        $$"""{"iss":"{{TokenIssuer.Name}}","aud":"lien-thong","sub":"{{partner}}"}""", new SigningCredentials(key, SecurityAlgorithms.RsaSha256));

    private static string Unsigned(string partner, string algorithm) =>
        $"{Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{Encode($$"""{"iss":"{{TokenIssuer.Name}}","aud":"lien-thong","sub":"{{partner}}","exp":4102444800}""")}.";

    private static string SignedWithThePublicKeyAsSecret(string partner, RSA key, DateTimeOffset now) =>
        Make(partner, new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem())), now, algorithm: SecurityAlgorithms.HmacSha256);

    private static string Encode(string json) => Base64UrlEncoder.Encode(json);
}
