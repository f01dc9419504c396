using System.Reflection;

namespace LienThong.Procedures.Faults;

/// <summary>Every fault code of the procedures. Codes are stable: partners program against them.</summary>
public static class FaultCodes
{
    // Identifiers.
    public const string PersonalIdNot12Digits = "personal-id-not-12-digits";
    public const string SocialInsuranceNumberNot10Digits = "social-insurance-number-not-10-digits";
    public const string HealthInsuranceCardCodeMalformed = "health-insurance-card-code-malformed";
    public const string BirthCertificateCodeMalformed = "birth-certificate-code-malformed";
    public const string FacilityCodeNot5Digits = "facility-code-not-5-digits";
    public const string DossierCodeMalformed = "dossier-code-malformed";
    public const string ProcedureCodeMalformed = "procedure-code-malformed";
    public const string ProvinceCodeNot2Digits = "province-code-not-2-digits";
    public const string CommuneCodeNot5Digits = "commune-code-not-5-digits";
    public const string AgencyIdentifierMalformed = "agency-identifier-malformed";
    public const string AgencyCodeMalformed = "agency-code-malformed";
    public const string PartialDateMalformed = "partial-date-malformed";

    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(FaultCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];
}
