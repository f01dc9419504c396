using LienThong.Procedures.Dossiers;

namespace LienThong.App.Http;

/// <summary>The answer to somebody's act on a step.</summary>
/// <param name="Changed">False when the same had been said before.</param>
internal sealed record StepAnswer(string Step, StepStatus Status, int Round, DateTimeOffset? Due, bool Changed)
{
    public static StepAnswer Of(Dossier dossier, string step, Decided decided)
    {
        var state = dossier.State.Step(step)!;
        return new StepAnswer(step, state.Status, state.Round, state.Due, decided.Events.Count > 0);
    }
}
