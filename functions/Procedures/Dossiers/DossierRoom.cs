namespace LienThong.Procedures.Dossiers;

/// <summary>How large a dossier may grow by what is added to it. What a partner can add again and again has less room than what
/// brings a dossier to its end, so that nobody can fill one up until its agencies, its applicant and the operators can no longer
/// write into it.</summary>
public static class DossierRoom
{
    /// <summary>The most bytes of JSON of any dossier: what fits every store.</summary>
    public const int Bytes = 1_900_000;

    /// <summary>The most bytes of JSON after something that can be repeated without end.</summary>
    public const int RepeatableBytes = 1_500_000;

    /// <summary>The most bytes of JSON that a dossier may have with these events added.</summary>
    public static int For(IReadOnlyList<DossierEvent> added) =>
        added.Any(e => e is SupplementAsked or VerificationNeeded or ResultCorrected or StepTransferred) ? RepeatableBytes : Bytes;
}
