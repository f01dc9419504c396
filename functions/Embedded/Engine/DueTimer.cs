namespace LienThong.Embedded.Engine;

/// <summary>A timer of an instance, ordered by when it is due.</summary>
/// <param name="Due">When it is due, in UTC ticks.</param>
/// <param name="Instance">The instance's number.</param>
/// <param name="Event">Its number within the execution.</param>
/// <param name="Execution">The execution that waits for it.</param>
internal readonly record struct DueTimer(long Due, long Instance, int Event, int Execution) : IComparable<DueTimer>
{
    /// <summary>Before every timer.</summary>
    public static DueTimer First { get; } = new(long.MinValue, 0, 0, 0);

    /// <summary>After every timer.</summary>
    public static DueTimer Last { get; } = new(long.MaxValue, long.MaxValue, int.MaxValue, 0);

    public int CompareTo(DueTimer other) =>
        Due != other.Due ? Due.CompareTo(other.Due)
        : Instance != other.Instance ? Instance.CompareTo(other.Instance)
        : Event.CompareTo(other.Event);
}
