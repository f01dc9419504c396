using LienThong.Procedures.Faults;

namespace LienThong.App.Http;

/// <summary>Problem details (RFC 9457) with a stable code, both languages, and every fault at once.</summary>
internal sealed record Problem(string Type, string Title, int Status, string Code, string Vi, string En, IReadOnlyList<Fault> Faults)
{
    /// <summary>A problem of one fault, or of none that points anywhere.</summary>
    public static IResult Of(int status, string code, string vi, string en, params IReadOnlyList<Fault> faults) =>
        Answers.Json(new Problem("urn:lien-thong:" + code, en, status, code, vi, en, faults), status, "application/problem+json");
}
