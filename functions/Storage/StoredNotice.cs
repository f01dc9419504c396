using System.Text.Json;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>A hospital's birth notice as it came.</summary>
/// <param name="Code">The birth certificate's code.</param>
/// <param name="Notice">The notice: personal data.</param>
/// <param name="ContentHash">A hash of what the notice says; the same for the same content however it was written.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
/// <param name="By">The partner that sent it.</param>
/// <param name="Late">It came after the time that the law gives the hospital.</param>
public sealed record StoredNotice(
    BirthCertificateCode Code, JsonElement Notice, string ContentHash, DateTimeOffset ReceivedAt, string By, bool Late);
