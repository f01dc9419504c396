namespace LienThong.Procedures.Forms;

/// <summary>The formats that forms and result fields may name.</summary>
public static class Formats
{
    public const string PersonalId = "personal-id";
    public const string PartialDate = "partial-date";
    public const string Date = "date";
    public const string DateTime = "date-time";
    public const string Time = "time";
    public const string ProvinceCode = "province-code";
    public const string CommuneCode = "commune-code";
    public const string FacilityCode = "facility-code";
    public const string BirthCertificateCode = "birth-certificate-code";
    public const string SocialInsuranceNumber = "social-insurance-number";
    public const string HealthInsuranceCardCode = "health-insurance-card-code";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Sha256 = "sha256";
}
