using System.Globalization;
using LienThong.Procedures.Calendars;

namespace LienThong.Reports.Documents;

/// <summary>
/// Numbers and days as readers of a language expect them: 10.688.901 and 55,25 % in Vietnamese, 10,688,901 and 55.25% in
/// English. The process runs without the cultures of an operating system, so that a report looks the same on every machine;
/// these few formats are all it needs.
/// </summary>
public static class ReportNumbers
{
    /// <summary>What stands for a figure that does not exist, such as a share of nothing.</summary>
    public const string NotAvailable = "N/A";

    private const string NoBreakSpace = "\u00A0";
    private const string Minus = "\u2212";

    private static readonly NumberFormatInfo Vietnamese = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = ",", NegativeSign = Minus };
    private static readonly NumberFormatInfo English = new() { NumberGroupSeparator = ",", NumberDecimalSeparator = ".", NegativeSign = Minus };

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>A whole number with its thousands set apart.</summary>
    public static string Count(decimal value, ReportLanguage language) => Fixed(value, 0, language);

    /// <summary>A percentage that was rounded already (55.25 is 55,25 %), with two decimals.</summary>
    public static string Percent(decimal percent, ReportLanguage language) =>
        Fixed(percent, 2, language) + language.Of(NoBreakSpace + "%", "%");

    /// <summary>A number with a fixed count of decimals, half away from zero.</summary>
    public static string Fixed(decimal value, int decimals, ReportLanguage language) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero)
            .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), language == ReportLanguage.Vietnamese ? Vietnamese : English);

    /// <summary>A change: the same, with the sign always shown; no change is ±0.</summary>
    public static string Signed(string printed, decimal value)
    {
        ArgumentNullException.ThrowIfNull(printed);
        return value switch { > 0 => "+" + printed, 0 => "±" + printed, _ => printed };
    }

    /// <summary>A day in figures: 05/06/2026.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A moment on Vietnam's clocks: 07:00 08/06/2026.</summary>
    public static string Moment(DateTimeOffset moment) => moment.ToOffset(VietnamTime.Offset).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day as the heading of an official paper writes it: days below 10 and the months January and February with a
    /// zero before them (Decree 30/2020/NĐ-CP).</summary>
    public static string LongDay(DateOnly day, ReportLanguage language) => language.Of(
        $"ngày {day.Day:00} tháng {(day.Month <= 2 ? $"{day.Month:00}" : $"{day.Month}")} năm {day.Year}",
        $"{day.Day} {EnglishMonths[day.Month - 1]} {day.Year}");
}
