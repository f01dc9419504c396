using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>
/// Where everything that is learned about a dossier is written down: decide on what stands there, append, replace if nobody
/// was faster, otherwise decide again. What follows by itself (steps that can never begin, closing) goes into the same write.
/// </summary>
public sealed class DossierDesk(IDossierStore store, LawLibrary law, TimeProvider time)
{
    private const int Attempts = 50;

    /// <summary>Reads a dossier; null when there is none.</summary>
    public async Task<Dossier?> ReadAsync(DossierCode code, CancellationToken cancellation) =>
        (await store.ReadAsync(code, cancellation))?.Value;

    /// <summary>The law under which a dossier stands.</summary>
    public DossierRules RulesFor(Dossier dossier) => DossierRules.For(dossier, law);

    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Appends what <paramref name="decide"/> makes of the dossier as it stands.</summary>
    /// <returns>What was decided and the dossier after it; null when there is no such dossier.</returns>
    /// <exception cref="StorageUnavailableException">It could not be written, or too many others wrote at the same time.</exception>
    public async Task<Written?> AppendAsync(
        DossierCode code, Func<Dossier, DossierRules, DateTimeOffset, Decided> decide, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await store.ReadAsync(code, cancellation) is not { } stored)
            {
                return null;
            }

            var now = time.GetUtcNow();
            var rules = DossierRules.For(stored.Value, law);
            var decided = decide(stored.Value, rules, now);
            if (decided.Events.Count == 0)
            {
                return new Written(stored.Value, decided);
            }

            var changed = stored.Value.With(decided.Events);
            changed = changed.With(DossierPlan.Settle(changed, rules, now));
            if (await store.TryReplaceAsync(changed, stored.ETag, DossierRoom.For(decided.Events), cancellation) is { } replaced)
            {
                return new Written(replaced.Value, decided);
            }
        }

        throw new StorageUnavailableException($"Dossier {code} was written by others {Attempts} times in a row.");
    }
}

/// <summary>What was decided about a dossier, and the dossier after it.</summary>
public sealed record Written(Dossier Dossier, Decided Decided);
