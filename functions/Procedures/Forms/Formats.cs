using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Forms;

/// <summary>The formats that forms and result fields may name. A format bounds a text's length as well.</summary>
public static partial class Formats
{
    /// <summary>12 digits.</summary>
    public const string PersonalId = "personal-id";

    /// <summary>yyyy-MM-dd, or yyyy-MM, or yyyy.</summary>
    public const string PartialDate = "partial-date";

    /// <summary>yyyy-MM-dd.</summary>
    public const string Date = "date";

    /// <summary>An instant with its offset (RFC 3339), for example 2026-09-01T08:30:00+07:00.</summary>
    public const string DateTime = "date-time";

    /// <summary>HH:mm, local time.</summary>
    public const string Time = "time";

    /// <summary>2 digits.</summary>
    public const string ProvinceCode = "province-code";

    /// <summary>5 digits.</summary>
    public const string CommuneCode = "commune-code";

    /// <summary>5 digits.</summary>
    public const string FacilityCode = "facility-code";

    /// <summary>18 characters.</summary>
    public const string BirthCertificateCode = "birth-certificate-code";

    /// <summary>10 digits, not all zero.</summary>
    public const string SocialInsuranceNumber = "social-insurance-number";

    /// <summary>15 characters.</summary>
    public const string HealthInsuranceCardCode = "health-insurance-card-code";

    /// <summary>National or local procedure code.</summary>
    public const string ProcedureCode = "procedure-code";

    /// <summary>Unit, day, number, at most 64 characters.</summary>
    public const string DossierCode = "dossier-code";

    /// <summary>An agency's key, for example civil-status-00004.</summary>
    public const string AgencyCode = "agency-code";

    /// <summary>A Vietnamese number: 0 or +84, then 9 or 10 digits.</summary>
    public const string Phone = "phone";

    /// <summary>An ASCII mail address, at most 254 characters.</summary>
    public const string Email = "email";

    /// <summary>5 to 20 capital letters and digits.</summary>
    public const string Passport = "passport";

    /// <summary>Two capital letters (ISO 3166-1 alpha-2).</summary>
    public const string CountryCode = "country-code";

    /// <summary>64 lower-case hex digits.</summary>
    public const string Sha256 = "sha256";

    /// <summary>A line of words: no control characters, no space at its ends. Bounded by maxLength.</summary>
    public const string Text = "text";

    /// <summary>Lower-case words and digits joined by hyphens or dots, at most 64 characters.</summary>
    public const string Kebab = "kebab";

    /// <summary>A JSON pointer, at most 200 characters.</summary>
    public const string Pointer = "json-pointer";

