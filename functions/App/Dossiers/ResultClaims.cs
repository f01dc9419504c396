using LienThong.App.Access;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>
/// Finds a number of a registration's result that another dossier's result holds too, although there can be only one: a
/// personal identification number, or a registration number of the same book. It is never fatal: an officer may have typed it
/// wrong, and twins were taken for one person before. Both are shown to the commune and to an operator.
/// </summary>
/// <remarks>It follows from the dossier alone, by the change feed: results come in many ways, and a process may end right after it
/// wrote one.</remarks>
public sealed class ResultClaims(IClaimStore claims, SecretKeys keys, DossierDesk desk)
{
    private const string RegistrationNumber = "registrationNumber";
    private const string PersonalId = "personalId";
    private const string BookNumber = "bookNumber";

    /// <summary>Looks at every result of a dossier and records what another one holds. May run twice, and costs a read a number then.</summary>
    public async Task CheckAsync(Dossier dossier, CancellationToken cancellation)
    {
        foreach (var (step, field, hash) in NumbersOf(dossier))
        {
            if (await HolderAsync(hash, dossier.Code, cancellation) is { } other)
            {
                var found = new SameResult(step, field, other);
                await desk.AppendAsync(
                    dossier.Code,
                    (current, _, now) => IsKnown(current, found) || !Holds(current, hash)
                        ? Decided.Already
                        : Decided.Happens(new SameResultFound(now, DossierEvent.System, found.Step, found.Field, found.Other)),
                    cancellation);
            }
        }
    }

    /// <returns>The other dossier whose result holds the number; null when none does.</returns>
    private async Task<DossierCode?> HolderAsync(string hash, DossierCode code, CancellationToken cancellation)
    {
        while (true)
        {
            var owner = await claims.OwnerAsync(hash, cancellation) ?? await claims.ClaimAsync(hash, code, cancellation);
            if (owner == code)
            {
                return null;
            }

            // A number that was corrected away is free; whoever is faster has it, and the next round sees who that is.
            if (await desk.ReadAsync(owner, cancellation) is { } other && Holds(other, hash))
            {
                return owner;
            }

            await claims.MoveAsync(hash, owner, code, cancellation);
        }
    }

    // A correction takes it off the lists, and may bring it back.
    private static bool IsKnown(Dossier dossier, SameResult found) => dossier.Events.Reverse()
        .TakeWhile(happened => happened is not ResultCorrected corrected || corrected.Step != found.Step)
        .Any(happened => happened is SameResultFound e && (e.Step, e.Field, e.Other) == (found.Step, found.Field, found.Other));

    private bool Holds(Dossier dossier, string hash) => NumbersOf(dossier).Any(number => number.Hash == hash);

    // A step whose result has a registration number is a registration. The same person's number stands rightly in the results
    // of other procedures: a birth's, and in the end a death's.
    private IEnumerable<(string Step, string Field, string Hash)> NumbersOf(Dossier dossier)
    {
        foreach (var step in dossier.State.Steps)
        {
            if (!step.Result.TryGetValue(RegistrationNumber, out var number))
            {
                continue;
            }

            if (step.Result.TryGetValue(BookNumber, out var book))
            {
                yield return (step.Step, RegistrationNumber, keys.Hash("result", $"{step.Step} {step.Agency} {book} {number}"));
            }

            if (step.Result.TryGetValue(PersonalId, out var person))
            {
                yield return (step.Step, PersonalId, keys.Hash("result", $"{step.Step} {person}"));
            }
        }
    }
}
