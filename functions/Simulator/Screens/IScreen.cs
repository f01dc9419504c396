using LienThong.Procedures.Law;
using LienThong.Simulator.Scores;

namespace LienThong.Simulator.Screens;

/// <summary>Where a play is shown.</summary>
internal interface IScreen
{
    /// <summary>Shows how the play stands. Called very often, from one thread at a time.</summary>
    void Show(Scene scene);

    /// <summary>Shows what became of it.</summary>
    /// <param name="figures">In numbers.</param>
    /// <param name="versions">The law that it stood under.</param>
    /// <param name="troubles">What was lost, done twice or answered against the contract.</param>
    void Conclude(Figures figures, IReadOnlyList<ProcedureVersion> versions, IReadOnlyList<string> troubles);
}