    private static readonly FrozenDictionary<string, Func<string, Fault?>> Checks =
        new Dictionary<string, Func<string, Fault?>>
        {
            [PersonalId] = Parsed<PersonalId>(),
            [PartialDate] = Parsed<PartialDate>(),
            [ProvinceCode] = Parsed<ProvinceCode>(),
            [CommuneCode] = Parsed<CommuneCode>(),
            [FacilityCode] = Parsed<FacilityCode>(),
            [BirthCertificateCode] = Parsed<BirthCertificateCode>(),
            [SocialInsuranceNumber] = Parsed<SocialInsuranceNumber>(),
            [HealthInsuranceCardCode] = Parsed<HealthInsuranceCardCode>(),
            [ProcedureCode] = Parsed<ProcedureCode>(),
            [DossierCode] = Parsed<DossierCode>(),
            [AgencyCode] = Parsed<AgencyCode>(),
            [Date] = Tested(
                IsDate,
                FaultCodes.DateMalformed,
                "Ngày phải có dạng 2026-09-01 và có trên lịch.",
                "A date is written 2026-09-01 and is in the calendar."),
            [DateTime] = Tested(
                IsInstant,
                FaultCodes.InstantMalformed,
                "Thời điểm phải có dạng 2026-09-01T08:30:00+07:00, kèm múi giờ.",
                "An instant is written 2026-09-01T08:30:00+07:00, with its offset."),
            [Time] = Tested(
                text => Clock().IsMatch(text),
                FaultCodes.TimeMalformed,
                "Giờ phải có dạng 08:30, từ 00:00 đến 23:59.",
                "A time is written 08:30, from 00:00 to 23:59."),
            [Phone] = Tested(
                text => PhoneNumber().IsMatch(text),
                FaultCodes.PhoneMalformed,
                "Số điện thoại phải bắt đầu bằng 0 hoặc +84, tiếp theo là 9 hoặc 10 chữ số.",
                "A phone number starts with 0 or +84 and goes on with 9 or 10 digits."),
            [Email] = Tested(
                IsEmail,
                FaultCodes.EmailMalformed,
                "Địa chỉ thư điện tử không đúng dạng ten@mien.vn.",
                "A mail address looks like name@domain.vn."),
            [Passport] = Tested(
                text => text.Length is >= 5 and <= 20 && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)),
                FaultCodes.PassportMalformed,
                "Số hộ chiếu phải gồm 5 đến 20 chữ cái in hoa và chữ số.",
                "A passport number is 5 to 20 capital letters and digits."),
            [CountryCode] = Tested(
                text => text.Length == 2 && text.All(char.IsAsciiLetterUpper),
                FaultCodes.CountryCodeMalformed,
                "Mã nước phải gồm 2 chữ cái in hoa, ví dụ VN.",
                "A country code is 2 capital letters, for example VN."),
            [Sha256] = Tested(
                text => text.Length == 64 && text.All(c => char.IsAsciiDigit(c) || char.IsBetween(c, 'a', 'f')),
                FaultCodes.Sha256Malformed,
                "Mã băm SHA-256 phải gồm đúng 64 ký tự 0-9 và a-f.",
                "A SHA-256 digest is exactly 64 characters 0-9 and a-f."),
            [Text] = Tested(
                IsText,
                FaultCodes.TextMalformed,
                "Nội dung không được rỗng, không chứa ký tự điều khiển, không có dấu cách ở đầu hoặc cuối.",
                "A text is not empty and has no control characters and no space at its ends."),
            [Kebab] = Tested(
                text => text.Length <= 64 && KebabForm().IsMatch(text),
                FaultCodes.KebabMalformed,
                "Tên phải gồm chữ thường, chữ số, nối bằng dấu gạch ngang hoặc dấu chấm.",
                "A name is lower-case letters and digits joined by hyphens or dots."),
            [Pointer] = Tested(
                text => text.Length <= 200 && JsonPointer.Tokens(text) is not null,
                FaultCodes.PointerMalformed,
                "Con trỏ JSON phải rỗng hoặc bắt đầu bằng dấu /.",
                "A JSON pointer is empty or starts with /."),
        }.ToFrozenDictionary();

    /// <summary>All formats, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Checks.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether there is such a format.</summary>
    public static bool Contains(string format) => Checks.ContainsKey(format);

    /// <summary>Why a text is not of a format; null when it is. The fault's pointer is "".</summary>
    /// <exception cref="KeyNotFoundException">There is no such format.</exception>
    public static Fault? Check(string format, string text) => Checks[format](text);

    /// <summary>Whether a format bounds the text's length itself.</summary>
    internal static bool IsBounded(string format) => format != Text;

    private static Func<string, Fault?> Parsed<T>()
        where T : struct, IIdentifier<T> =>
        text => T.TryParse(text, out _, out var fault) ? null : fault;

    private static Func<string, Fault?> Tested(Func<string, bool> isGood, string code, string vi, string en)
    {
        var fault = new Fault(code, "", vi, en);
        return text => isGood(text) ? null : fault;
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsInstant(string text) =>
        text.Length <= 33
        && Instant().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsText(string text) =>
        text.Length > 0
        && !char.IsWhiteSpace(text[0])
        && !char.IsWhiteSpace(text[^1])
        && !text.Any(char.IsControl);

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (text.Length > 254 || at is < 1 or > 64 || !text.All(c => c is > ' ' and < '\u007f'))
        {
            return false;
        }

        var domain = text[(at + 1)..];
        return domain.Contains('.', StringComparison.Ordinal)
            && domain.Split('.').All(label =>
                label.Length is >= 1 and <= 63
                && label[0] != '-' && label[^1] != '-'
                && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }

    [GeneratedRegex(@"\A([01][0-9]|2[0-3]):[0-5][0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Instant();

    [GeneratedRegex(@"\A(0|\+84)[0-9]{9,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"\A[a-z0-9]+([-.][a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex KebabForm();
}
