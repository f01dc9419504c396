using LienThong.App.Access;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;

namespace LienThong.App.Aliases;

/// <summary>Gives a dossier a number of another system's. A number is one dossier's alone, in whatever register, so that nobody can make
/// another's number name two: it is reserved before it is written down.</summary>
public sealed class AliasDesk(DossierDesk desk, DossierFinder finder, IAliasStore aliases, IIdempotencyStore reservations)
{
    // No partner can have this id.
    private const string NumberHolders = "#alias";

    private const int MostOfOneDossier = 20;

    // Longer than any request lasts.
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(1);

    /// <summary>Gives the number, or says why not.</summary>
    /// <param name="register">linked, province or portal.</param>
    /// <param name="number">As that system writes it; older forms too.</param>
    public async Task<Written> GiveAsync(Dossier dossier, Partner by, string register, string number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        ArgumentNullException.ThrowIfNull(by);
        var normal = DossierNumber.Normal(number);
        if (Malformed(register, normal) is { } fault)
        {
            return new Written(dossier, Decided.Invalid(fault));
        }

        var asked = new DossierAlias(register, normal);
        if (!Has(dossier, asked))
        {
            foreach (var other in await finder.WithNumberAsync(number, cancellation))
            {
                if (other.Code != dossier.Code && Has(other, normal))
                {
                    return new Written(dossier, Decided.Conflict(Taken(number)));
                }
            }

            if (!await ReserveAsync(dossier.Code, normal, cancellation))
            {
                return new Written(dossier, Decided.Conflict(Taken(number)));
            }
        }

        var written = await desk.AppendAsync(dossier.Code, (current, _, now) =>
            Has(current, asked) ? Decided.Already
            : current.State.Aliases.Count >= MostOfOneDossier ? Decided.Conflict(TooMany())
            : Decided.Happens(new AliasGiven(now, by.Id, register, number.Trim())), cancellation);

        // The projection would, in a moment; who has been told may look at once.
        await aliases.AddAsync(dossier.Code, [AliasKeys.Number(normal)], cancellation);
        return written!;
    }

    /// <summary>Takes a number back that was given wrongly. Another dossier may be given it from an hour after it was reserved for this one.</summary>
    /// <param name="reason">Why.</param>
    public async Task<Written> WithdrawAsync(
        Dossier dossier, Partner by, string register, string number, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        ArgumentNullException.ThrowIfNull(by);
        var normal = DossierNumber.Normal(number);
        var written = await desk.AppendAsync(dossier.Code, (current, _, now) =>
            string.IsNullOrWhiteSpace(reason) ? Decided.Invalid(DossierFaults.ReasonMissing("reason"))
            : current.State.Aliases.FirstOrDefault(alias => alias.Register == register && DossierNumber.Normal(alias.Number) == normal) is { } alias
                ? Decided.Happens(new AliasWithdrawn(now, by.Id, register, alias.Number, reason.Trim()))
            : current.Events.OfType<AliasWithdrawn>().Any(e => e.Register == register && DossierNumber.Normal(e.Number) == normal) ? Decided.Already
            : Decided.Invalid(NotGiven(number)), cancellation);
        return written!;
    }

    /// <returns>False when another dossier has the number or is just being given it.</returns>
    private async Task<bool> ReserveAsync(DossierCode code, string number, CancellationToken cancellation)
    {
        var wanted = new IdempotencyEntry(NumberHolders, number, code.ToString(), code, desk.Now);
        var standing = await reservations.ReserveAsync(wanted, cancellation);
        if (standing == wanted)
        {
            return true;
        }

        // This dossier's own from earlier, or another's that was cut off before it was written and not repeated since, or took it back.
        var free = standing.Dossier == code
            || (standing.At < desk.Now - GivenUpAfter && await desk.ReadAsync(standing.Dossier, cancellation) is { } other && !Has(other, number));
        return free && (await reservations.ReplaceAsync(standing, wanted, cancellation)
            || (await reservations.ReserveAsync(wanted, cancellation)).Dossier == code);
    }

    private static bool Has(Dossier dossier, DossierAlias asked) => Has(dossier, asked.Number, alias => alias.Register == asked.Register);

    private static bool Has(Dossier dossier, string number) => Has(dossier, number, _ => true);

    private static bool Has(Dossier dossier, string number, Func<DossierAlias, bool> counts) =>
        DossierNumber.Normal(dossier.Code.ToString()) == number
        || dossier.State.Aliases.Any(alias => counts(alias) && DossierNumber.Normal(alias.Number) == number);

    private static Fault? Malformed(string register, string normal)
    {
        // Only the portal has numbers that are not of the form of dossier numbers. Twelve digits are how a person is numbered.
        if (register == "portal")
        {
            return normal.Length >= 4 && normal.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_')
                && !PersonalId.TryParse(normal, out _, out _)
                ? null
                : new Fault("alias-malformed", "/number",
                    "Số của cổng gồm 4 đến 64 chữ cái không dấu, chữ số, dấu chấm, gạch ngang; không phải số định danh cá nhân.",
                    "A portal's number is 4 to 64 letters without marks, digits, dots and dashes, and no personal ID.");
        }

        return DossierCode.TryParse(normal, out _, out var fault) ? null : fault with { Pointer = "/number" };
    }

    private static Fault Taken(string number) => new("alias-taken", "/number",
        $"Số {number} là của một hồ sơ khác.", $"The number {number} is another dossier's.");

    private static Fault NotGiven(string number) => new("alias-not-given", "/number",
        $"Hồ sơ không có số {number} ở hệ thống này.", $"The dossier has no number {number} in this register.");

    private static Fault TooMany() => new("alias-too-many", "",
        $"Một hồ sơ có nhiều nhất {MostOfOneDossier} số.", $"A dossier has at most {MostOfOneDossier} numbers.");
}
