using System.Text.Json;
using LienThong.App.Access;
using LienThong.App.Population;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>
/// Takes declarations in. In this order, so that a crash at any point and the same request again lead to one dossier:
/// check everything; reserve a number for the partner's key; copy the records under it; claim the case's fingerprints for it;
/// create the dossier.
/// </summary>
public sealed class FilingDesk(
    LawLibrary law,
    IDossierStore dossiers,
    IRecordStore records,
    NoticeDesk notices,
    IClaimStore claims,
    IIdempotencyStore keys,
    Fingerprints fingerprints,
    RecordReuse reuse,
    PrefillShares shares,
    DossierNumbers numbers,
    TimeProvider time)
{
    // Longer than any request lasts.
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(1);

    // No partner can have this id.
    private const string NumberHolders = "#number";

    /// <summary>Files a declaration, or gives back the dossier that the same request filed before.</summary>
    /// <param name="by">The filing partner.</param>
    /// <param name="request">What it sends.</param>
    /// <param name="cancellation">Stops before anything is written, or leaves what a repeated request completes.</param>
    public async Task<Filed> FileAsync(Partner by, FilingRequest request, CancellationToken cancellation)
    {
        if (await keys.ReadAsync(by.Id, request.Key, cancellation) is { } earlier)
        {
            if (earlier.BodyHash != request.BodyHash)
            {
                return Filed.KeyWasUsed;
            }

            if (await dossiers.ReadAsync(earlier.Dossier, cancellation) is { } filed)
            {
                return Filed.As(filed.Value);
            }
        }

        var now = time.GetUtcNow();
        var today = VietnamTime.DayOf(now);
        if (!law.TryInForce(request.Procedure, today, out var version))
        {
            return Filed.Invalid(NotInForce(request.Procedure));
        }

        var check = Declarations.Check(version, request.Declaration, law, today);
        IReadOnlyList<PlannedStep> steps = [];
        IReadOnlyList<ReusableRecord> reused = [];
        List<Fault> faults = [.. AssistedFiling.Check(by, request.Authority, today), .. check.Faults.Select(InDeclaration)];
        var (share, unshared) = request.Prefill is { } note ? shares.Of(note, by.Id, version.Code, request.Declaration) : (null, null);
        if (unshared is not null)
        {
            faults.Add(unshared);
        }

        if (check.Declared is { } declared)
        {
            if (!by.Covers(declared.Intake.ToString(), law.Units))
            {
                return Filed.Outside;
            }

            if (check.IsAccepted)
            {
                (steps, var unresolved) = StepPlanning.Plan(declared, law.Units, today);
                faults.AddRange(unresolved.Select(InDeclaration));
            }

            (reused, var unusable) = await reuse.TakeAsync(by, declared, request.Reused, cancellation);
            faults.AddRange(unusable);
            faults.AddRange(await RecordCheck.MissingAsync(
                records, RecordScope.Inbox(by.Id), declared.Records, "/declaration" + version.Declaration.Records, cancellation,
                except: reused.Select(record => record.Record.Sha256).ToHashSet(StringComparer.Ordinal)));
        }

        if (faults.Count > 0)
        {
            return Filed.Invalid([.. faults]);
        }

        var due = law.Calendar.DueAt(now, version.GroupLimitFor(new Facts(request.Declaration, now)));
        var happened = new DossierFiled(now, by.Id, by.Kind.Name(), steps, due) { Authority = request.Authority, Prefill = share };
        return await CreateAsync(by, request, check.Declared!, happened, reused, cancellation);
    }

    private async Task<Filed> CreateAsync(
        Partner by, FilingRequest request, Declared declared, DossierFiled happened, IReadOnlyList<ReusableRecord> reused, CancellationToken cancellation)
    {
        var now = happened.At;
        var version = declared.Law;
        if (await ReserveNumberAsync(by, request, now, cancellation) is not { } code)
        {
            return Filed.KeyWasUsed;
        }

        foreach (var (i, record) in declared.Records.Index())
        {
            var earlier = reused.FirstOrDefault(r => r.Record == record);
            var from = earlier is null ? RecordScope.Inbox(by.Id) : RecordScope.Dossier(earlier.From);
            if (!await records.CopyAsync(from, RecordScope.Dossier(code), record.Sha256, cancellation))
            {
                // It was there when it was checked. The number stays the key's, for when the record is there again.
                var pointer = $"/declaration{version.Declaration.Records}/{i}/sha256";
                return Filed.Invalid(earlier is null ? RecordCheck.NotUploaded(pointer) : RecordReuse.Gone(pointer));
            }
        }

        List<DossierEvent> events = [happened, .. reused.Select(r => new RecordReused(now, by.Id, r.Record, r.From, r.Reference) { Given = r.Consent })];
        if (await FindDuplicateAsync(code, declared, now, cancellation) is { } duplicate)
        {
            events.Add(duplicate);
        }

        events.AddRange(await notices.EventsAsync(declared, now, cancellation));

        var dossier = new Dossier
        {
            Code = code,
            Procedure = version.Code,
            LawVersion = version.Version,
            Declaration = request.Declaration,
            FilingKey = $"{by.Id} {request.Key}",
            TraceParent = request.TraceParent,
            Events = events,
        };
        if (await dossiers.TryCreateAsync(dossier, cancellation) is { } created)
        {
            return Filed.As(created.Value);
        }

        // The number is this request's alone: it was sent twice at the same time, and the other was faster.
        return await dossiers.ReadAsync(code, cancellation) is { } there && there.Value.FilingKey == dossier.FilingKey
            ? Filed.As(there.Value)
            : throw new InvalidOperationException($"Dossier {code} exists already, and another request has filed it.");
    }

    /// <summary>Ties the partner's key to a number, and the number to the key, before anything is kept under the number: a
    /// number that another request drew first is drawn again.</summary>
    /// <returns>The number; null when the key came before with another body.</returns>
    private async Task<DossierCode?> ReserveNumberAsync(Partner by, FilingRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        var reserved = await keys.ReserveAsync(new IdempotencyEntry(by.Id, request.Key, request.BodyHash, numbers.Draw(now), now), cancellation);
        while (reserved.BodyHash == request.BodyHash)
        {
            var holder = new IdempotencyEntry(NumberHolders, reserved.Dossier.ToString(), $"{by.Id} {request.Key}", reserved.Dossier, now);
            if ((await keys.ReserveAsync(holder, cancellation)).BodyHash == holder.BodyHash)
            {
                return reserved.Dossier;
            }

            var redrawn = reserved with { Dossier = numbers.Draw(now) };
            reserved = await keys.ReplaceAsync(reserved, redrawn, cancellation)
                ? redrawn
                : await keys.ReadAsync(by.Id, request.Key, cancellation) ?? redrawn;
        }

        return null;
    }

    private async Task<PossibleDuplicateFound?> FindDuplicateAsync(
        DossierCode code, Declared declared, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var fingerprint in fingerprints.Of(declared.Law, declared.Document))
        {
            var (owner, other) = await ClaimAsync(fingerprint.Hash, code, now, cancellation);
            if (owner != code && !(other is not null && fingerprint.Rule.AreTwo(declared.Document, other.Declaration)))
            {
                // It claims nothing more: of two that are filed at once, each would else hold what the other needs.
                return new PossibleDuplicateFound(now, DossierEvent.System, owner, fingerprint.Rule.Reason);
            }
        }

        return null;
    }

    /// <summary>Claims a fingerprint, also from a dossier that no longer needs it.</summary>
    /// <returns>Whose it is then, and that dossier unless it is still being filed or is the claimant.</returns>
    private async Task<(DossierCode Owner, Dossier? Other)> ClaimAsync(
        string fingerprint, DossierCode code, DateTimeOffset now, CancellationToken cancellation)
    {
        while (true)
        {
            var owner = await claims.ClaimAsync(fingerprint, code, cancellation);
            if (owner == code)
            {
                return (code, null);
            }

            var other = (await dossiers.ReadAsync(owner, cancellation))?.Value;
            if (other is null ? !await WasGivenUpAsync(owner, now, cancellation) : !EndedWithoutRegistration(other))
            {
                return (owner, other);
            }

            // Whether it moves or another claimant was faster: the next round sees whose it is.
            await claims.MoveAsync(fingerprint, owner, code, cancellation);
        }
    }

    // Cut off between claiming and creating, and not repeated since. With the same key it would go on under its number.
    private async Task<bool> WasGivenUpAsync(DossierCode number, DateTimeOffset now, CancellationToken cancellation) =>
        await keys.ReadAsync(NumberHolders, number.ToString(), cancellation) is not { } holder || holder.At < now - GivenUpAfter;

    private static bool EndedWithoutRegistration(Dossier other) =>
        other.State is { Status: DossierStatus.Closed } state && state.Steps.All(s => s.Status != StepStatus.Done);

    private static Fault InDeclaration(Fault fault) => fault with { Pointer = "/declaration" + fault.Pointer };

    private static Fault NotInForce(string procedure) => new("procedure-not-in-force", "/procedure",
        $"Thủ tục \"{procedure}\" hiện không có hiệu lực.", $"Procedure \"{procedure}\" is not in force today.");
}

