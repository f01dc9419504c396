using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// Why a dossier stands where it stands: what it waits for, who has it, since when, until when, and why it is late. One entry
/// for the whole, then one for each step that has not ended. Pure, like everything that it is made from.
/// </summary>
public static class Explanation
{
    private static readonly Localized Operator = new("người vận hành hệ thống", "the operator of the system");
    private static readonly Localized Applicant = new("người nộp hồ sơ", "the applicant");
    private static readonly Localized Nobody = new("không ai", "nobody");

    /// <summary>The explanation at <paramref name="now"/> (UTC).</summary>
    public static IReadOnlyList<Explained> Of(Dossier dossier, DossierRules rules, DateTimeOffset now)
    {
        var names = new DossierNames(dossier, rules);
        List<Explained> steps = [.. dossier.State.Steps.Where(s => !s.Ended).Select(s => Of(dossier, s, names, rules, now))];
        return [OfTheWhole(dossier, steps, names, rules, now), .. steps];
    }

    private static Explained OfTheWhole(Dossier dossier, List<Explained> steps, DossierNames names, DossierRules rules, DateTimeOffset now)
    {
        var state = dossier.State;
        if (state.Status == DossierStatus.Held)
        {
            return Judgement(dossier, names);
        }

        if (state.Status == DossierStatus.Closed || steps.Count == 0)
        {
            return Over(dossier, names, rules, now);
        }

        // Steps side by side wait for different people; whoever has the one that is due first comes first.
        var pressing = steps.Where(s => s.WaitsFor != "other-step").OrderBy(s => s.Until ?? DateTimeOffset.MaxValue).FirstOrDefault() ?? steps[0];
        var late = Late(dossier, names, rules, now);
        var later = GroupClock.CountedUntil(dossier, rules) is null
            ? new Localized("", "")
            : new(", lùi thêm thời gian chờ bổ sung hoặc xác nhận", ", later by the wait for a supplement or a confirmation");
        return new Explained
        {
            WaitsFor = pressing.WaitsFor,
            With = pressing.With,
            Since = pressing.Since,
            Until = state.Due,
            LateBecause = late,
            Text = Sentences(
                new(
                    $"Hồ sơ đang ở {pressing.With.Vi} (bước {names.Step(pressing.Step!).Vi}) từ {EventWords.When(pressing.Since)}; hẹn trả cả hồ sơ {EventWords.When(state.Due)}{later.Vi}.",
                    $"The dossier is with {pressing.With.En} (step {names.Step(pressing.Step!).En}) since {EventWords.When(pressing.Since)}; all of it is due {EventWords.When(state.Due)}{later.En}."),
                late),
        };
    }

    private static Explained Judgement(Dossier dossier, DossierNames names)
    {
        var state = dossier.State;
        var judge = names.Agency(state.Steps[0].Agency);
        var since = dossier.Events.Last(e => e is PossibleDuplicateFound).At;
        return new Explained
        {
            WaitsFor = "judgement",
            With = judge,
            Since = since,
            Text = new(
                $"Hồ sơ tạm giữ vì nghi trùng với hồ sơ {state.DuplicateOf}; chờ {judge.Vi} kiểm tra từ {EventWords.When(since)}. Chưa bước nào tính hạn.",
                $"Held as possibly the same as dossier {state.DuplicateOf}; waits for {judge.En} to look at both since {EventWords.When(since)}. No step's limit runs yet."),
        };
    }

    private static Explained Over(Dossier dossier, DossierNames names, DossierRules rules, DateTimeOffset now)
    {
        var state = dossier.State;
        var words = StatusWords.Of(state);
        var at = state.ClosedAt ?? now;
        var left = state.Steps.Where(s => s.Status != StepStatus.Done).ToList();
        var undone = left.Count == 0 || left.Count == state.Steps.Count
            ? null
            : new Localized(
                $"Chưa được thực hiện: {string.Join(", ", left.Select(s => $"{names.Step(s.Step).Vi} ({StatusWords.Of(s.Status).Vi})"))}; muốn có phải nộp riêng. Kết quả đã trả vẫn có hiệu lực.",
                $"Not carried out: {string.Join(", ", left.Select(s => $"{names.Step(s.Step).En} ({StatusWords.Of(s.Status).En})"))}; to have it, file for it separately. The results given stay in force.");
        var late = Late(dossier, names, rules, now);
        return new Explained
        {
            WaitsFor = "nothing",
            With = Nobody,
            Since = at,
            LateBecause = late,
            Text = Sentences(new($"Hồ sơ {words.Vi}, lúc {EventWords.When(at)}.", $"The dossier is {words.En}, since {EventWords.When(at)}."), undone, late),
        };
    }

