using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>An open dossier as the watchdog sees it.</summary>
/// <param name="Version">The version of the dossier that this was made from.</param>
/// <param name="NextWake">When something is due by itself, UTC; null when only somebody's act can change anything.</param>
/// <param name="ChangedAt">When the dossier last changed, UTC.</param>
public sealed record WatchEntry(DossierCode Code, int Version, DateTimeOffset? NextWake, DateTimeOffset ChangedAt);
