using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>
/// The code of an administrative procedure (mã TTHC): national, <c>1.001193</c>, or local with the agency's old
/// identifier behind it, <c>1.011442.000.00.00.H38</c>.
/// </summary>
[JsonConverter(typeof(IdentifierConverter<ProcedureCode>))]
public readonly partial record struct ProcedureCode : IIdentifier<ProcedureCode>
{
    public const int NationalLength = 8;

    private readonly string? text;

    private ProcedureCode(string text) => this.text = text;

    /// <summary>The part without the local suffix.</summary>
    public string National => ToString() is { Length: >= NationalLength } code ? code[..NationalLength] : "";

    /// <summary>Whether a province published the procedure for itself.</summary>
    public bool IsLocal => ToString().Length > NationalLength;

    public static bool TryParse(string? text, out ProcedureCode value, [NotNullWhen(false)] out Fault? fault) =>
        text is { Length: <= 22 } && Form().IsMatch(text)
            ? Identifier.Accept(new ProcedureCode(text), out value, out fault)
            : Identifier.Refuse(
                FaultCodes.ProcedureCodeMalformed,
                "Mã thủ tục hành chính phải có dạng 1.001193 hoặc 1.011442.000.00.00.H38.",
                "A procedure code looks like 1.001193 or 1.011442.000.00.00.H38.",
                out value,
                out fault);

    public static ProcedureCode Parse(string text) => Identifier.Parse<ProcedureCode>(text);

    public override string ToString() => text ?? "";

    [GeneratedRegex(@"\A[0-9]\.[0-9]{6}(\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[GH][0-9]{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
