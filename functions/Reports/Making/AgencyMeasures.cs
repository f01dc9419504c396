using LienThong.Reports.Catalogue;

namespace LienThong.Reports.Making;

/// <summary>What was measured of an agency: in the week, up to its end, and up to the end of the week before.</summary>
/// <param name="Source">Who sends for it.</param>
/// <param name="Week">From Monday to Sunday.</param>
/// <param name="Now">From 1 January to the end of the week.</param>
/// <param name="Before">From 1 January to the end of the week before; null when that was another year.</param>
public sealed record AgencyMeasures(MeasuringSource Source, MeasuredSum Week, MeasuredSum Now, MeasuredSum? Before)
{
    /// <summary>Nothing yet, of an agency in a frame.</summary>
    public static AgencyMeasures Empty(MeasuringSource source, WeekFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return new(source, new MeasuredSum(), new MeasuredSum(), frame.Week.Previous.Sunday.Year == frame.Week.Sunday.Year ? new MeasuredSum() : null);
    }

    /// <summary>Adds what was stated of a day of the week or of the cumulative period.</summary>
    public void Add(DateOnly day, Measurements.MeasuredDay measured, WeekFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (day >= frame.Week.Monday)
        {
            Week.Add(day, measured);
        }

        if (day >= frame.Cumulative.From)
        {
            Now.Add(day, measured);
            if (day < frame.Week.Monday)
            {
                Before?.Add(day, measured);
            }
        }
    }
}
