using LienThong.Procedures.Faults;

namespace LienThong.Reports.Measurements;

/// <summary>A row that does not count.</summary>
/// <param name="Row">Its number in the batch, from 0.</param>
/// <param name="Faults">What is wrong with it; pointers lead into the batch.</param>
public sealed record RefusedRow(int Row, IReadOnlyList<Fault> Faults);
