using System.Diagnostics.CodeAnalysis;
using LienThong.App.Access;
using LienThong.App.Population;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>
/// Finds the records that earlier dossiers hold of a person who agrees, offers those that a procedure asks for, and takes
/// them over at filing. An offer is bound to the partner, the procedure and the consent, and is good for an hour; it does not say
/// which dossier holds the record.
/// </summary>
public sealed class RecordReuse(IPersonRecordStore store, IRecordStore records, SignedNotes notes, SecretKeys keys, PersonalDataUses uses, TimeProvider time)
{
    private const string Purpose = "reuse";

    // Most people have nothing here yet, so that a partner rightly asks in vain for many more than it mistypes.
    private const int MostInVain = 100_000;

    private static readonly TimeSpan OfferLifetime = TimeSpan.FromHours(1);

    private readonly WrongGuesses _inVain = new(time, MostInVain);

    /// <summary>What a person is kept by in the store: who does not know number, name and birth date finds nobody.</summary>
    public string KeyOf(PersonKey person) =>
        keys.Hash("person", $"{person.PersonalId}\n{NameKey.Of(person.FullName)}\n{person.BirthDate}");

    /// <summary>What may be offered for a procedure, of the persons whose consent is there. Of somebody unknown, somebody with another
    /// name or birth date and somebody without such records the answer is the same, and counted the same.</summary>
    /// <returns>The offers, newest first; or every fault of the question.</returns>
    public async Task<(IReadOnlyList<RecordOffer> Offers, IReadOnlyList<Fault> Faults)> OfferAsync(
        Partner by, ProcedureVersion version, IReadOnlyList<ConsentingPerson> persons, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        using var guess = _inVain.Begin(by.Id, persons.Select(person => person.PersonalId));
        var faults = persons.SelectMany((_, i) => Faults(guess, version, persons, i, now).Select(fault => fault.Under($"/persons/{i}"))).ToList();
        if (faults.Count > 0)
        {
            return ([], faults);
        }

        var asked = version.Records.SelectMany(rule => rule.Types).ToHashSet(StringComparer.Ordinal);
        var until = now + OfferLifetime;
        List<RecordOffer> offers = [];
        var given = 0;
        foreach (var person in persons)
        {
            var found = await FindAsync(person.Key, asked, cancellation);
            if (found.Count == 0)
            {
                guess.WasWrong(person.PersonalId);
                continue;
            }

            given++;
            offers.AddRange(found.Select(f => new RecordOffer(f.Record.Type, f.Record.Sha256, f.Record.At, until, notes.Sign(
                Purpose,
                new ReuseNote(
                    by.Id, version.Code, NumberHash(person.PersonalId), f.Key, f.Record.Type, f.Record.Sha256,
                    new NotedConsent(
                        NumberHash(person.Consent.GivenBy), person.Consent.As, person.Consent.How, person.Consent.GivenAt.ToUniversalTime(), person.Consent.Reference)),
                until))));
        }

        uses.Note(by, "reuse-offer", version.Code, persons.Count, given);
        return ([.. offers.DistinctBy(offer => offer.Sha256)], []);
    }

    /// <summary>What a filing takes over.</summary>
    /// <param name="by">The filing partner.</param>
    /// <param name="declared">Its declaration.</param>
    /// <param name="taken">The offers that it takes.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>The records; or everything that is wrong with the offers, pointing at <c>/reused</c>.</returns>
    public async Task<(IReadOnlyList<ReusableRecord> Records, IReadOnlyList<Fault> Faults)> TakeAsync(
        Partner by, Declared declared, IReadOnlyList<string> taken, CancellationToken cancellation)
    {
        List<ReusableRecord> found = [];
        List<Fault> faults = [];
        var places = declared.Persons.Select(person => person.Pointer).Append(declared.Law.Declaration.Applicant)
            .Where(place => declared.NumberAt(place) is not null)
            .DistinctBy(declared.NumberAt)
            .ToDictionary(place => NumberHash(declared.NumberAt(place)!.Value), StringComparer.Ordinal);
        for (var i = 0; i < taken.Count; i++)
        {
            var pointer = $"/reused/{i}";
            if (!TryRead(by, declared, taken[i], out var note))
            {
                faults.Add(new Fault("offer-not-good", pointer,
                    "Đề nghị dùng lại giấy tờ không do hệ thống cấp cho đối tác và thủ tục này, hoặc đã hết hạn. Hãy hỏi lại.",
                    "The offer was not given to this partner for this procedure, or is no longer good. Ask anew."));
            }
            else if (!places.TryGetValue(note.Person, out var person))
            {
                faults.Add(new Fault("offer-of-another-person", pointer,
                    "Giấy tờ thuộc về người không có trong tờ khai.", "The record is of a person whom the declaration does not name."));
            }
            else if (!places.TryGetValue(note.Consent.By, out var giver))
            {
                faults.Add(new Fault("consent-giver-not-declared", pointer,
                    "Người đồng ý không có trong tờ khai.", "The declaration does not name the person who consented."));
            }
            else if (!declared.Records.Contains(new RecordReference(note.Type, note.Sha256)))
            {
                faults.Add(new Fault("offer-not-declared", pointer,
                    "Tờ khai không nêu giấy tờ được dùng lại này.", "The declaration does not name the record that is to be reused."));
            }
            else if (await HolderAsync(note, cancellation) is not { } from)
            {
                faults.Add(Gone(pointer));
            }
            else if (found.All(record => record.Record != new RecordReference(note.Type, note.Sha256)))
            {
                found.Add(new ReusableRecord(
                    new RecordReference(note.Type, note.Sha256), from, note.Consent.Reference,
                    new ReuseConsent(person, giver, note.Consent.As, note.Consent.How, note.Consent.GivenAt, note.Procedure)));
            }
        }

        return (found, faults);
    }

