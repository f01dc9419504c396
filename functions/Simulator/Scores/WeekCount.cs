using LienThong.Procedures.Calendars;
using LienThong.Reports.Weekly;
using LienThong.Simulator.Api;

namespace LienThong.Simulator.Scores;

/// <summary>
/// A week as the players saw it, counted from dossiers and their timelines and from what measuring systems sent. The weekly report is held
/// against it: both follow Decision 766/QĐ-TTg, and neither knows how the other counts. Pure.
/// </summary>
internal static class WeekCount
{
    private const string Filed = "dossier-filed";
    private const string Closed = "dossier-closed";
    private const string Withdrawn = "dossier-withdrawn";
    private const string Begun = "step-begun";
    private const string Asked = "supplement-asked";
    private const string Done = "step-done";
    private const string Refused = "step-refused";
    private const string Rejected = "supplement-expired";
    private const string Visits = "visits";

    // The timer makes it on Monday at seven.
    private static readonly TimeSpan MadeAfter = TimeSpan.FromHours(7);

    /// <summary>The weeks of a play whose reports are there at its end.</summary>
    public static IEnumerable<IsoWeek> Reported(DateTimeOffset start, DateTimeOffset end)
    {
        for (var week = IsoWeek.Of(VietnamTime.DayOf(start)); ReportAt(week) <= end; week = IsoWeek.Of(week.Sunday.AddDays(1)))
        {
            yield return week;
        }
    }

    /// <summary>Where the report says something else than the players saw.</summary>
    public static IReadOnlyList<string> Differences(IsoWeek week, ReportView report, Observed observed)
    {
        List<string> differences = [];
        var counted = Cases(week, observed);
        var reported = report.Groups
            .SelectMany(group => group.Steps.Select(step => (Key: Key(group.Procedure, step.Step), step.Figures.Week))
                .Append((Key: Key(group.Procedure, null), group.Dossiers.Week)))
            .ToDictionary(entry => entry.Key, entry => entry.Week, StringComparer.Ordinal);
        foreach (var key in counted.Keys.Union(reported.Keys).Order(StringComparer.Ordinal))
        {
            Compare(key, reported.GetValueOrDefault(key, CaseCount.None), counted.GetValueOrDefault(key, CaseCount.None));
        }

        Compare("provisional", report.Provisional, false);
        Compare(Visits, report.Tables.Where(table => table.Indicator == Visits).Sum(table => table.Total.Count), VisitsUpTo(week, observed));
        Compare(
            "sources wanting",
            string.Join(", ", report.Sources.Wanting.Select(source => source.Source).Order(StringComparer.Ordinal)),
            string.Join(", ", Wanting(week, observed)));
        return differences;

        void Compare<T>(string what, T said, T seen)
        {
            if (!EqualityComparer<T>.Default.Equals(said, seen))
            {
                differences.Add($"The report of {week} says of {what}: {said}; the players saw: {seen}");
            }
        }
    }

    private static Dictionary<string, CaseCount> Cases(IsoWeek week, Observed observed)
    {
        var counts =
            from filed in observed.Filed
            where observed.Views.ContainsKey(filed.Code) && observed.Timelines.ContainsKey(filed.Code)
            from part in Parts(week, filed.Filing.Law.Code, observed.Views[filed.Code], observed.Timelines[filed.Code])
            group part.Count by part.Key;
        return counts.ToDictionary(group => group.Key, group => group.Aggregate((one, other) => one + other), StringComparer.Ordinal);
    }

    private static IEnumerable<(string Key, CaseCount Count)> Parts(IsoWeek week, string procedure, DossierView view, IReadOnlyList<TimelineEvent> events)
    {
        var isWithdrawn = events.Any(happened => happened.Type == Withdrawn);
        var tracks = view.Steps.Select(step => new Track(step, [.. events.Where(happened => happened.Step == step.Step)])).ToList();
        foreach (var track in tracks)
        {
            yield return (Key(procedure, track.Step.Step), CountStep(week, track, isWithdrawn));
        }

        yield return (Key(procedure, null), CountWhole(week, view, events, tracks, isWithdrawn));
    }