/// <summary>What a partner sends to file.</summary>
/// <param name="Key">Its Idempotency-Key, by which the same request is known when it comes again.</param>
/// <param name="BodyHash">SHA-256 of the body.</param>
public sealed record FilingRequest(string Key, string BodyHash, string Procedure, JsonElement Declaration, string? TraceParent)
{
    /// <summary>By what right somebody files for the applicant; null when the applicant does.</summary>
    public FilingAuthority? Authority { get; init; }

    /// <summary>The note that came with the prefilled declaration; null when there was none.</summary>
    public string? Prefill { get; init; }

    /// <summary>The offers of earlier dossiers' records that it takes.</summary>
    public IReadOnlyList<string> Reused { get; init; } = [];
}

/// <summary>What became of a filing.</summary>
public sealed record Filed(Dossier? Dossier, FilingObstacle? Obstacle, IReadOnlyList<Fault> Faults)
{
    /// <summary>The key came before with another body.</summary>
    public static Filed KeyWasUsed { get; } = new(null, FilingObstacle.KeyWasUsed, []);

    /// <summary>The commune is not the partner's to file for.</summary>
    public static Filed Outside { get; } = new(null, FilingObstacle.OutsideJurisdiction, []);

    /// <summary>Filed, now or before.</summary>
    public static Filed As(Dossier dossier) => new(dossier, null, []);

    /// <summary>Everything that is wrong with it.</summary>
    public static Filed Invalid(params IReadOnlyList<Fault> faults) => new(null, FilingObstacle.Invalid, faults);
}

/// <summary>Why nothing was filed.</summary>
public enum FilingObstacle
{
    /// <summary>The declaration has faults.</summary>
    Invalid,

    /// <summary>The commune lies outside the partner's jurisdiction.</summary>
    OutsideJurisdiction,

    /// <summary>The Idempotency-Key came before with another body.</summary>
    KeyWasUsed,
}
