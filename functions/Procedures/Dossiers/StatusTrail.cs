using LienThong.Procedures.Law.Lanes;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// The numbers that a system must have been told, in the order that it enforces: what the milestones give, with the gaps
/// filled, never back behind what was told last, and nothing after an end.
/// </summary>
internal static class StatusTrail
{
    public static IEnumerable<Errand> Of(Lane lane, DossierHistory history, Milestones milestones)
    {
        if (lane.StepsOf is not { } kind)
        {
            return Of(lane, null, history, milestones.OfDossier());
        }

        return history.Dossier.State.Steps
            .Where(step => step.Agency.Kind == kind)
            .SelectMany(step => Of(lane, step.Step, history, milestones.OfStep(step.Step)));
    }

    private static List<Errand> Of(Lane lane, string? step, DossierHistory history, IEnumerable<(int Index, Milestone Milestone)> milestones)
    {
        List<Errand> told = [];
        var times = new Dictionary<int, int>();
        LaneStatus? last = null;
        foreach (var (index, milestone) in milestones)
        {
            foreach (var status in lane.Statuses.Where(status => status.Told.Contains(milestone)))
            {
                if (last is not null && (status == last || lane.Before(last).Contains(status)))
                {
                    continue;
                }

                foreach (var missing in lane.Before(status).Where(before => !times.ContainsKey(before.Number)))
                {
                    Tell(missing, index, filled: true);
                }

                Tell(status, index, filled: false);
                if (status.Ends)
                {
                    return told;
                }
            }
        }

        return told;

        void Tell(LaneStatus status, int index, bool filled)
        {
            last = status;
            var time = times[status.Number] = times.GetValueOrDefault(status.Number) + 1;
            var id = $"{ErrandKinds.Status}:{(step is null ? "" : step + ":")}{status.Number}{(time == 1 ? "" : ":" + time)}";
            var edition = step is not null && status.Means == StatusMeaning.Done ? history.Dossier.State.Step(step)!.Edition : (int?)null;
            told.Add(new Errand(lane.Code, id, ErrandKinds.Status, step, edition, status.Number)
            {
                Origin = index, Since = history.Event(index).At, Filled = filled,
            });
        }
    }
}
