namespace LienThong.Procedures.Dossiers;

/// <summary>How far the errands with one other system have come.</summary>
public sealed record LaneState
{
    /// <summary>The ids of the errands that the system has confirmed, in that order.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>The errands that the system has and has not confirmed yet.</summary>
    public IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>How often an operator had errands done again: each time they are sent as something new.</summary>
    public int Replays { get; init; }

    /// <summary>The errand at which the lane stands still until an operator lets it go on; null while it moves.</summary>
    public string? ParkedErrand { get; init; }

    /// <summary>The code of what stopped it.</summary>
    public string? ParkedCode { get; init; }

    /// <summary>What stopped it, in words.</summary>
    public string? ParkedText { get; init; }
}

/// <summary>The fold of errands, one lane at a time.</summary>
internal static class ErrandFold
{
    public static IReadOnlyDictionary<string, LaneState> Apply(IReadOnlyDictionary<string, LaneState> lanes, DossierEvent happened) => happened switch
    {
        ErrandDone e => Change(lanes, e.Lane, lane => new LaneState
        {
            Done = lane.Done.Contains(e.Errand) ? lane.Done : [.. lane.Done, e.Errand],
            Taken = [.. lane.Taken.Where(id => id != e.Errand)],
            Replays = lane.Replays,
        }),
        ErrandTaken e => Change(lanes, e.Lane, lane => lane with { Taken = [.. lane.Taken.Where(id => id != e.Errand), e.Errand] }),
        ErrandParked e => Change(lanes, e.Lane, lane => lane with { ParkedErrand = e.Errand, ParkedCode = e.Code, ParkedText = e.Text }),
        ErrandsResumed e => Change(lanes, e.Lane, lane => new LaneState
        {
            Done = e.From is null ? lane.Done : [.. lane.Done.TakeWhile(id => id != e.From)],
            Taken = e.From is null ? lane.Taken : [],
            Replays = e.From is null ? lane.Replays : lane.Replays + 1,
        }),
        _ => lanes,
    };

    private static Dictionary<string, LaneState> Change(IReadOnlyDictionary<string, LaneState> lanes, string name, Func<LaneState, LaneState> change) =>
        new(lanes) { [name] = change(lanes.GetValueOrDefault(name) ?? new LaneState()) };
}
