using LienThong.Embedded.Engine;
using LienThong.Embedded.Store;

namespace LienThong.Embedded.Tests.Simulation;

/// <summary>What a seed makes happen: who files what, how each partner behaves, what breaks and when.</summary>
internal sealed class Story(int seed)
{
    private const int Incarnations = 3;
    private readonly Draws _draws = new(seed);

    public Draws Draws => _draws;

    public int Dossiers => _draws.Among([1, 1, 1, 1, 1, 1, 1, 2], "dossiers");

    public DurableOptions Engine => new()
    {
        LiveInstances = _draws.Among([1, 3, 5_000], "live"),
        MaxQueued = _draws.Among([2, 5_000], "queued"),
        MaxConcurrentOrchestrators = _draws.Among([1, 4], "turns"),
        MaxConcurrentActivities = _draws.Among([1, 4], "activities"),
    };

    public int MaxBatch => _draws.Among([1, 4, 512], "batch");

    public int MaxConcurrentCalls => _draws.Among([1, 4], "calls");

    public int MaxQueueDepth => _draws.Among([3, 1_000], "depth");

    public TimeSpan FiledAt(int dossier) => TimeSpan.FromMinutes(_draws.Below(3, "filed", dossier) * 20);

    public int Steps(int dossier) => _draws.Among([1, 1, 1, 1, 1, 1, 2, 3], "steps", dossier);

    /// <summary>How the partner of a step behaves in a round.</summary>
    public Behaviour Of(int dossier, int step, int round) => new(this, dossier, (10 * step) + round)
    {
        Rounds = 1 + (_draws.OneOf(4, "supplement", dossier, step) ? 1 : 0),
    };

    /// <summary>How often in a row the activity that begins a step fails.</summary>
    public int FailuresToBegin(int dossier, int step) => _draws.Among([0, 0, 0, 1, 2], "begin", dossier, step);

    /// <summary>When an operator stops a step and lets it go on, after the step's dossier was filed; null for never.</summary>
    public (TimeSpan At, TimeSpan Until)? Suspended(int dossier, int step) => !_draws.OneOf(6, "suspend", dossier, step)
        ? null
        : (TimeSpan.FromMinutes(_draws.Below(90, "suspend at", dossier, step)), TimeSpan.FromMinutes(1 + _draws.Below(120, "suspend for", dossier, step)));

    /// <summary>When the machine is stopped in order and started again; null for never.</summary>
    public TimeSpan? Stopped => _draws.OneOf(6, "stop") ? TimeSpan.FromMinutes(_draws.Below(150, "stop at")) : null;

    /// <summary>What breaks in a life of the machine, counted in commits from its start.</summary>
    public (int Commit, CommitPoint Point)? Crash(int life) => life < Incarnations && _draws.OneOf(life + 2, "crash", life)
        ? (1 + _draws.Below(30, "crash at", life), _draws.Among([CommitPoint.Before, CommitPoint.After], "crash point", life))
        : null;

    /// <summary>Whether that commit of a life fails, as on a full disk.</summary>
    public bool Fails(int life, int commit) => life < Incarnations && _draws.OneOf(3, "full", life)
        && commit - _draws.Below(40, "full at", life) is 0 or 1;

    /// <summary>How long the machine is down after a life's crash.</summary>
    public TimeSpan Down(int life) => TimeSpan.FromMinutes(_draws.Among([0, 0, 1, 90], "down", life));

    /// <summary>Whether something happens at once with what happened before, or only when that has come to rest.</summary>
    public bool AtOnce(int act) => _draws.OneOf(3, "at once", act);
}
