using System.Text.Json;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Declarations;

/// <summary>What a check of a hospital's notice found.</summary>
/// <param name="Faults">Everything that is wrong; empty when nothing is.</param>
/// <param name="Notice">The notice, once its form is right; null before.</param>
public sealed record NoticeCheck(IReadOnlyList<Fault> Faults, HospitalNotice? Notice)
{
    /// <summary>Whether it may be taken in.</summary>
    public bool IsAccepted => Faults.Count == 0;
}

/// <summary>The check of hospitals' notices.</summary>
public static class Notices
{
    /// <summary>Checks a notice: its form, and then its sense, each with every fault at once.</summary>
    /// <param name="kind">What kind of notice it is.</param>
    /// <param name="notice">The notice as it came.</param>
    /// <param name="law">The law.</param>
    /// <param name="receivedAt">When the notice came.</param>
    public static NoticeCheck Check(NoticeKind kind, JsonElement notice, LawLibrary law, DateTimeOffset receivedAt)
    {
        var form = law.Forms.Get(kind.Form);
        if (form.Check(notice) is { Count: > 0 } malformed)
        {
            return new(malformed, null);
        }

        // A unit is named as it stands when the paper is issued.
        var read = new HospitalNotice(kind, notice);
        var facts = new Facts(notice, receivedAt);
        return new(
            [
                .. kind.Rules.SelectMany(rule => rule.Check(facts)),
                .. Declarations.UnitsStand(form, notice, law.Units, DateOnly.FromDateTime(Facts.Local(read.IssuedAt))),
            ],
            read);
    }

    /// <summary>Until when a notice has to come, UTC. Working hours run on from the paper's issue: the cut-off is of agencies that
    /// receive dossiers, and a hospital issues papers until it closes.</summary>
    public static DateTimeOffset DueAt(HospitalNotice notice, WorkingCalendar calendar) => notice.Kind.Limit.Unit == TimeLimitUnit.WorkingHours
        ? calendar.AddWorkingHours(notice.IssuedAt, notice.Kind.Limit.Amount)
        : calendar.DueAt(notice.IssuedAt, notice.Kind.Limit);

    /// <summary>Whether a notice came later than the law gives; a notice at the very minute is in time.</summary>
    public static bool IsLate(HospitalNotice notice, DateTimeOffset receivedAt, WorkingCalendar calendar) => receivedAt > DueAt(notice, calendar);
}
