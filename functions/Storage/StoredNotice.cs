using System.Text.Json;

namespace LienThong.Storage;

/// <summary>A hospital's notice as it came.</summary>
/// <param name="Kind">What it tells of, for example birth.</param>
/// <param name="Code">The code of the hospital's paper: with the kind it names the notice.</param>
/// <param name="Notice">The notice: personal data.</param>
/// <param name="ContentHash">A hash of what the notice says; the same for the same content however it was written.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
/// <param name="By">The partner that sent it.</param>
/// <param name="Late">It came after the time that the law gives the hospital.</param>
/// <param name="Likeness">A keyed hash of what two papers of one event have in common; null when that is not known.</param>
public sealed record StoredNotice(
    string Kind, string Code, JsonElement Notice, string ContentHash, DateTimeOffset ReceivedAt, string By, bool Late, string? Likeness = null);
