namespace LienThong.Reports.Documents;

/// <summary>A chart. It shows figures that a table of the report holds too, so forms that cannot draw leave it out.</summary>
/// <param name="Id">Stable, of a-z 0-9 and hyphens, unique in the report.</param>
/// <param name="Caption">What it shows.</param>
public abstract record ReportChart(string Id, string Caption) : ReportBlock;

/// <summary>One bar a line, the longest first, with the mark that is to be reached.</summary>
/// <param name="Bars">The bars from the top.</param>
/// <param name="Full">The value that fills the whole width; above 0.</param>
/// <param name="Target">Where the mark stands; null without one.</param>
public sealed record RankingChart(string Id, string Caption, IReadOnlyList<RankingBar> Bars, decimal Full, RankingBar? Target = null) : ReportChart(Id, Caption);

/// <summary>A bar, or the mark of a target.</summary>
/// <param name="Figure">Its figure; one that does not exist gets no bar.</param>
/// <param name="IsLow">Whether it belongs to the lowest, which have a colour of their own.</param>
public sealed record RankingBar(string Name, ReportCell Figure, bool IsLow = false);

/// <summary>Lines over time.</summary>
/// <param name="Moments">What stands below the points: one a point, the earliest first.</param>
/// <param name="Lines">The lines; at most four, so that they can be told apart.</param>
public sealed record TrendChart(string Id, string Caption, IReadOnlyList<string> Moments, IReadOnlyList<TrendLine> Lines) : ReportChart(Id, Caption);

/// <summary>A line.</summary>
/// <param name="Points">One cell a moment, all of one kind; where the figure does not exist, the line is broken.</param>
public sealed record TrendLine(string Name, IReadOnlyList<ReportCell> Points);

/// <summary>Bars of equal length, each divided into the parts of a whole.</summary>
/// <param name="Parts">The names of the parts; at most four.</param>
/// <param name="Bars">The bars from the top.</param>
public sealed record PartsChart(string Id, string Caption, IReadOnlyList<string> Parts, IReadOnlyList<PartsBar> Bars) : ReportChart(Id, Caption);

/// <summary>A bar.</summary>
/// <param name="Counts">How many belong to each part, in the chart's order; a bar whose whole is nothing is drawn empty.</param>
public sealed record PartsBar(string Name, IReadOnlyList<long> Counts);
