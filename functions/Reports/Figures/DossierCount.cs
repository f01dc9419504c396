using LienThong.Procedures.Calendars;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Figures;

/// <summary>
/// What a dossier counts for, by indicator 2.1 of Decision 766/QĐ-TTg: a pure function of the dossier and its rules. On time is the end
/// against the limit, which supplements have moved; a second supplement counts as late; what ended while the applicant was
/// waited for ended, for this, when the wait began.
/// </summary>
public static class DossierCount
{
    private const string Agent = "agent";
    private const string Counter = "counter";
    private const string Repository = "repository";

    /// <summary>Counts a dossier as it stands.</summary>
    public static DossierFigures Of(Dossier dossier, DossierRules rules)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        ArgumentNullException.ThrowIfNull(rules);
        var declared = new Declared(rules.Law, dossier.Declaration);
        var count = new Counting();
        var whole = new Track(FactKey.Whole);
        Dictionary<string, Track> tracks = [];
        CountFiling(dossier, declared, count);
        var week = WeekOf(dossier.Events[0]);
        for (var i = 0; i < dossier.Events.Count; i++)
        {
            var happened = dossier.Events[i];
            if (WeekOf(happened) is var next && next > week)
            {
                Stand(dossier.After(i), week, rules, tracks, whole);
                week = next;
            }

            if (happened is StepEvent ofStep && dossier.State.Step(ofStep.Step) is { } state)
            {
                if (!tracks.TryGetValue(ofStep.Step, out var track))
                {
                    tracks.Add(ofStep.Step, track = new Track(ofStep.Step));
                }

                Follow(ofStep, track, whole, rules.CalendarOf(state), count);
            }
            else if (happened is NoticeMatched { Late: { } late })
            {
                count.Add(happened.At, FactKey.Whole, late ? Counted.NoticesLate : Counted.NoticesInTime);
            }
            else if (happened is PersonsChecked)
            {
                LookUp(happened, dossier, whole, count);
            }
            else if (happened is ErrandDone errand && IsShared(errand, rules))
            {
                whole.SharedAt ??= happened.At;
            }
        }

        Stand(dossier, week, rules, tracks, whole);
        List<CaseTimes> cases = [EndOfWhole(dossier, rules, tracks, whole, count)];
        foreach (var step in dossier.State.Steps)
        {
            if (step.BegunAt is not null && tracks.TryGetValue(step.Step, out var track))
            {
                cases.Add(EndOfStep(dossier, step, track, rules.CalendarOf(step), count));
            }
        }

