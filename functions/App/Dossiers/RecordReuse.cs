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
/// them over at filing. An offer is bound to the partner, the procedure and the consent, and is good for an hour.
/// </summary>
public sealed class RecordReuse(IPersonRecordStore store, IRecordStore records, SignedNotes notes, SecretKeys keys, PersonalDataUses uses, TimeProvider time)
{
    private const string Purpose = "reuse";

    private static readonly TimeSpan OfferLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan ConsentLifetime = TimeSpan.FromDays(1);

    // For clocks that differ.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>What a person is kept by in the store.</summary>
    public string Hash(PersonalId person) => keys.Hash("person", person.ToString());

    /// <summary>What may be offered for a procedure, of the persons whose consent is there.</summary>
    /// <returns>The offers, newest first; or every fault of the consents.</returns>
    public async Task<(IReadOnlyList<RecordOffer> Offers, IReadOnlyList<Fault> Faults)> OfferAsync(
        Partner by, ProcedureVersion version, IReadOnlyList<ConsentingPerson> persons, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var faults = persons.SelectMany((person, i) => Faults(person.Consent, $"/persons/{i}/consent/givenAt", now)).ToList();
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
            var hash = Hash(person.PersonalId);
            var found = from held in await store.OfAsync(hash, IPersonRecordStore.MaxDossiers, cancellation)
                        from record in held.Records
                        where asked.Contains(record.Type)
                        select (held.Dossier, record);
            var ours = found
                .OrderByDescending(f => f.record.At)
                .DistinctBy(f => f.record.Sha256)
                .Select(f => new RecordOffer(f.record.Type, f.record.Sha256, f.record.At, f.Dossier, until, notes.Sign(
                    Purpose, new ReuseNote(by.Id, version.Code, hash, f.record.Type, f.record.Sha256, f.Dossier, person.Consent.Reference), until)))
                .ToList();
            given += ours.Count > 0 ? 1 : 0;
            offers.AddRange(ours);
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
        var persons = declared.Persons
            .Select(p => declared.Text($"{p.Pointer}/personalId"))
            .Where(id => PersonalId.TryParse(id, out _, out _))
            .Select(id => Hash(PersonalId.Parse(id!)))
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < taken.Count; i++)
        {
            var pointer = $"/reused/{i}";
            if (!TryRead(by, declared, taken[i], out var note))
            {
                faults.Add(new Fault("offer-not-good", pointer,
                    "Đề nghị dùng lại giấy tờ không do hệ thống cấp cho đối tác và thủ tục này, hoặc đã hết hạn. Hãy hỏi lại.",
                    "The offer was not given to this partner for this procedure, or is no longer good. Ask anew."));
            }
            else if (!persons.Contains(note.Person))
            {
                faults.Add(new Fault("offer-of-another-person", pointer,
                    "Giấy tờ thuộc về người không có trong tờ khai.", "The record is of a person whom the declaration does not name."));
            }
            else if (!declared.Records.Contains(new RecordReference(note.Type, note.Sha256)))
            {
                faults.Add(new Fault("offer-not-declared", pointer,
                    "Tờ khai không nêu giấy tờ được dùng lại này.", "The declaration does not name the record that is to be reused."));
            }
            else if (!await StillHasAsync(note, cancellation))
            {
                faults.Add(new Fault("offer-gone", pointer,
                    "Giấy tờ không còn trong hồ sơ cũ. Hãy tải lên.", "The earlier dossier no longer has the record. Upload it."));
            }
            else if (found.All(record => record.Record != new RecordReference(note.Type, note.Sha256)))
            {
                found.Add(new ReusableRecord(new RecordReference(note.Type, note.Sha256), note.From, note.Consent));
            }
        }

        return (found, faults);
    }

    private bool TryRead(Partner by, Declared declared, string offer, [NotNullWhen(true)] out ReuseNote? note) =>
        notes.TryRead(Purpose, offer, out note) && note.Partner == by.Id && note.Procedure == declared.Law.Code;

    private async Task<bool> StillHasAsync(ReuseNote note, CancellationToken cancellation) =>
        await store.ReadAsync(note.Person, note.From, cancellation) is { } held
        && held.Records.Any(record => record.Type == note.Type && record.Sha256 == note.Sha256)
        && await records.ExistsAsync(RecordScope.Dossier(note.From), note.Sha256, cancellation);

    private static IEnumerable<Fault> Faults(Consent consent, string pointer, DateTimeOffset now)
    {
        if (consent.GivenAt > now + Grace)
        {
            yield return new Fault("consent-in-future", pointer, "Sự đồng ý không thể ở tương lai.", "Consent cannot have been given in the future.");
        }
        else if (consent.GivenAt < now - ConsentLifetime)
        {
            yield return new Fault("consent-expired", pointer,
                "Sự đồng ý đã quá 24 giờ; hãy hỏi lại người dân.", "The consent is older than 24 hours; ask the person anew.");
        }
    }

    private sealed record ReuseNote(string Partner, string Procedure, string Person, string Type, string Sha256, DossierCode From, string Consent);
}

/// <summary>A person who agrees that records are reused.</summary>
public sealed record ConsentingPerson(PersonalId PersonalId, Consent Consent);

/// <summary>A person's consent, as whoever asked for it keeps it.</summary>
/// <param name="Reference">What it is known by there; no personal data.</param>
public sealed record Consent(string Reference, DateTimeOffset GivenAt);

/// <summary>A record that need not be asked for again.</summary>
/// <param name="Type">Its type in the law files.</param>
/// <param name="Sha256">What the declaration names it by.</param>
/// <param name="At">When it came to the earlier dossier, UTC.</param>
/// <param name="Dossier">That dossier.</param>
/// <param name="Until">Until when the offer is good, UTC.</param>
/// <param name="Offer">What the filing sends to take it.</param>
public sealed record RecordOffer(string Type, string Sha256, DateTimeOffset At, DossierCode Dossier, DateTimeOffset Until, string Offer);

/// <summary>A record that a filing takes over.</summary>
/// <param name="From">The dossier that holds it.</param>
/// <param name="Consent">What the consent is known by.</param>
public sealed record ReusableRecord(RecordReference Record, DossierCode From, string Consent);