    private static Explained Of(Dossier dossier, StepState step, DossierNames names, DossierRules rules, DateTimeOffset now)
    {
        var explained = Waiting(dossier, step, names, rules);
        var late = Late(step, now);
        return explained with { Step = step.Step, Agency = step.Agency, LateBecause = late, Text = Sentences(explained.Text, late) };
    }

    private static Explained Waiting(Dossier dossier, StepState step, DossierNames names, DossierRules rules)
    {
        var name = names.Step(step.Step);
        var agency = names.Agency(step.Agency);
        if (step.Parked)
        {
            return Parked(dossier, step, name);
        }

        return step.Status switch
        {
            StepStatus.SupplementAwaited => new Explained
            {
                WaitsFor = "supplement",
                With = Applicant,
                Since = step.StoppedAt!.Value,
                Until = step.SupplementUntil,
                Text = new(
                    $"{name.Vi}: {agency.Vi} yêu cầu bổ sung {names.Records(step.SupplementRecords).Vi} từ {EventWords.When(step.StoppedAt.Value)}; nộp trước {EventWords.When(step.SupplementUntil!.Value)}, quá hạn hồ sơ bị trả lại. Thời gian chờ không tính vào hạn.",
                    $"{name.En}: {agency.En} has asked for {names.Records(step.SupplementRecords).En} since {EventWords.When(step.StoppedAt.Value)}; to be given until {EventWords.When(step.SupplementUntil.Value)}, otherwise the step is rejected. The wait does not count."),
            },
            StepStatus.ConfirmationAwaited => new Explained
            {
                WaitsFor = "confirmation",
                With = new("người phải xác nhận", "those who have to confirm"),
                Since = step.ConfirmationsSince!.Value,
                Until = step.ConfirmationsUntil,
                Text = new(
                    $"{name.Vi}: chờ {step.Unconfirmed.Count()} người xác nhận trên VNeID từ {EventWords.When(step.ConfirmationsSince.Value)}. Thời gian chờ không tính vào hạn.",
                    $"{name.En}: {step.Unconfirmed.Count()} persons have to confirm in VNeID, asked on {EventWords.When(step.ConfirmationsSince.Value)}. The wait does not count."),
            },
            StepStatus.Waiting => NotBegun(dossier, step, name, names, rules),
            _ => WithAgency(dossier, step, name, agency),
        };
    }

    private static Explained WithAgency(Dossier dossier, StepState step, Localized name, Localized agency)
    {
        var since = dossier.Events.Last(e => e is StepEvent on && on.Step == step.Step
            && e is StepBegun or SupplementGiven or StepTransferred or RequestRenewed or StepResumed).At;
        var status = StatusWords.Of(step.Status);
        return new Explained
        {
            WaitsFor = "agency",
            With = agency,
            Since = since,
            Until = step.Due,
            Text = new(
                $"{name.Vi}: {agency.Vi} giữ hồ sơ từ {EventWords.When(since)} ({status.Vi}), hạn {EventWords.When(step.Due!.Value)}.",
                $"{name.En}: with {agency.En} since {EventWords.When(since)} ({status.En}), due {EventWords.When(step.Due.Value)}."),
        };
    }

    private static Explained Parked(Dossier dossier, StepState step, Localized name)
    {
        var why = DossierNames.Obstacle(step.ParkedCode!);
        var since = dossier.Events.Last(e => e is (StepParked or RequestFaulted or ConfirmationDenied) and StepEvent on && on.Step == step.Step).At;
        return new Explained
        {
            WaitsFor = "operator",
            With = Operator,
            Since = since,
            Until = step.Due,
            Text = new(
                $"{name.Vi}: tạm dừng ({why.Vi}) từ {EventWords.When(since)}, chờ người vận hành xử lý.",
                $"{name.En}: stands still ({why.En}) since {EventWords.When(since)} until the operator has looked at it."),
        };
    }

