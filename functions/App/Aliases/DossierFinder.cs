using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;

namespace LienThong.App.Aliases;

/// <summary>Finds dossiers by any of their numbers. The store only says where to look; the dossier itself says whether it is so.</summary>
public sealed class DossierFinder(DossierDesk desk, IAliasStore aliases, AliasKeys keys)
{
    /// <summary>The dossier that a text names: by its code, or else by a number that no other dossier has.</summary>
    public async Task<Named> NamedAsync(string text, CancellationToken cancellation)
    {
        if (DossierCode.TryParse(text, out var code, out _) && await desk.ReadAsync(code, cancellation) is { } dossier)
        {
            return new Named(dossier, IsAmbiguous: false);
        }

        if (text.Length is < 4 or > DossierNumber.MaxLength)
        {
            return Named.Nothing;
        }

        var found = await FindAsync(AliasKeys.Number(text), cancellation);
        return found.Count == 1 ? new Named(found[0], IsAmbiguous: false) : Named.Nothing with { IsAmbiguous = found.Count > 1 };
    }

    /// <summary>The dossiers that have a number: also one so new that the store does not know it yet.</summary>
    public async Task<IReadOnlyList<Dossier>> WithNumberAsync(string number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(number);
        var found = await FindAsync(AliasKeys.Number(number), cancellation);
        return DossierCode.TryParse(number.Trim().ToUpperInvariant(), out var code, out _)
            && found.All(dossier => dossier.Code != code)
            && await desk.ReadAsync(code, cancellation) is { } own
                ? [own, .. found]
                : found;
    }

    /// <summary>The dossiers that have a key, by code.</summary>
    public async Task<IReadOnlyList<Dossier>> FindAsync(string key, CancellationToken cancellation)
    {
        List<Dossier> found = [];
        foreach (var code in await aliases.FindAsync(key, IAliasStore.MaxFound, cancellation))
        {
            if (await desk.ReadAsync(code, cancellation) is { } dossier && keys.Of(dossier).Contains(key))
            {
                found.Add(dossier);
            }
        }

        return found;
    }
}

/// <summary>The dossier that a text names.</summary>
/// <param name="IsAmbiguous">It names more than one, so none is given.</param>
public sealed record Named(Dossier? Dossier, bool IsAmbiguous)
{
    /// <summary>No dossier.</summary>
    public static Named Nothing { get; } = new(null, IsAmbiguous: false);
}
