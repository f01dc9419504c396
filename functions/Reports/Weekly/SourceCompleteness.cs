using LienThong.Procedures.Faults;

namespace LienThong.Reports.Weekly;

/// <summary>Which sources of measurements the report rests on.</summary>
/// <param name="Expected">How many sources the catalogue has for the week.</param>
/// <param name="Complete">How many have stated every day of the week in time.</param>
/// <param name="Wanting">Those that have not, by code.</param>
public sealed record SourceCompleteness(int Expected, int Complete, IReadOnlyList<WantingSource> Wanting);

/// <summary>A source that is late, silent, or whose clock is wrong.</summary>
/// <param name="Source">Its code in the catalogue.</param>
/// <param name="Name">Its agency's name.</param>
/// <param name="Fault">What is wanting.</param>
/// <param name="MissingDays">The days of the week for which it has stated nothing.</param>
/// <param name="LastContact">When anything last came from it before the report's moment, UTC; null when nothing ever did.</param>
public sealed record WantingSource(string Source, Localized Name, SourceFault Fault, IReadOnlyList<DateOnly> MissingDays, DateTimeOffset? LastContact);

/// <summary>What is wanting of a source.</summary>
public enum SourceFault
{
    /// <summary>It has stated some days of the week and not all.</summary>
    Late,

    /// <summary>It has stated no day of the week.</summary>
    Silent,

    /// <summary>What it sent last was refused, because its clock was far off.</summary>
    ClockOff,
}