        return new(dossier.Procedure, declared.Intake.ToString(), cases, count.Days()) { Format = DossierFigures.CurrentFormat };
    }

    private static void CountFiling(Dossier dossier, Declared declared, Counting count)
    {
        var state = dossier.State;
        var at = state.FiledAt;
        Add(Counted.Filed, 1);
        Add(state.Channel switch { Agent => Counted.FiledByAgent, Counter => Counted.FiledAtCounter, _ => Counted.FiledOnline }, 1);
        Add(Counted.PrefillFields, state.Prefill?.Fields ?? 0);
        Add(Counted.PrefillForm, state.Prefill?.Form ?? 0);
        Add(Counted.PrefillFilled, state.Prefill?.Filled ?? 0);
        Add(Counted.Records, declared.Records.Count);
        Add(Counted.RecordsReused, state.ReusedRecords.Count);
        Add(Counted.FiledWithReuse, state.ReusedRecords.Count > 0 ? 1 : 0);
        Add(Counted.FiledWithPopulation, state.Prefill is null ? 0 : 1);

        void Add(Counted counted, int times) => count.Add(at, FactKey.Whole, counted, times);
    }

    // One that was filled in from the population database has been counted with its filing.
    private static void LookUp(DossierEvent happened, Dossier dossier, Track whole, Counting count)
    {
        if (dossier.State.Prefill is null && !whole.IsLookedUp)
        {
            whole.IsLookedUp = true;
            count.Add(happened.At, FactKey.Whole, Counted.FiledWithPopulation);
        }
    }

    // How everything open stands after a week's events.
    private static void Stand(Dossier dossier, IsoWeek week, DossierRules rules, Dictionary<string, Track> tracks, Track whole)
    {
        if (dossier.State.Status != DossierStatus.Closed)
        {
            whole.Stand(new Standing(week, dossier.State.Due) { StoppedAt = GroupClock.CountedUntil(dossier, rules) });
        }

        foreach (var step in dossier.State.Steps)
        {
            if (step is { Due: { } due, Ended: false } && tracks.TryGetValue(step.Step, out var track))
            {
                track.Stand(new Standing(week, due) { StoppedAt = step.StoppedAt, WaitsSince = track.WaitsSince });
            }
        }
    }

    private static void Follow(StepEvent happened, Track track, Track whole, WorkingCalendar calendar, Counting count)
    {
        if (track.WaitsSince is { } since && happened is StepAccepted or SupplementAsked or VerificationNeeded or StepDone or StepRefused or RequestFaulted)
        {
            count.Wait(happened.At, track.Part, Minutes(calendar, since, happened.At));
            track.WaitsSince = null;
        }

        switch (happened)
        {
            case StepBegun:
                count.Add(happened.At, track.Part, Counted.Filed);
                break;
            case RequestSent:
                track.WaitsSince ??= happened.At;
                break;
            case RequestFaulted faulted:
                foreach (var fault in faulted.Faults)
                {
                    count.Fault(happened.At, fault.Code);
                }

                break;
            case SupplementAsked:
                track.Asked++;
                track.AskedAt = happened.At;
                foreach (var of in (Track[])[track, whole])
                {
                    count.Add(happened.At, of.Part, Counted.Supplemented);
                    of.SecondAt ??= track.Asked > 1 ? happened.At : null;
                }

                break;
            case SupplementGiven when track.AskedAt is { } asked:
                track.StoodStill += Minutes(calendar, asked, happened.At);
                track.AskedAt = null;
                break;
            case StepDone { Records.Count: > 0 } or ResultCorrected { Records.Count: > 0 }:
                track.RecordedAt ??= happened.At;
                break;
        }

        if (happened is StepAccepted or VerificationNeeded or StepDone)
        {
            Accept(track);
            Accept(whole);
        }

        void Accept(Track of)
        {
            if (!of.IsAccepted)
            {
                of.IsAccepted = true;
                count.Add(happened.At, of.Part, Counted.Accepted);
            }
        }
    }

    private static CaseTimes EndOfStep(Dossier dossier, StepState step, Track track, WorkingCalendar calendar, Counting count)
    {
        var times = new CaseTimes(step.Step, step.BegunAt!.Value)
        {
            EndedAt = step.EndedAt, SecondSupplementAt = track.SecondAt, Standings = track.Standings,
        };
        if (step.EndedAt is { } end)
        {
            count.Add(end, step.Step, step.Status switch
            {
                StepStatus.Done => Counted.Done,
                StepStatus.Refused => Counted.Refused,
                StepStatus.Rejected => Counted.Rejected,
                _ => Counted.Withdrawn,
            });
            if (step.Status != StepStatus.Withdrawn || (dossier.State.Withdrawn && track.IsAccepted))
            {
                Judge(times, step.Due!.Value, track.AskedAt ?? end, calendar, count);
            }

            if (step.Status == StepStatus.Done)
            {
                count.Duration(end, step.Step, Math.Max(0, Minutes(calendar, times.Since, end) - track.StoodStill));
            }
        }

        return times;
    }

    private static CaseTimes EndOfWhole(
        Dossier dossier, DossierRules rules, Dictionary<string, Track> tracks, Track whole, Counting count)
    {
        var state = dossier.State;
        var end = state.Status == DossierStatus.Closed ? state.Steps.Max(step => step.EndedAt) ?? state.ClosedAt : null;
        var times = new CaseTimes(FactKey.Whole, state.FiledAt) { EndedAt = end, SecondSupplementAt = whole.SecondAt, Standings = whole.Standings };
        if (end is not { } ended)
        {
            return times;
        }

        var outcome = state.Outcome switch
        {
            DossierOutcome.Completed or DossierOutcome.PartlyCompleted => Counted.Done,
            DossierOutcome.Refused => Counted.Refused,
            DossierOutcome.Rejected => Counted.Rejected,
            _ => Counted.Withdrawn,
        };
        count.Add(ended, FactKey.Whole, outcome);
        if (outcome != Counted.Withdrawn || (state.Withdrawn && whole.IsAccepted))
        {
            Judge(times, state.Due, GroupClock.CountedUntil(dossier, rules) ?? ended, rules.Library.Calendar, count);
        }

        if (outcome == Counted.Done)
        {
            var waited = GroupClock.Stops(dossier).Sum(stop => Minutes(rules.Library.Calendar, stop.From, stop.To));
            count.Duration(ended, FactKey.Whole, Math.Max(0, Minutes(rules.Library.Calendar, times.Since, ended) - waited));
            var recorded = state.Steps.Where(step => step.Status == StepStatus.Done).Select(step => tracks.GetValueOrDefault(step.Step)?.RecordedAt).ToList();
            CountFrom(recorded.Contains(null) ? null : recorded.Max(), Counted.DoneWithRecords);
            CountFrom(whole.SharedAt, Counted.DoneAndShared);
        }

        return times;

        // On the day when both are true.
        void CountFrom(DateTimeOffset? at, Counted counted)
        {
            if (at is { } moment)
            {
                count.Add(moment > ended ? moment : ended, FactKey.Whole, counted);
            }
        }
    }

    private static bool IsShared(ErrandDone errand, DossierRules rules) =>
        errand.Errand.StartsWith(ErrandKinds.Result + ":", StringComparison.Ordinal)
        && rules.Library.Lanes.Any(lane => lane.Code == errand.Lane && lane.Receiver == Repository);

    private static void Judge(CaseTimes times, DateTimeOffset due, DateTimeOffset judged, WorkingCalendar calendar, Counting count)
    {
        var ended = times.EndedAt!.Value;
        if (times.SecondSupplementAt is not null || judged > due)
        {
            count.Add(ended, times.Part, Counted.Late);
            var hours = judged > due ? calendar.WorkingHoursBetween(due, judged) : 0;
            count.Late(ended, times.Part, new LateEnd(due, ended, Math.Round((decimal)hours, 1, MidpointRounding.AwayFromZero)));
        }
        else
        {
            count.Add(ended, times.Part, VietnamTime.DayOf(judged) < VietnamTime.DayOf(due) ? Counted.BeforeTime : Counted.OnTime);
        }
    }

    private static IsoWeek WeekOf(DossierEvent happened) => IsoWeek.Of(VietnamTime.DayOf(happened.At));

    private static int Minutes(WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset to) =>
        to <= from ? 0 : (int)Math.Round(calendar.WorkingHoursBetween(from, to) * 60, MidpointRounding.AwayFromZero);

    /// <summary>What has been seen of a part so far.</summary>
    private sealed class Track(string part)
    {
        public string Part { get; } = part;

        public bool IsAccepted { get; set; }

        public int Asked { get; set; }

        /// <summary>When what is awaited was asked for, UTC; null while nothing is.</summary>
        public DateTimeOffset? AskedAt { get; set; }

        public DateTimeOffset? SecondAt { get; set; }

        public DateTimeOffset? WaitsSince { get; set; }

        public int StoodStill { get; set; }

        /// <summary>When a step's result first had a record, UTC.</summary>
        public DateTimeOffset? RecordedAt { get; set; }

        /// <summary>When the citizen's repository first confirmed a result, UTC.</summary>
        public DateTimeOffset? SharedAt { get; set; }

        public bool IsLookedUp { get; set; }

        public List<Standing> Standings { get; } = [];

        public void Stand(Standing now)
        {
            if (Standings.LastOrDefault() is not { } before || now with { Week = before.Week } != before)
            {
                Standings.Add(now);
            }
        }
    }

    /// <summary>Gathers what belongs to each day and part.</summary>
    private sealed class Counting
    {
        private const int MostFaultCodes = 30;

        private readonly HashSet<string> _faults = [];
        private readonly SortedDictionary<(DateOnly Day, string Part), Entry> entries = new(Order);

        private static Comparer<(DateOnly Day, string Part)> Order { get; } = Comparer<(DateOnly Day, string Part)>.Create((left, right) =>
            left.Day.CompareTo(right.Day) is not 0 and var day ? day : string.CompareOrdinal(left.Part, right.Part));

        public void Add(DateTimeOffset at, string part, Counted counted, int times = 1)
        {
            if (times > 0)
            {
                Of(at, part).Counts[(int)counted] += times;
            }
        }

        // Agencies' own codes: free words are none, and nobody's many codes make a dossier's figures too large.
        public void Fault(DateTimeOffset at, string code) =>
            Add(at, FactKey.Fault + (IsCode(code) && (_faults.Contains(code) || (_faults.Count < MostFaultCodes && _faults.Add(code))) ? code : "other"), Counted.Faults);

        private static bool IsCode(string code) =>
            code.Length <= 64 && code.Split('-').All(word => word.Length > 0 && word.All(char.IsAsciiLetterLower));

        public void Duration(DateTimeOffset at, string part, int minutes) => Of(at, part).Duration = minutes;

        public void Wait(DateTimeOffset at, string part, int minutes) => (Of(at, part).Waits ??= []).Add(minutes);

        public void Late(DateTimeOffset at, string part, LateEnd late) => Of(at, part).Late = late;

        public List<DayFigures> Days() =>
        [
            .. from entry in entries
               let last = Array.FindLastIndex(entry.Value.Counts, n => n > 0)
               select new DayFigures(entry.Key.Day, entry.Key.Part, entry.Value.Counts[..(last + 1)])
               {
                   Duration = entry.Value.Duration, Waits = entry.Value.Waits, Late = entry.Value.Late,
               },
        ];

        private Entry Of(DateTimeOffset at, string part)
        {
            var key = (VietnamTime.DayOf(at), part);
            if (!entries.TryGetValue(key, out var entry))
            {
                entries.Add(key, entry = new Entry());
            }

            return entry;
        }
    }

    private sealed class Entry
    {
        private static readonly int Kinds = Enum.GetValues<Counted>().Length;

        public int[] Counts { get; } = new int[Kinds];

        public int? Duration { get; set; }

        public List<int>? Waits { get; set; }

        public LateEnd? Late { get; set; }
    }
}
