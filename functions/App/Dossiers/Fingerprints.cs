using System.Text.Json;
using LienThong.App.Access;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Law;

namespace LienThong.App.Dossiers;

/// <summary>What two dossiers for the same case have in common, as keyed hashes.</summary>
public sealed class Fingerprints(SecretKeys keys)
{
    /// <summary>The fingerprint of a hospital's paper: the reason of the notice rule, and the paper's code.</summary>
    public string Paper(NoticeRule rule, string code) => keys.Hash(rule.Fingerprint, FingerprintRule.Normal(code));

    /// <summary>What a notice has in common with every other of the same event; null when it does not say enough.</summary>
    public string? Likeness(HospitalNotice notice) =>
        notice.Kind.Alike is { } rule && rule.Of(notice.Document) is { } text ? keys.Hash($"notice-{notice.Kind.Kind}-{rule.Reason}", text) : null;

    /// <summary>The fingerprints of a declaration, as its procedure names them.</summary>
    public IReadOnlyList<Fingerprint> Of(ProcedureVersion version, JsonElement declaration) =>
    [
        .. from rule in version.Declaration.Fingerprints
           let text = rule.Of(declaration)
           where text is not null
           select new Fingerprint(rule, keys.Hash(rule.Reason, text)),
    ];
}

/// <summary>One thing that two dossiers can have in common.</summary>
/// <param name="Rule">What it is made of.</param>
/// <param name="Hash">Keyed, so that nothing can be read from it.</param>
public sealed record Fingerprint(FingerprintRule Rule, string Hash);
