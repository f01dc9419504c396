using LienThong.Procedures.Calendars;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Law;
using LienThong.Procedures.Law.Lanes;

namespace LienThong.Procedures.Dossiers;

/// <summary>What a dossier owes other systems: a pure function of the dossier, the law and the lanes that have a receiver. Each
/// lane's errands come in the order in which they must be done, and keep their ids while the dossier grows.</summary>
public static class ErrandPlan
{
    /// <summary>The systems that dossiers filed on the day of this one have to do with.</summary>
    public static IEnumerable<Lane> Lanes(Dossier dossier, DossierRules rules) =>
        rules.Library.LanesInForce(VietnamTime.DayOf(dossier.State.FiledAt));

    /// <summary>Whether a system is to get the dossier's results.</summary>
    public static bool Keeps(Lane lane, Dossier dossier) =>
        lane.Results is { } results && results.When?.Holds(new Facts(dossier.Declaration, dossier.State.FiledAt)) != false;

    /// <summary>Whether a result has got a newer edition, which agencies may have to be told.</summary>
    public static bool HasNewEdition(Dossier dossier) => dossier.Events.Any(IsNewEdition);

    /// <summary>What is owed now. The errands of lanes that stand still are in it too.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="rules">The law under which it stands.</param>
    /// <param name="lanes">The lanes that have a receiver for this dossier: codes of lanes, and of agencies. The others owe nothing.</param>
    public static IReadOnlyList<Errand> Owed(Dossier dossier, DossierRules rules, IReadOnlySet<string> lanes) =>
    [
        .. All(dossier, rules, lanes).Where(errand => dossier.State.Errands.GetValueOrDefault(errand.Lane)?.Done.Contains(errand.Id) != true),
    ];

    /// <summary>What is owed now to systems whose lanes move.</summary>
    public static IReadOnlyList<Errand> Moving(Dossier dossier, DossierRules rules, IReadOnlySet<string> lanes) =>
        [.. Owed(dossier, rules, lanes).Where(errand => dossier.State.Errands.GetValueOrDefault(errand.Lane)?.ParkedErrand is null)];

    /// <summary>What is owed and what is done. An edition of a result that a newer one has replaced is no longer in it.</summary>
    public static IReadOnlyList<Errand> All(Dossier dossier, DossierRules rules, IReadOnlySet<string> lanes)
    {
        if (lanes.Count == 0)
        {
            return [];
        }

        var inForce = Lanes(dossier, rules).Where(lane => lanes.Contains(lane.Code)).ToArray();
        if (inForce.Length == 0 && !HasNewEdition(dossier))
        {
            return [];
        }

        var history = new DossierHistory(dossier);
        var milestones = new Milestones(history, [.. inForce.Where(lane => Keeps(lane, dossier)).Select(lane => lane.Code)]);
        return [.. inForce.SelectMany(lane => Of(lane, history, milestones, rules)), .. ToAgencies(history, lanes)];
    }

    // What came about with the same event is told in this order: the result is there before it is said that it is.
    private static IEnumerable<Errand> Of(Lane lane, DossierHistory history, Milestones milestones, DossierRules rules)
    {
        var told = StatusTrail.Of(lane, history, milestones).ToArray();
        return Questions(lane, history, rules)
            .Concat(Keeps(lane, history.Dossier) ? Results(lane, history) : NewEditions(lane, told, history))
            .Concat(told)
            .OrderBy(errand => errand.Origin);
    }

