namespace LienThong.Procedures.Dossiers;

/// <summary>What a dossier owes other systems: a pure function of the dossier, the law and the lanes that have a receiver.</summary>
public static class ErrandPlan
{
    /// <summary>What is owed now, each lane's errands in the order in which they must be done. Lanes that stand still are in it too.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="rules">The law under which it stands.</param>
    /// <param name="lanes">The lanes that have a receiver for this dossier; the others owe nothing.</param>
    public static IReadOnlyList<Errand> Owed(Dossier dossier, DossierRules rules, IReadOnlySet<string> lanes) => [];
}
