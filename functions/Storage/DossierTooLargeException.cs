using LienThong.Procedures.Identifiers;

namespace LienThong.Storage;

/// <summary>A dossier has grown beyond <see cref="IDossierStore.MaxBytes"/>. Nothing was written.</summary>
/// <param name="length">Its bytes of JSON.</param>
public sealed class DossierTooLargeException(DossierCode code, long length)
    : Exception($"Dossier {code} has {length} bytes of JSON; at most {IDossierStore.MaxBytes} are kept.")
{
    /// <summary>The dossier.</summary>
    public DossierCode Code => code;

    /// <summary>Its bytes of JSON.</summary>
    public long Length => length;
}
