using LienThong.Reports.Catalogue;
using LienThong.Reports.Making;
using LienThong.Reports.Weekly;

namespace LienThong.App.Reports;

/// <summary>The input of making a week's reports.</summary>
/// <param name="Week">The week, as 2026-W47.</param>
/// <param name="At">When they are made: a week that is not over then counts up to then.</param>
public sealed record WeekOrder(string Week, DateTimeOffset At)
{
    /// <summary>What these reports cover.</summary>
    public WeekFrame Frame(ReportCatalogue catalogue) => WeekFrame.At(IsoWeek.Parse(Week), At, catalogue);
}

/// <summary>The input of making a province's reports.</summary>
/// <param name="Province">Two digits.</param>
public sealed record ProvinceOrder(WeekOrder Order, string Province);

/// <summary>A week's report of the country that was made.</summary>
/// <param name="Edition">Its edition.</param>
/// <param name="IsNew">False when it came out as the edition that stood.</param>
/// <param name="Wanting">How many sources were late, silent or refused.</param>
public sealed record MadeReport(string Week, int Edition, bool IsNew, bool Provisional, int Wanting);
