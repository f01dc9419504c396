using LienThong.Procedures.Dossiers;
using LienThong.Storage;

namespace LienThong.App.Projections;

/// <summary>What a dossier puts on whose worklist: a pure function of the dossier.</summary>
internal static class WorklistProjection
{
    /// <summary>The list of what waits for an operator.</summary>
    public const string Operator = "operator";

    /// <summary>The status of a dossier that is held as a possible duplicate.</summary>
    public const string Held = "Held";

    /// <summary>The step of an entry for an orchestration that does not go on.</summary>
    public const string Orchestration = "orchestration";

    private const string WholeDossier = "dossier";

    /// <summary>The entries that stand, and those that are over.</summary>
    public static (IReadOnlyList<WorklistEntry> Put, IReadOnlyList<WorklistKey> Remove) Of(Dossier dossier)
    {
        List<WorklistEntry> put = [];
        List<WorklistKey> remove = [];
        var state = dossier.State;
        foreach (var step in state.Steps)
        {
            var agency = step.Agency.ToString();
            if (step.Open)
            {
                put.Add(Entry(dossier, agency, step));
            }
            else if (step.BegunAt is not null)
            {
                remove.Add(new WorklistKey(agency, step.Step));
            }

            if (!step.Ended && (step.Parked || step.Overdue))
            {
                put.Add(Entry(dossier, Operator, step));
            }
            else if (dossier.Events.Any(e => e is (StepParked or RequestFaulted or StepOverdue) and StepEvent on && on.Step == step.Step))
            {
                remove.Add(new WorklistKey(Operator, step.Step));
            }
        }

        if (dossier.Events.Any(e => e is PossibleDuplicateFound))
        {
            foreach (var agency in new[] { state.Steps[0].Agency.ToString(), Operator })
            {
                if (state.Status == DossierStatus.Held)
                {
                    put.Add(HeldEntry(dossier, agency));
                }
                else
                {
                    remove.Add(new WorklistKey(agency, WholeDossier));
                }
            }
        }

        return (put, remove);
    }

    private static WorklistEntry Entry(Dossier dossier, string agency, StepState step) => new()
    {
        Agency = agency,
        Dossier = dossier.Code,
        Procedure = dossier.Procedure,
        Step = step.Step,
        Version = dossier.Version,
        Status = step.Status.ToString(),
        Round = step.Round,
        Since = step.BegunAt ?? dossier.State.FiledAt,
        Due = step.Due,
        Overdue = step.Overdue,
        Late = step.Overdue || step.Supplements > 1,
        Attention = step.ParkedCode ?? (step.Overdue ? "overdue" : null),
    };

    private static WorklistEntry HeldEntry(Dossier dossier, string agency) => new()
    {
        Agency = agency,
        Dossier = dossier.Code,
        Procedure = dossier.Procedure,
        Step = WholeDossier,
        Version = dossier.Version,
        Status = Held,
        Since = dossier.State.FiledAt,
        Due = dossier.State.Due,
        Attention = $"possible-duplicate-of {dossier.State.DuplicateOf}",
    };
}

/// <summary>Which entry of which list.</summary>
internal sealed record WorklistKey(string Agency, string Step);
