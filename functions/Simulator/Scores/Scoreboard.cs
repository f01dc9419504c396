using LienThong.Procedures.Calendars;
using LienThong.Simulator.Api;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Scores;

/// <summary>Turns what the players saw into figures. Pure.</summary>
internal static class Scoreboard
{
    // A system may be down for hours, and what it refused waits for an operator's next working day.
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromDays(3);

    /// <summary>Counts.</summary>
    /// <param name="observed">What the players saw.</param>
    /// <param name="steps">The steps of the procedures, in order.</param>
    /// <param name="calendarOf">An agency's working time.</param>
    /// <param name="seed">The play's seed.</param>
    /// <param name="days">The play's days.</param>
    public static Figures Count(
        Observed observed, IReadOnlyList<string> steps, Func<string, WorkingCalendar> calendarOf, int seed, int days)
    {
        var views = observed.Filed.Select(filed => observed.Views.GetValueOrDefault(filed.Code)).OfType<DossierView>().ToList();
        int Ended(string outcome) => views.Count(view => view.IsClosed && view.Outcome == outcome);
        return new Figures
        {
            Seed = seed,
            Days = days,
            Filed = observed.Filed.Count,
            Completed = Ended("Completed"),
            PartlyCompleted = Ended("PartlyCompleted"),
            Refused = Ended("Refused"),
            Rejected = Ended("Rejected"),
            Withdrawn = Ended("Withdrawn"),
            Duplicate = Ended("Duplicate"),
            Invalid = Ended("Invalid"),
            InProgress = views.Count(view => view.Status == "InProgress"),
            Held = views.Count(view => view.Status == "Held"),
            SupplementedTwice = views.Sum(view => view.Steps.Count(step => step.Supplements > 1)),
            Assisted = views.Count(view => view.Authority is not null),
            PrefillFields = views.Sum(view => view.Prefill?.Fields ?? 0),
            FormFields = views.Sum(view => view.Prefill?.Form ?? 0),
            Prefilled = views.Sum(view => view.Prefill?.Filled ?? 0),
            Overdue = views.Sum(view => view.Steps.Count(step => step.Overdue)),
            Lost = Losses(observed).Count,
            Doubled = Doubles(observed).Count,
            Unexpected = observed.Unexpected.Count,
            Steps = [.. steps.Select(code => Of(code, [.. views.SelectMany(view => view.Steps).Where(step => step.Step == code)], calendarOf))],
            Systems =
            [
                .. observed.Received.GroupBy(received => received.System).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
                    new SystemFigures(group.Key, group.Count(IsStatus), group.Count(received => !IsStatus(received)))),
            ],
            Sent = Of([.. observed.Sent.Where(sent => !sent.Again)], observed.Sent.Count(sent => sent.Again)),
            Reports = [.. observed.Reports.Select(Of)],
            Happened = new SortedDictionary<string, int>(observed.Happened.ToDictionary(), StringComparer.Ordinal),
        };

