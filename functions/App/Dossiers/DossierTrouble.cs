using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>Whose trouble it is when work on one dossier fails.</summary>
internal static class DossierTrouble
{
    /// <summary>Whether it is this dossier's own, so that the others go on without it; a store that cannot answer, or a host that stops, is
    /// everybody's.</summary>
    public static bool IsItsOwn(Exception e) => e is not (StorageUnavailableException or StorageOverloadedException or OperationCanceledException);
}
