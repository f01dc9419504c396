namespace LienThong.Procedures.Dossiers;

/// <summary>The commune's judgement of a dossier that is held as a possible duplicate.</summary>
public static class DuplicateJudgement
{
    /// <summary>Lets the dossier go on, or ends it as a duplicate.</summary>
    public static Decided Judge(Dossier dossier, bool isDuplicate, string note, string by, DateTimeOffset now)
    {
        if (dossier.State.Status == DossierStatus.Held)
        {
            return Decided.Happens(new DuplicateJudged(now, by, isDuplicate, note));
        }

        var judged = dossier.Events.OfType<DuplicateJudged>().LastOrDefault();
        return judged is not null && judged.IsDuplicate == isDuplicate
            ? Decided.Already
            : Decided.Conflict(DossierFaults.NotHeld(dossier.Code));
    }
}
