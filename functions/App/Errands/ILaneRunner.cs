using LienThong.Procedures.Dossiers;

namespace LienThong.App.Errands;

/// <summary>Does the errands of one lane that are more than a message to be confirmed. Lanes without a runner of their own get
/// their errands posted. It is registered only where its system can be called: a lane that has a runner has a receiver.</summary>
public interface ILaneRunner
{
    /// <summary>The lane.</summary>
    string Lane { get; }

    /// <summary>Does one errand. It may be called again for the same errand, after a crash or a lost answer.</summary>
    Task<ErrandResult> RunAsync(Dossier dossier, Errand errand, CancellationToken cancellation);
}
