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
    /// <summary>Working hours that a hospital has after issuing the paper (Decree 63/2024, art. 25(1)).</summary>
    public const int LimitHours = 4;

    /// <param name="receivedAt">When the notice came.</param>
    public static BirthNoticeCheck Check(JsonElement notice, LawLibrary law, DateTimeOffset receivedAt) =>
        throw new NotImplementedException();

    /// <summary>Whether a notice came later than the law gives.</summary>
    public static bool IsLate(DateTimeOffset issuedAt, DateTimeOffset receivedAt, WorkingCalendar calendar) =>
        throw new NotImplementedException();
}
