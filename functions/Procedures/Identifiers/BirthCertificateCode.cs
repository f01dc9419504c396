using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// The code of a hospital's birth certificate (giấy chứng sinh): 18 characters <c>XXXXX.GCS.ZZZZZ.YY</c>, the number
/// in the facility's year, the facility's code, the year (Circular 22/2025/TT-BYT). One code a child; a re-issued paper
/// keeps its code.
/// </summary>
[JsonConverter(typeof(IdentifierConverter<BirthCertificateCode>))]
public readonly partial record struct BirthCertificateCode : IIdentifier<BirthCertificateCode>
{
    public const int Length = 18;

    private readonly string? text;

    private BirthCertificateCode(string text) => this.text = text;

    /// <summary>The number in the facility's year, from 1.</summary>
    public int Sequence => int.Parse(ToString().AsSpan(0, 5), provider: null);

    /// <summary>The facility that issued the paper.</summary>
    public FacilityCode Facility => FacilityCode.Parse(ToString()[10..15]);

    /// <summary>The year of issue. The code has two digits of it; this form of code exists since 2025.</summary>
    public int Year => 2000 + int.Parse(ToString().AsSpan(16, 2), provider: null);

    public static bool TryParse(string? text, out BirthCertificateCode value, [NotNullWhen(false)] out Fault? fault) =>
        text is { Length: Length } && Form().IsMatch(text)
            ? Identifier.Accept(new BirthCertificateCode(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.BirthCertificateCodeMalformed,
                "Mã giấy chứng sinh phải có dạng 00001.GCS.01001.26 (số thứ tự, GCS, mã cơ sở, năm).",
                "A birth certificate code looks like 00001.GCS.01001.26 (number, GCS, facility, year).",
                out value,
                out fault);

    public static BirthCertificateCode Parse(string text) => Identifier.Parse<BirthCertificateCode>(text);

    public override string ToString() => text ?? "";

    [GeneratedRegex(@"\A[0-9]{5}\.GCS\.[0-9]{5}\.[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
