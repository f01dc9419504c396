namespace LienThong.Procedures.Dossiers;

/// <summary>The commune's judgement of a dossier that is held as a possible duplicate, whose result holds a number that another
/// dossier's result holds too, or beside whose hospital paper there is another.</summary>
public static class DuplicateJudgement
{
    /// <summary>Lets the dossier go on, or ends it as a duplicate. A result that was given already stays whatever is judged: a
    /// number in it that is wrong is corrected by the agency.</summary>
    public static Decided Judge(Dossier dossier, bool isDuplicate, string note, string by, DateTimeOffset now)
    {
        if (dossier.State.Status == DossierStatus.Held)
        {
            return Decided.Happens(new DuplicateJudged(now, by, isDuplicate, note));
        }

        if (dossier.State.SameResults.Count + dossier.State.OtherPapers.Count > 0 && !isDuplicate)
        {
            return Decided.Happens(new DuplicateJudged(now, by, IsDuplicate: false, note));
        }

        var judged = dossier.Events.OfType<DuplicateJudged>().LastOrDefault();
        return judged is not null && judged.IsDuplicate == isDuplicate
            ? Decided.Already
            : Decided.Conflict(DossierFaults.NotHeld(dossier.Code));
    }
}