    /// <summary>An offered record is no longer where it was.</summary>
    public static Fault Gone(string pointer) => new("offer-gone", pointer,
        "Giấy tờ không còn trong hồ sơ cũ. Hãy tải lên.", "The earlier dossier no longer has the record. Upload it.");

    private static IEnumerable<Fault> Faults(Guess guess, ProcedureVersion version, IReadOnlyList<ConsentingPerson> persons, int index, DateTimeOffset now)
    {
        var person = persons[index];
        foreach (var fault in person.Consent.Check(person.Key, version, now))
        {
            yield return fault.Under("/consent");
        }

        if (persons.Take(index).Any(other => other.PersonalId == person.PersonalId))
        {
            yield return new Fault(FaultCodes.PersonTwice, "/personalId", "Người này đã được hỏi ở trên.", "This person stands above already.");
        }

        if (guess.TooMany.Contains(person.PersonalId))
        {
            yield return new Fault(WrongGuesses.TooMany, "",
                "Số định danh này đã được hỏi quá nhiều lần mà không tìm thấy gì; hãy tải giấy tờ lên.",
                "This number was asked for too often without finding anything; upload the papers.");
        }
    }

    /// <summary>The records of the asked types, newest first, with what the person is kept by. A dossier may know less of the birth
    /// date than is asked with, never more.</summary>
    private async Task<IReadOnlyList<(string Key, PersonRecord Record)>> FindAsync(PersonKey person, HashSet<string> asked, CancellationToken cancellation)
    {
        List<(string Key, PersonRecord Record)> found = [];
        foreach (var known in person.BirthDate.Coarser.Prepend(person.BirthDate))
        {
            var key = KeyOf(person with { BirthDate = known });
            var held = await store.OfAsync(key, IPersonRecordStore.MaxDossiers, cancellation);
            found.AddRange(held.SelectMany(dossier => dossier.Records).Where(record => asked.Contains(record.Type)).Select(record => (key, record)));
        }

        return [.. found.OrderByDescending(f => f.Record.At).DistinctBy(f => f.Record.Sha256)];
    }

    private bool TryRead(Partner by, Declared declared, string offer, [NotNullWhen(true)] out ReuseNote? note) =>
        notes.TryRead(Purpose, offer, out note) && note.Partner == by.Id && note.Procedure == declared.Law.Code;

    /// <summary>A dossier that still holds the record for the person; null when none does.</summary>
    private async Task<DossierCode?> HolderAsync(ReuseNote note, CancellationToken cancellation)
    {
        foreach (var held in await store.OfAsync(note.Key, IPersonRecordStore.MaxDossiers, cancellation))
        {
            if (held.Records.Any(record => record.Type == note.Type && record.Sha256 == note.Sha256)
                && await records.ExistsAsync(RecordScope.Dossier(held.Dossier), note.Sha256, cancellation))
            {
                return held.Dossier;
            }
        }

        return null;
    }

    private string NumberHash(PersonalId number) => keys.Hash("reuse-number", number.ToString());

    /// <summary>What an offer says: keyed hashes in place of persons, and no dossier.</summary>
    private sealed record ReuseNote(string Partner, string Procedure, string Person, string Key, string Type, string Sha256, NotedConsent Consent);

    private sealed record NotedConsent(string By, string As, string How, DateTimeOffset GivenAt, string Reference);
}

/// <summary>A record that need not be asked for again.</summary>
/// <param name="Type">Its type in the law files.</param>
/// <param name="Sha256">What the declaration names it by.</param>
/// <param name="At">When it came to the earlier dossier, UTC.</param>
/// <param name="Until">Until when the offer is good, UTC.</param>
/// <param name="Offer">What the filing sends to take it.</param>
public sealed record RecordOffer(string Type, string Sha256, DateTimeOffset At, DateTimeOffset Until, string Offer);

/// <summary>A record that a filing takes over.</summary>
/// <param name="From">The dossier that holds it.</param>
/// <param name="Reference">What the consent's proof is known by.</param>
/// <param name="Consent">The consent.</param>
public sealed record ReusableRecord(RecordReference Record, DossierCode From, string Reference, ReuseConsent Consent);
