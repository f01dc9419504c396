using System.Text.Json;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Declarations;

/// <summary>What a check of a hospital's notice found.</summary>
/// <param name="Faults">Everything that is wrong; empty when nothing is.</param>
/// <param name="Notice">The notice, once its form is right; null before.</param>
public sealed record BirthNoticeCheck(IReadOnlyList<Fault> Faults, BirthNotice? Notice)
{
    /// <summary>Whether it may be taken in.</summary>
    public bool IsAccepted => Faults.Count == 0;
}

/// <summary>The check of hospitals' birth notices.</summary>
public static class BirthNotices
{
    /// <summary>The name of the notice's form.</summary>
    public const string FormName = "birth-notice";

    /// <summary>Working hours that a hospital has after issuing the paper (Decree 63/2024/NĐ-CP, art. 25(1)).</summary>
    public const int LimitHours = 4;

    /// <summary>A hospital's clock may run ahead of ours by this much.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    /// <summary>Checks a notice: its form, and then its sense, each with every fault at once.</summary>
    /// <param name="notice">The notice as it came.</param>
    /// <param name="law">The law.</param>
    /// <param name="receivedAt">When the notice came.</param>
    public static BirthNoticeCheck Check(JsonElement notice, LawLibrary law, DateTimeOffset receivedAt)
    {
        if (law.Forms.Get(FormName).Check(notice) is { Count: > 0 } malformed)
        {
            return new(malformed, null);
        }

        var typed = notice.Deserialize<BirthNotice>(DeclarationJson.Options)!;
        return new([.. Rules(typed, law, receivedAt)], typed);
    }

    /// <summary>Whether a notice came later than the law gives; a notice at the very minute is in time.</summary>
    public static bool IsLate(DateTimeOffset issuedAt, DateTimeOffset receivedAt, WorkingCalendar calendar) =>
        receivedAt > calendar.AddWorkingHours(issuedAt, LimitHours);

    /// <summary>
    /// One certificate and code a child, issued by the facility after the birth (Circular 22/2025/TT-BYT, art. 3-4); the
    /// mother's commune as it stands on the day of issue (Decision 19/2025/QĐ-TTg).
    /// </summary>
    private static IEnumerable<Fault> Rules(BirthNotice notice, LawLibrary law, DateTimeOffset receivedAt)
    {
        var child = notice.Child;
        var issuedOn = DateOnly.FromDateTime(notice.IssuedAt.ToOffset(Vietnam).DateTime);
        if (notice.IssuedAt > receivedAt + ClockSkew)
        {
            yield return new(
                FaultCodes.DateInFuture,
                "/issuedAt",
                "Thời điểm cấp ở sau thời điểm nhận.",
                "The time of issue is after the time of receipt.");
        }

        if (new DateTimeOffset(child.BirthDate, child.BirthTime, Vietnam) > notice.IssuedAt)
        {
            yield return new(
                FaultCodes.CertificateBeforeBirth,
                "/issuedAt",
                "Giấy chứng sinh được cấp trước khi trẻ sinh ra.",
                "The certificate was issued before the child's birth.");
        }

        if (notice.CertificateCode.Facility != notice.Facility)
        {
            yield return new(
                FaultCodes.CertificateFacilityDiffers,
                "/certificateCode",
                $"Mã giấy chứng sinh thuộc cơ sở {notice.CertificateCode.Facility}, khác với cơ sở gửi {notice.Facility}.",
                $"The certificate's code is facility {notice.CertificateCode.Facility}'s, the notice is from {notice.Facility}.");
        }

        if (!CertificateRules.IsPlausibleYear(notice.CertificateCode, child.BirthDate, issuedOn))
        {
            yield return CertificateRules.ImplausibleYear("/certificateCode");
        }

        if (child.BirthOrder > child.ChildrenInBirth)
        {
            yield return new(
                FaultCodes.BirthOrderBeyondChildren,
                "/child/birthOrder",
                "Thứ tự sinh lớn hơn số con trong lần sinh.",
                "The order of birth is beyond the number of children in this birth.");
        }

        if (notice.Mother.BirthDate.Earliest >= child.BirthDate)
        {
            yield return new(
                FaultCodes.ParentNotOlder,
                "/mother/birthDate",
                "Ngày sinh của mẹ phải trước ngày sinh của trẻ.",
                "The mother's date of birth must be before the child's.");
        }

        if (!law.Units.TryGetCommune(notice.Mother.Residence.Commune, issuedOn, out _))
        {
            yield return BirthDeclarationRules.UnknownUnit(notice.Mother.Residence.Commune, "/mother/residence/commune");
        }
    }
}
