using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law.Lanes;

/// <summary>What must hold within a lane's file, and between lanes.</summary>
internal static class LaneChecks
{
    /// <param name="lane">The lane.</param>
    /// <param name="kinds">The agency kinds; null when their file is faulty.</param>
    /// <param name="reasons">The refusal catalogue; null when its file is faulty.</param>
    /// <param name="tell">Takes the faults.</param>
    internal static void Check(Lane lane, IReadOnlyList<AgencyKind>? kinds, IReadOnlyList<RefusalReason>? reasons, FaultTeller tell)
    {
        if (lane.ValidTo < lane.ValidFrom)
        {
            tell(FaultCodes.ValidityReversed, "/validTo", "Ngày hết hiệu lực trước ngày có hiệu lực.", "The last day in force is before the first.");
        }

        CheckKind(lane.StepsOf, "/stepsOf", kinds, tell);
        for (var i = 0; i < lane.Speakers.Count; i++)
        {
            CheckKind(lane.Speakers[i], $"/speakers/{i}", kinds, tell);
        }

        for (var i = 0; i < lane.Statuses.Count; i++)
        {
            CheckStatus(lane, i, reasons, tell);
        }

        for (var i = 0; i < lane.Answers.Count; i++)
        {
            foreach (var number in (lane.Answers[i].Statuses ?? []).Where(number => lane.Status(number) is null))
            {
                Unknown(number, $"/answers/{i}/statuses", tell);
            }
        }
    }

    internal static void CheckTogether(IReadOnlyList<(string File, Lane Lane)> read, Action<string, string, string, string, string> tell)
    {
        for (var i = 0; i < read.Count; i++)
        {
            var (file, lane) = read[i];
            foreach (var (_, other) in read.Take(i).Where(other => other.Lane.ValidFrom <= (lane.ValidTo ?? DateOnly.MaxValue)
                && lane.ValidFrom <= (other.Lane.ValidTo ?? DateOnly.MaxValue)))
            {
                if (other.Code == lane.Code)
                {
                    tell(file, FaultCodes.LanesOverlap, "/code",
                        $"Kênh '{lane.Code}' đã có tệp khác có hiệu lực cùng thời gian.", $"Another file of the lane '{lane.Code}' is in force on the same days.");
                }
                else if (lane.Speakers.Intersect(other.Speakers).FirstOrDefault() is { } speaker)
                {
                    tell(file, FaultCodes.LaneSpeakerTwice, "/speakers",
                        $"Loại cơ quan '{speaker}' đã dùng bảng trạng thái '{other.Code}'.", $"The agency kind '{speaker}' speaks in the numbers of '{other.Code}' already.");
                }
            }
        }
    }

    private static void CheckStatus(Lane lane, int index, IReadOnlyList<RefusalReason>? reasons, FaultTeller tell)
    {
        var status = lane.Statuses[index];
        if (status.Means == StatusMeaning.Refuse
            && !lane.Speakers.DefaultIfEmpty(RefusalReason.EveryAgency).All(kind => reasons is null || reasons.Any(reason => reason.Code == status.ReasonCode && reason.MayBeGivenBy(kind))))
        {
            tell(FaultCodes.ReasonUnknown, $"/statuses/{index}/reasonCode",
                $"Danh mục không có lý do '{status.ReasonCode}' cho các cơ quan này.", $"The catalogue has no reason '{status.ReasonCode}' for these agencies.");
        }

        if (lane.Statuses.Take(index).Any(other => other.Number == status.Number))
        {
            tell(FaultCodes.LaneStatusTwice, $"/statuses/{index}/number", $"Trạng thái {status.Number} xuất hiện hai lần.", $"The status {status.Number} stands twice.");
        }

        for (var i = 0; i < status.After.Count; i++)
        {
            if (lane.Status(status.After[i]) is null)
            {
                Unknown(status.After[i], $"/statuses/{index}/after/{i}", tell);
            }
        }

        if (WaitsForItself(lane, status))
        {
            tell(FaultCodes.LaneStatusCycle, $"/statuses/{index}/after", $"Trạng thái {status.Number} chờ chính nó.", $"The status {status.Number} waits for itself.");
        }
    }

    private static bool WaitsForItself(Lane lane, LaneStatus status)
    {
        var seen = new HashSet<int>();
        var open = new Queue<int>(status.After);
        while (open.TryDequeue(out var number))
        {
            if (number == status.Number)
            {
                return true;
            }

            if (seen.Add(number))
            {
                foreach (var before in lane.Status(number)?.After ?? [])
                {
                    open.Enqueue(before);
                }
            }
        }

        return false;
    }

    private static void CheckKind(string? kind, string pointer, IReadOnlyList<AgencyKind>? kinds, FaultTeller tell)
    {
        if (kind is not null && kinds?.Any(known => known.Code == kind) == false)
        {
            tell(FaultCodes.AgencyKindUnknown, pointer, $"Không có loại cơ quan '{kind}'.", $"There is no agency kind '{kind}'.");
        }
    }

    private static void Unknown(int number, string pointer, FaultTeller tell) =>
        tell(FaultCodes.LaneStatusUnknown, pointer, $"Không có trạng thái {number}.", $"There is no status {number}.");
}
