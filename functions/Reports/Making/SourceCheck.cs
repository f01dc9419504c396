using LienThong.Procedures.Calendars;
using LienThong.Reports.Catalogue;
using LienThong.Reports.Measurements;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Making;

/// <summary>Which sources have sent what a report of a week needs.</summary>
public static class SourceCheck
{
    /// <summary>Looks at every source that stands at the end of the week.</summary>
    /// <param name="stated">The days of the week that were stated, by agency.</param>
    /// <param name="contacts">When sources were last heard of up to the end of the week, by source.</param>
    public static SourceCompleteness Of(
        WeekFrame frame,
        IReadOnlyCollection<MeasuringSource> sources,
        IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> stated,
        IReadOnlyDictionary<string, Contact> contacts)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(sources);
        var days = Enumerable.Range(0, 7).Select(frame.Week.Monday.AddDays).Where(day => day < VietnamTime.DayOf(frame.AsOf)).ToList();
        List<WantingSource> wanting = [];
        var bySource = sources.GroupBy(source => source.Source).OrderBy(source => source.Key, StringComparer.Ordinal).ToList();
        foreach (var source in bySource)
        {
            var contact = contacts.GetValueOrDefault(source.Key);
            var missing = days.Where(day => source.Any(agency => !(stated.GetValueOrDefault(agency.Agency)?.Contains(day) ?? false))).ToList();
            if (contact is { ClockOff: true } || missing.Count > 0)
            {
                var fault = contact is { ClockOff: true } ? SourceFault.ClockOff : missing.Count == days.Count ? SourceFault.Silent : SourceFault.Late;
                wanting.Add(new WantingSource(source.Key, source.First().Name, fault, missing, contact?.At));
            }
        }

        return new(bySource.Count, bySource.Count - wanting.Count, wanting);
    }
}