    private static Explained NotBegun(Dossier dossier, StepState step, Localized name, DossierNames names, DossierRules rules)
    {
        var state = dossier.State;
        if (step.After.FirstOrDefault(before => state.Step(before) is { } known && !DossierPlan.LetsOthersBegin(known, rules)) is { } before)
        {
            var (has, other) = (state.Step(before)!, names.Step(before));
            return new Explained
            {
                WaitsFor = "other-step",
                With = names.Agency(has.Agency),
                Since = state.FiledAt,
                Text = new($"{name.Vi}: bắt đầu sau khi có kết quả {other.Vi}.", $"{name.En}: begins after {other.En}."),
            };
        }

        if (step.Needs.FirstOrDefault(need => !Need.Of(need).IsMet(state)) is { } missing)
        {
            var need = Need.Of(missing);
            var (of, given) = (names.Step(need.Step), state.Step(need.Step)!);
            var field = names.ResultField(need.Step, need.Field);
            var since = given.EndedAt ?? state.FiledAt;
            return new Explained
            {
                WaitsFor = "late-value",
                With = names.Agency(given.Agency),
                Since = since,
                Text = new(
                    $"{name.Vi}: kết quả {of.Vi} đã có nhưng còn chờ {field.Vi} từ {EventWords.When(since)}; có rồi bước này mới tính hạn.",
                    $"{name.En}: {of.En} is done, but waits for its {field.En} since {EventWords.When(since)}; the limit runs from when it comes."),
            };
        }

        return state.Status == DossierStatus.Held
            ? new Explained
            {
                WaitsFor = "judgement",
                With = names.Agency(state.Steps[0].Agency),
                Since = state.FiledAt,
                Text = new($"{name.Vi}: bắt đầu khi xã xác định hồ sơ không trùng.", $"{name.En}: begins when the commune has found the dossier no duplicate."),
            }
            : new Explained
            {
                WaitsFor = "nothing",
                With = Nobody,
                Since = state.FiledAt,
                Text = new($"{name.Vi}: sắp bắt đầu.", $"{name.En}: about to begin."),
            };
    }

    private static Localized? Late(StepState step, DateTimeOffset now)
    {
        var overdue = step is { Due: { } due, StoppedAt: null } && now >= due;
        return (overdue || step.Overdue, step.Supplements > 1) switch
        {
            (true, false) => new($"Quá hạn: chưa có kết luận khi hết hạn{When(step)}.", $"Late: not decided within its limit{WhenIn(step)}."),
            (true, true) => new(
                $"Quá hạn: chưa có kết luận khi hết hạn{When(step)}, và đã yêu cầu bổ sung {step.Supplements} lần.",
                $"Late: not decided within its limit{WhenIn(step)}, and asked for supplements {step.Supplements} times."),
            (false, true) => new(
                $"Tính là trễ: đã yêu cầu bổ sung {step.Supplements} lần, từ lần thứ hai tính là trễ hạn.",
                $"Counts as late: supplements were asked for {step.Supplements} times, and from the second on that is late."),
            _ => null,
        };

        static string When(StepState step) => step.Due is { } due ? $" ({EventWords.When(due)})" : "";
        static string WhenIn(StepState step) => step.Due is { } due ? $" (due {EventWords.When(due)})" : "";
    }

    private static Localized? Late(Dossier dossier, DossierNames names, DossierRules rules, DateTimeOffset now)
    {
        var state = dossier.State;
        var because = state.Steps.Where(s => s.Late).Select(s => names.Step(s.Step)).ToList();
        if (GroupClock.HasPassed(dossier, rules, now))
        {
            return because.Count == 0
                ? new($"Trễ hẹn {EventWords.When(state.Due)}.", $"Past the promised {EventWords.When(state.Due)}.")
                : new(
                    $"Trễ hẹn {EventWords.When(state.Due)} do {string.Join(", ", because.Select(b => b.Vi))} trễ.",
                    $"Past the promised {EventWords.When(state.Due)}, because of {string.Join(", ", because.Select(b => b.En))}.");
        }

        return because.Count == 0
            ? null
            : new($"Có bước trễ: {string.Join(", ", because.Select(b => b.Vi))}.", $"A step is late: {string.Join(", ", because.Select(b => b.En))}.");
    }

    private static Localized Sentences(Localized first, params IReadOnlyList<Localized?> more) => new(
        string.Join(' ', more.OfType<Localized>().Select(m => m.Vi).Prepend(first.Vi)),
        string.Join(' ', more.OfType<Localized>().Select(m => m.En).Prepend(first.En)));
}
