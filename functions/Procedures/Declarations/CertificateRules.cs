using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Declarations;

/// <summary>What declarations and notices both check of a hospital's certificate code.</summary>
internal static class CertificateRules
{
    /// <summary>
    /// Whether the year in a code can be right: not before the birth, not after the day of issue, and at most a year after
    /// the birth (a birth outside a facility is declared within 30 days; Circular 22/2025/TT-BYT, art. 4).
    /// </summary>
    internal static bool IsPlausibleYear(BirthCertificateCode code, DateOnly born, DateOnly issued) =>
        code.Year >= born.Year && code.Year <= issued.Year && code.Year <= born.Year + 1;

    internal static Fault ImplausibleYear(string pointer) => new(
        FaultCodes.CertificateYearImplausible,
        pointer,
        "Năm trong mã giấy chứng sinh không phù hợp với ngày sinh và ngày cấp.",
        "The year in the certificate's code does not fit the day of birth and the day of issue.");
}
