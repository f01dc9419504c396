namespace LienThong.Procedures.Faults;

/// <summary>The same words for the reader in Vietnamese and in English.</summary>
public sealed record Localized(string Vi, string En);
