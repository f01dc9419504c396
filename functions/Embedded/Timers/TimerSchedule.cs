using System.Diagnostics.CodeAnalysis;
using NCrontab;

namespace LienThong.Embedded.Timers;

/// <summary>Six-field NCRONTAB (seconds first) in a time zone.</summary>
internal sealed class TimerSchedule
{
    /// <summary>Two leap days are never further apart.</summary>
    private const int YearsBetweenOccurrences = 8;

    private readonly CrontabSchedule _crontab;
    private readonly TimeZoneInfo _zone;

    private TimerSchedule(CrontabSchedule crontab, TimeZoneInfo zone) => (_crontab, _zone) = (crontab, zone);

    /// <returns>False if it is not that, or never comes (a 30th of February).</returns>
    public static bool TryParse(string expression, TimeZoneInfo zone, [NotNullWhen(true)] out TimerSchedule? schedule)
    {
        var crontab = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        schedule = crontab is null ? null : new TimerSchedule(crontab, zone);
        if (schedule?.Next(DateTimeOffset.UnixEpoch) is null)
        {
            schedule = null;
        }

        return schedule is not null;
    }

    /// <summary>The first occurrence after <paramref name="moment"/>; null at the end of time.</summary>
    public DateTimeOffset? Next(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, _zone).DateTime;
        var end = local.Year + YearsBetweenOccurrences < DateTime.MaxValue.Year ? local.AddYears(YearsBetweenOccurrences + 1) : DateTime.MaxValue;
        foreach (var occurrence in _crontab.GetNextOccurrences(local, end))
        {
            // An hour that the zone skips is read with the offset before it, so that the run is late instead of lost;
            // an hour that it repeats counts once, the first time.
            var offset = _zone.IsAmbiguousTime(occurrence)
                ? _zone.GetAmbiguousTimeOffsets(occurrence).Max()
                : _zone.GetUtcOffset(occurrence);
            var instant = new DateTimeOffset(occurrence, offset).ToUniversalTime();
            if (instant > moment)
            {
                return instant;
            }
        }

        return null;
    }
}
