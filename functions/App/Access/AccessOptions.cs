namespace LienThong.App.Access;

/// <summary>Settings of the section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>The OpenID Connect authority whose tokens are trusted, for example <c>https://login.example.vn/</c>. When
    /// empty, the app is its own issuer, with a key in its data folder.</summary>
    public string? Authority { get; set; }

    /// <summary>The audience that tokens must name.</summary>
    public string Audience { get; set; } = "lien-thong";

    /// <summary>The claim that names the partner.</summary>
    public string PartnerClaim { get; set; } = "sub";

    /// <summary>The partner registry; <c>partners.json</c> in the data folder when empty.</summary>
    public string? PartnersFile { get; set; }

    /// <summary>Whether the last address of <c>X-Forwarded-For</c> is where a call came from: only behind a proxy of one's own
    /// that sets it.</summary>
    public bool TrustForwardedFor { get; set; }
}
