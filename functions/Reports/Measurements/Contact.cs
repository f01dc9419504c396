namespace LienThong.Reports.Measurements;

/// <summary>When a source was last heard of in a week.</summary>
/// <param name="At">The last time that anything came from it, UTC.</param>
/// <param name="ClockOff">What came last was refused, because its clock was off.</param>
public sealed record Contact(DateTimeOffset At, bool ClockOff);