    private static IEnumerable<Errand> Questions(Lane lane, DossierHistory history, DossierRules rules)
    {
        var state = history.Dossier.State;
        if (lane.Asks.Contains(ErrandKinds.CheckPersons) && state.Persons is null && state.Status != DossierStatus.Held
            && state is { Withdrawn: false, Invalidated: false, DuplicateOf: null })
        {
            yield return new Errand(lane.Code, ErrandKinds.CheckPersons, ErrandKinds.CheckPersons) { Since = state.FiledAt };
        }

        if (!lane.Asks.Contains(ErrandKinds.GetNumber))
        {
            yield break;
        }

        foreach (var step in state.Steps.Where(step => step.Status == StepStatus.Done && MissingNumber(rules.Step(step.Step), step) is not null))
        {
            var done = Enumerable.Range(0, history.Count).Last(i => history.Event(i) is StepDone e && e.Step == step.Step);
            yield return new Errand(lane.Code, $"{ErrandKinds.GetNumber}:{step.Step}", ErrandKinds.GetNumber, step.Step)
            {
                Origin = done, Since = history.Event(done).At,
            };
        }
    }

    /// <summary>The personal identification number that a result still lacks and may get late; null when it lacks none.</summary>
    public static ResultField? MissingNumber(StepDefinition definition, StepState step) => definition.ResultFields.FirstOrDefault(
        field => field is { Presence: ResultPresence.Late, Format: Formats.PersonalId } && !step.Result.ContainsKey(field.Name));

    private static IEnumerable<Errand> Results(Lane lane, DossierHistory history) => Editions(history).Select(edition =>
        new Errand(lane.Code, $"{ErrandKinds.Result}:{edition.Step}:{edition.Number}", ErrandKinds.Result, edition.Step, edition.Number)
        {
            Origin = edition.Index, Since = history.Event(edition.Index).At,
        });

    /// <summary>Later editions for a system that gets results with its numbers only. Owed also when the number was late and took the
    /// newest edition along: an earlier one may have gone out before, and its answer been lost.</summary>
    private static IEnumerable<Errand> NewEditions(Lane lane, IReadOnlyList<Errand> told, DossierHistory history) =>
        from edition in Editions(history)
        let happened = history.Event(edition.Index)
        where IsNewEdition(happened) && told.Any(errand => errand.Step == edition.Step && errand.Edition is not null)
        let kind = KindOf(happened)
        select new Errand(lane.Code, $"{kind}:{edition.Step}:{edition.Number}", kind, edition.Step, edition.Number)
        {
            Origin = edition.Index, Since = happened.At,
        };

    /// <summary>Agencies that had an earlier edition with their request, and the deciding agency when the number came from elsewhere.</summary>
    private static IEnumerable<Errand> ToAgencies(DossierHistory history, IReadOnlySet<string> lanes) =>
        from edition in Editions(history)
        where IsNewEdition(history.Event(edition.Index))
        let happened = history.Event(edition.Index)
        let kind = KindOf(happened)
        from step in history.Before(edition.Index).Steps
        where HadIt(step, edition.Step) || (step.Step == edition.Step && happened is ResultCompleted { By: DossierEvent.System })
        let lane = history.Dossier.State.Step(step.Step)!.Agency.ToString()
        where lanes.Contains(lane)
        select new Errand(lane, $"{kind}:{edition.Step}:{edition.Number}:{step.Step}", kind, step.Step, edition.Number)
        {
            Origin = edition.Index, Since = happened.At,
        };

    private static bool HadIt(StepState step, string result) =>
        step.After.Contains(result) && step is { BegunAt: not null, Status: not StepStatus.Withdrawn };

    /// <summary>The newest edition of each result.</summary>
    private static IEnumerable<(int Index, string Step, int Number)> Editions(DossierHistory history) =>
        from index in Enumerable.Range(0, history.Count)
        let happened = history.Event(index) as StepEvent
        where happened is StepDone || (happened is not null && IsNewEdition(happened))
        let number = history.After(index).Step(happened.Step)!.Edition
        where history.Dossier.State.Step(happened.Step)!.Edition == number
        select (index, happened.Step, number);

    private static string KindOf(DossierEvent edition) => edition is ResultCorrected ? ErrandKinds.Correction : ErrandKinds.Completion;

    private static bool IsNewEdition(DossierEvent happened) => happened is ResultCorrected or ResultCompleted;
}
