namespace LienThong.Procedures.Dossiers;

/// <summary>A dossier with the state after each of its events.</summary>
internal sealed class DossierHistory
{
    private readonly DossierState[] states;

    public DossierHistory(Dossier dossier)
    {
        Dossier = dossier;
        states = new DossierState[dossier.Events.Count];
        var state = new DossierState();
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = state = DossierFold.Apply(state, dossier.Events[i]);
        }
    }

    public Dossier Dossier { get; }

    public int Count => states.Length;

    public DossierEvent Event(int index) => Dossier.Events[index];

    public DossierState Before(int index) => index == 0 ? new DossierState() : states[index - 1];

    public DossierState After(int index) => states[index];
}