    private static CaseCount CountStep(IsoWeek week, Track track, bool isWithdrawn)
    {
        var end = track.End;
        var judgedAt = end?.At ?? (isWithdrawn && track.AcceptedAt is not null ? track.Step.EndedAt : null);
        return new CaseCount(
            track.Events.Count(happened => happened.Type == Begun && In(week, happened.At)),
            One(In(week, track.AcceptedAt)),
            track.AskedAt.Count(at => In(week, at)),
            Ended(Refused),
            Ended(Rejected),
            Ended(Done),
            One(In(week, judgedAt) && (track.AskedAt.Count > 1 || track.EndsAt > track.Step.Due)));

        long Ended(string type) => One(end?.Type == type && In(week, end.At));
    }

    private static CaseCount CountWhole(
        IsoWeek week, DossierView view, IReadOnlyList<TimelineEvent> events, IReadOnlyList<Track> tracks, bool isWithdrawn)
    {
        // What was closed only after the report was made was open in it.
        var isClosed = events.Any(happened => happened.Type == Closed && happened.At <= ReportAt(week));
        var endedInWeek = isClosed && In(week, view.Steps.Max(step => step.EndedAt));
        var acceptedAt = tracks.Min(track => track.AcceptedAt);
        var isJudged = view.Outcome is "Completed" or "PartlyCompleted" or "Refused" or "Rejected" || (isWithdrawn && acceptedAt is not null);
        var isLate = tracks.Any(track => track.AskedAt.Count > 1) || tracks.Where(track => track.Step.Status != "Skipped").Max(track => track.EndsAt) > view.Due;
        return new CaseCount(
            events.Count(happened => happened.Type == Filed && In(week, happened.At)),
            One(In(week, acceptedAt)),
            tracks.Sum(track => track.AskedAt.Count(at => In(week, at))),
            Ended("Refused"),
            Ended("Rejected"),
            Ended("Completed") + Ended("PartlyCompleted"),
            One(endedInWeek && isJudged && isLate));

        long Ended(string outcome) => One(endedInWeek && view.Outcome == outcome);
    }

    private static long VisitsUpTo(IsoWeek week, Observed observed) =>
        InTime(week, observed).Where(sent => sent.Day.Year == week.Sunday.Year).Sum(sent => sent.Visits);

    // Those that have not stated every day of the week.
    private static IEnumerable<string> Wanting(IsoWeek week, Observed observed)
    {
        var complete = InTime(week, observed)
            .Where(sent => sent.Day >= week.Monday)
            .GroupBy(sent => sent.Source)
            .Where(source => source.Select(sent => sent.Day).Distinct().Count() == 7)
            .Select(source => source.Key);
        return observed.Sources.Except(complete).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<Sent> InTime(IsoWeek week, Observed observed) =>
        observed.Sent.Where(sent => sent is { Again: false, Accepted: > 0 } && sent.Day <= week.Sunday && sent.At <= ReportAt(week));

    private static DateTimeOffset ReportAt(IsoWeek week) => week.End + MadeAfter;

    private static string Key(string procedure, string? step) => step is null ? procedure : $"{procedure} {step}";

    private static bool In(IsoWeek week, DateTimeOffset? at) => at is { } moment && IsoWeek.Of(VietnamTime.DayOf(moment)) == week;

    private static long One(bool isSo) => isSo ? 1 : 0;

    /// <summary>A step and what happened to it.</summary>
    private sealed record Track(StepView Step, IReadOnlyList<TimelineEvent> Events)
    {
        /// <summary>When an agency first took it in.</summary>
        public DateTimeOffset? AcceptedAt { get; } =
            Events.Where(happened => happened.Type is "step-accepted" or "verification-needed" or Done).Min(happened => (DateTimeOffset?)happened.At);

        public IReadOnlyList<DateTimeOffset> AskedAt { get; } = [.. Events.Where(happened => happened.Type == Asked).Select(happened => happened.At)];

        /// <summary>The event that ended it; null while none has, or when the dossier was withdrawn.</summary>
        public TimelineEvent? End { get; } = Events.FirstOrDefault(happened => happened.Type is Done or Refused or Rejected);

        /// <summary>What counts as its end: what was not supplemented ended when it was asked for.</summary>
        public DateTimeOffset? EndsAt => End?.Type == Rejected ? AskedAt[^1] : Step.EndedAt;
    }
}