        static bool IsStatus(Received received) => received.About.StartsWith("status", StringComparison.Ordinal);
    }

    /// <summary>
    /// Everything that should be somewhere and is not: a dossier that was taken in but cannot be read, or that is neither
    /// closed nor held nor has a step that is within its limit, shown as overdue, parked, or waiting for a supplement, a
    /// confirmation or a number; a result that the app took and does not show; a request that never reached its agency; a result
    /// that another system should have and has not.
    /// </summary>
    public static IReadOnlyList<string> Losses(Observed observed)
    {
        List<string> losses = [];
        foreach (var (_, code, _) in observed.Filed)
        {
            if (!observed.Views.TryGetValue(code, out var view))
            {
                losses.Add($"{code}: was filed and cannot be read");
            }
            else if (!view.IsClosed && view.Status != "Held" && !view.Steps.Any(step => IsInHand(step, observed.At)) && !view.Explanation.Any(IsAwaited))
            {
                losses.Add($"{code}: is open, and no step of it is in anybody's hands");
            }
        }

        foreach (var given in observed.Decisions)
        {
            var shown = observed.Views.GetValueOrDefault(given.Dossier)?.Steps.FirstOrDefault(step => step.Step == given.Step);
            if (shown?.Status != given.Status)
            {
                losses.Add($"{given.Dossier}: {given.Step} was decided {given.Status} and shows {shown?.Status ?? "nothing"}");
            }
        }

        var reached = observed.Deliveries
            .Where(delivery => delivery.Kind == "request")
            .Select(delivery => (delivery.Dossier, delivery.Step, delivery.Round))
            .ToHashSet();
        foreach (var view in observed.Views.Values)
        {
            losses.AddRange(view.Steps
                .Where(step => step.Status == "Requested" && step.Parked is null && !observed.Readers.Contains(step.Agency))
                .Where(step => !reached.Contains((view.Code, step.Step, step.Round)))
                .Select(step => $"{view.Code}: the request for {step.Step}, round {step.Round}, never reached {step.Agency}"));
        }

        var received = observed.Received.ToHashSet();
        foreach (var view in observed.Views.Values)
        {
            losses.AddRange(view.Deliveries
                .Where(delivery => delivery.State switch
                {
                    "Confirmed" => !received.Contains(new Received(delivery.Lane, view.Code, $"result {delivery.Step}:{delivery.Edition}")),
                    "Owed" or "Sent" => delivery.Since < observed.At - LongestDelivery,
                    _ => false,
                })
                .Select(delivery => $"{view.Code}: edition {delivery.Edition} of {delivery.Step} is {delivery.State} to {delivery.Lane} since {delivery.Since:u}"));
        }

        return losses;
    }

    /// <summary>Everything that an agency could see done twice: two requests for the same round of a step, one message with two
    /// contents, or more in a dossier's timeline than its agency said.</summary>
    public static IReadOnlyList<string> Doubles(Observed observed) =>
    [
        .. observed.Deliveries
            .Where(delivery => delivery.Kind is "request" or "overdue")
            .GroupBy(delivery => (delivery.Dossier, delivery.Step, delivery.Round, delivery.Kind))
            .Where(group => group.Select(delivery => delivery.MessageId).Distinct().Count() > 1)
            .Select(group => $"{group.Key.Dossier}: {group.Key.Step} got several {group.Key.Kind} messages for round {group.Key.Round}"),
        .. observed.Deliveries
            .GroupBy(delivery => delivery.MessageId)
            .Where(group => group.Select(delivery => delivery.Content).Distinct().Count() > 1)
            .Select(group => $"{group.Key}: came again with another content"),
        .. observed.Told
            .Where(told => told.Times > told.Said)
            .Select(told => $"{told.Dossier}: the agency of {told.Step} said {told.Said} things, the timeline tells {told.Times}"),
    ];

    // Somebody outside has to confirm, or to give a number: no agency's limit runs.
    private static bool IsAwaited(ExplainedView explained) => explained.WaitsFor is "confirmation" or "late-value";

    private static bool IsInHand(StepView step, DateTimeOffset now) =>
        step.Status == "SupplementAwaited" || step.Parked is not null || (step.IsOpen && (step.Overdue || step.Due > now));

    private static StepFigures Of(string code, IReadOnlyList<StepView> steps, Func<string, WorkingCalendar> calendarOf) => new(
        code,
        steps.Count(step => step.BegunAt is not null),
        steps.Count(step => step.Status == "Done"),
        steps.Count(step => step.Status == "Refused"),
        steps.Count(step => step.Status == "Rejected"),
        steps.Count(step => step.Supplements > 0),
        steps.Count(step => step.Overdue),
        steps.Count(step => step.IsOpen),
        Median([.. steps
            .Where(step => step is { Status: "Done", BegunAt: not null, EndedAt: not null })
            .Select(step => calendarOf(step.Agency).WorkingHoursBetween(step.BegunAt!.Value, step.EndedAt!.Value))
            .Order()]));

    private static SentFigures Of(IReadOnlyList<Sent> sent, int again) => new(
        sent.Select(one => one.Source).Distinct().Count(),
        sent.Count(one => one.Accepted > 0),
        sent.Sum(one => one.Accepted),
        sent.Sum(one => one.Refused),
        sent.Count(one => one.Accepted == 0),
        again);

    private static ReportFigures Of(ReadReport read)
    {
        var whole = read.Report.Groups.Aggregate(CaseCount.None, (sum, group) => sum + group.Dossiers.Week);
        return new ReportFigures(
            read.Week.ToString(), read.Report.Edition, whole.Filed, whole.Done, whole.Late, read.Report.Sources.Expected,
            [.. read.Report.Sources.Wanting.Select(source => $"{MeasuringSystem.PartnerOf(source.Source)} {source.Fault}")], $"/api/v1/reports/weekly/{read.Week}");
    }

    private static double? Median(IReadOnlyList<double> sorted) => sorted.Count switch
    {
        0 => null,
        var n when n % 2 == 1 => Math.Round(sorted[n / 2], 2),
        var n => Math.Round((sorted[(n / 2) - 1] + sorted[n / 2]) / 2, 2),
    };
}
