using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LienThong.App.Access;

/// <summary>Issues tokens on one machine, with an RSA key in the data folder: to partners that call the app, and to the app
/// itself when it calls them.</summary>
public sealed class TokenIssuer
{
    /// <summary>The <c>iss</c> of its tokens.</summary>
    public const string Name = "lien-thong-one-machine";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials _credentials;
    private readonly TimeProvider _time;

    private TokenIssuer(RSA key, TimeProvider time)
    {
        Key = new RsaSecurityKey(key);
        _credentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256);
        _time = time;
    }

    /// <summary>The key, by which its tokens are checked.</summary>
    public SecurityKey Key { get; }

    /// <summary>Opens the issuer of a data folder; its key is made at the first time.</summary>
    public static TokenIssuer Open(string dataFolder, TimeProvider time)
    {
        var pem = PrivateFile.ReadOrCreate(Path.Combine(dataFolder, "issuer-key.pem"), () =>
        {
            using var made = RSA.Create(2048);
            return made.ExportPkcs8PrivateKeyPem();
        });
        var key = RSA.Create();
        key.ImportFromPem(pem);
        return new TokenIssuer(key, time);
    }

    /// <summary>A token for a partner.</summary>
    /// <param name="partnerId">The token's subject.</param>
    /// <param name="lifetime">How long it is good.</param>
    /// <param name="audience">Whom it is shown to; the app itself by default.</param>
    public string Issue(string partnerId, TimeSpan lifetime, string audience = "lien-thong")
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = audience,
            Subject = new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, partnerId)]),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = _credentials,
        });
    }
}
