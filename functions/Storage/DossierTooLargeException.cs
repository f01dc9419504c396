using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>A dossier would grow beyond what it, or this write of it, may have. Nothing was written.</summary>
/// <param name="length">Its bytes of JSON.</param>
/// <param name="maxBytes">How many it may have.</param>
public sealed class DossierTooLargeException(DossierCode code, long length, int maxBytes)
    : Exception($"Dossier {code} would have {length} bytes of JSON, of {maxBytes} at most.")
{
    /// <summary>The dossier.</summary>
    public DossierCode Code => code;

    /// <summary>Its bytes of JSON.</summary>
    public long Length => length;
}
