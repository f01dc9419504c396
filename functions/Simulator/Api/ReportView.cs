namespace LienThong.Simulator.Api;

/// <summary>The country's weekly report as <c>GET reports/weekly/{week}</c> gives it, as far as it is held against what the players counted.</summary>
internal sealed record ReportView(int Edition, bool Provisional, SourcesView Sources, IReadOnlyList<TableView> Tables, IReadOnlyList<GroupView> Groups);

/// <summary>Which measuring systems have sent.</summary>
internal sealed record SourcesView(int Expected, IReadOnlyList<WantingView> Wanting);

/// <summary>One that has not.</summary>
/// <param name="Fault"><c>late</c>, <c>silent</c> or <c>clock-off</c>.</param>
internal sealed record WantingView(string Source, string Fault);

/// <summary>A table of ministries or localities.</summary>
/// <param name="Indicator"><c>visits</c>, or a share of something.</param>
internal sealed record TableView(string Indicator, TotalView Total);

/// <summary>A table's total.</summary>
/// <param name="Count">Null when it is a share.</param>
internal sealed record TotalView(long? Count);

/// <summary>The figures of a procedure.</summary>
internal sealed record GroupView(string Procedure, WeekView Dossiers, IReadOnlyList<GroupStepView> Steps);

/// <summary>The figures of one of its steps.</summary>
internal sealed record GroupStepView(string Step, WeekView Figures);

/// <summary>Figures of the week, beside which stand those of the year.</summary>
internal sealed record WeekView(CaseCount Week);

/// <summary>What happened in a week to dossiers, or to one step of theirs.</summary>
/// <param name="Filed">A step: its turn came.</param>
/// <param name="Accepted">Taken in by an agency for the first time.</param>
/// <param name="Supplemented">Supplements asked for.</param>
/// <param name="Rejected">Ended because nothing was supplemented in time.</param>
/// <param name="Late">Ended past the limit, or after a second supplement was asked for.</param>
internal sealed record CaseCount(long Filed, long Accepted, long Supplemented, long Refused, long Rejected, long Done, long Late)
{
    /// <summary>Nothing.</summary>
    public static CaseCount None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public static CaseCount operator +(CaseCount one, CaseCount other) => new(
        one.Filed + other.Filed, one.Accepted + other.Accepted, one.Supplemented + other.Supplemented, one.Refused + other.Refused,
        one.Rejected + other.Rejected, one.Done + other.Done, one.Late + other.Late);
}
