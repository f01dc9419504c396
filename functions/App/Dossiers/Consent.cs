using LienThong.App.Audit;
using LienThong.App.Population;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Dossiers;

/// <summary>A person's consent to having records reused, as whoever asked for it tells of it. The proof itself (the signed form, the
/// portal's or VNeID's log) stays there, under its reference.</summary>
/// <param name="GivenBy">The number of who gave it: the person, or whoever acts for them.</param>
/// <param name="As">As what: self, parent, guardian or heir.</param>
/// <param name="How">signed-form, portal-otp (one-time password at the portal) or vneid.</param>
/// <param name="GivenAt">When; good for a day.</param>
/// <param name="Purpose">The code of the procedure for which it was given.</param>
/// <param name="Reference">What the proof is known by: at most 64 characters like a code's, no personal data.</param>
public sealed record Consent(PersonalId GivenBy, string As, string How, DateTimeOffset GivenAt, string Purpose, string Reference)
{
    private const string Self = "self";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    // For clocks that differ.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>How it stands in the audit log: in which way, and the proof's reference.</summary>
    public string InCodes => $"{How} {AuditText.Code(Reference)}";

    /// <summary>Everything that is wrong with it.</summary>
    /// <param name="person">Whose records are to be reused.</param>
    /// <param name="version">The procedure for which they are asked for.</param>
    /// <param name="now">UTC.</param>
    public IEnumerable<Fault> Check(PersonKey person, ProcedureVersion version, DateTimeOffset now)
    {
        if (As == Self != (GivenBy == person.PersonalId))
        {
            yield return new Fault("consent-giver-differs", "/as",
                "Người đồng ý là chính người đó khi và chỉ khi \"as\" là \"self\".", "Who consents is the person exactly when \"as\" is \"self\".");
        }

        if (GivenAt > now + Grace)
        {
            yield return new Fault("consent-in-future", "/givenAt", "Sự đồng ý không thể ở tương lai.", "Consent cannot have been given in the future.");
        }
        else if (GivenAt < now - Lifetime)
        {
            yield return new Fault("consent-expired", "/givenAt",
                "Sự đồng ý đã quá 24 giờ; hãy hỏi lại người dân.", "The consent is older than 24 hours; ask the person anew.");
        }

        if (Purpose != version.Code && !version.FormerCodes.Contains(Purpose))
        {
            yield return new Fault("consent-for-another-purpose", "/purpose",
                "Sự đồng ý được đưa ra cho thủ tục khác.", "The consent was given for another procedure.");
        }

        if (!AuditText.IsCode(Reference))
        {
            yield return new Fault("consent-reference-bad", "/reference",
                "Số tham chiếu gồm 1 đến 64 ký tự A-Z a-z 0-9 . _ : / -, không phải số định danh cá nhân.",
                "A reference is 1 to 64 of A-Z a-z 0-9 . _ : / -, and no personal ID.");
        }
    }
}

/// <summary>A person who agrees that records are reused, and what one must know of them to be told more.</summary>
public sealed record ConsentingPerson(PersonalId PersonalId, string FullName, PartialDate BirthDate, Consent Consent)
{
    /// <summary>What their records are found by.</summary>
    public PersonKey Key => new(PersonalId, FullName, BirthDate);
}
