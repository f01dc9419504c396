using LienThong.Procedures.Faults;
using LienThong.Storage;

namespace LienThong.App.Audit;

/// <summary>Goes over the chains of a range of days and names the first entry that is not as it was written.</summary>
public sealed class AuditVerification(IAuditLog log)
{
    /// <summary>Verifies every day of a range, and its links to the days before and after.</summary>
    /// <param name="from">The first day, in Vietnam.</param>
    /// <param name="to">The last day.</param>
    /// <param name="kept">Heads that were printed earlier and kept elsewhere: the entry that each names must still be that one.</param>
    /// <param name="cancellation">Stops between two pages.</param>
    public async Task<AuditVerdict> VerifyAsync(DateOnly from, DateOnly to, IReadOnlyList<AuditHead> kept, CancellationToken cancellation)
    {
        List<AuditHead> whole = [];
        var before = await log.LastHeadAsync(from, cancellation);
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var (head, broken) = await VerifyDayAsync(day, before, [.. kept.Where(k => k.Day == day)], cancellation);
            if (broken is not null)
            {
                return new AuditVerdict(whole, broken);
            }

            if (head is not null)
            {
                whole.Add(head);
                before = head;
            }

            if (day == DateOnly.MaxValue)
            {
                break;
            }
        }

        // A last day that is gone shows in the day after the range.
        var next = await log.NextHeadAsync(to, cancellation);
        var first = next is null ? [] : await log.ReadAsync(next.Day, 0, 1, cancellation);
        return new AuditVerdict(whole, first is [{ Number: 1 } entry] ? await CheckLinkAsync(entry, before, cancellation) : null);
    }

    private async Task<(AuditHead? Head, AuditBreak? Broken)> VerifyDayAsync(
        DateOnly day, AuditHead? before, IReadOnlyList<AuditHead> kept, CancellationToken cancellation)
    {
        AuditEntry? last = null;
        AuditHead? head;
        IReadOnlyList<AuditEntry> page;
        do
        {
            // The app may append meanwhile: the last head is one after which there was nothing more to read.
            head = await log.HeadAsync(day, cancellation);
            page = await log.ReadAsync(day, last?.Number ?? 0, IAuditLog.MaxRead, cancellation);
            foreach (var entry in page)
            {
                var expected = (last?.Number ?? 0) + 1;
                if (entry.Number != expected)
                {
                    return (null, AuditBreak.Missing(day, expected));
                }

                if (AuditChain.HashOf(day, entry.Number, entry.Previous, entry.Content) != entry.Hash)
                {
                    return (null, AuditBreak.Changed(day, entry.Number));
                }

                var unlinked = last is null ? await CheckLinkAsync(entry, before, cancellation)
                    : entry.Previous != last.Hash ? AuditBreak.Unlinked(day, entry.Number)
                    : null;
                if (unlinked is not null)
                {
                    return (null, unlinked);
                }

                if (kept.Any(k => k.Count == entry.Number && k.Hash != entry.Hash))
                {
                    return (null, AuditBreak.NotAsKept(day, entry.Number));
                }

                last = entry;
            }
        }
        while (page.Count > 0);

        var found = last is null ? null : new AuditHead(day, last.Number, last.Hash);
        return (found, CheckEnd(day, found, head, kept));
    }

    private static AuditBreak? CheckEnd(DateOnly day, AuditHead? found, AuditHead? head, IReadOnlyList<AuditHead> kept)
    {
        var count = found?.Count ?? 0;
        return (head?.Count ?? 0) > count || kept.Any(k => k.Count > count) ? AuditBreak.Missing(day, count + 1)
            : (head?.Count ?? 0) < count ? AuditBreak.BeyondHead(day, (head?.Count ?? 0) + 1)
            : head != found ? AuditBreak.HeadChanged(day, count)
            : null;
    }

    /// <summary>Whether a day's first entry continues the day before.</summary>
    private async Task<AuditBreak?> CheckLinkAsync(AuditEntry first, AuditHead? before, CancellationToken cancellation)
    {
        if (first.Previous.Length == 0)
        {
            return before is null ? null : AuditBreak.Unlinked(first.Day, first.Number);
        }

        if (!AuditHead.TryParse(first.Previous, out var named))
        {
            return AuditBreak.Unlinked(first.Day, first.Number);
        }

        if (before is null || named.Day > before.Day)
        {
            return AuditBreak.DayMissing(named.Day, first.Day);
        }

        if (named.Day < before.Day)
        {
            return AuditBreak.Unlinked(first.Day, first.Number);
        }

        // Of several processes one may still have been in the old day when another began the new one.
        var meant = await log.ReadAsync(named.Day, named.Count - 1, 1, cancellation);
        return meant is [{ } entry] && entry.Number == named.Count && entry.Hash == named.Hash ? null : AuditBreak.Unlinked(first.Day, first.Number);
    }
}

/// <summary>What a verification found.</summary>
/// <param name="Days">The heads of the days that are whole, up to the first break.</param>
/// <param name="Broken">The first break; null when there is none.</param>
public sealed record AuditVerdict(IReadOnlyList<AuditHead> Days, AuditBreak? Broken);

/// <summary>Where a chain is broken.</summary>
/// <param name="Day">The day in Vietnam.</param>
/// <param name="Number">The entry of that day.</param>
/// <param name="Code">A stable code.</param>
public sealed record AuditBreak(DateOnly Day, long Number, string Code, Localized Text)
{
    /// <summary>An entry is gone: removed, or cut off at the end.</summary>
    public static AuditBreak Missing(DateOnly day, long number) => new(day, number, "entry-missing", new(
        "mục này đã bị xóa hoặc phần cuối của ngày bị cắt", "this entry was removed, or the end of the day was cut off"));

    /// <summary>An entry does not have the hash that its content makes.</summary>
    public static AuditBreak Changed(DateOnly day, long number) => new(day, number, "entry-changed", new(
        "mục này đã bị sửa: nội dung không khớp mã băm", "this entry was changed: its content does not make its hash"));

    /// <summary>An entry does not continue the one before.</summary>
    public static AuditBreak Unlinked(DateOnly day, long number) => new(day, number, "entry-unlinked", new(
        "mục này không nối tiếp mục trước: một trong hai đã bị thay, chèn hoặc đổi chỗ",
        "this entry does not continue the one before: one of the two was replaced, inserted or moved"));

    /// <summary>An entry stands behind the head.</summary>
    public static AuditBreak BeyondHead(DateOnly day, long number) => new(day, number, "entry-beyond-head", new(
        "mục này được chèn sau đầu chuỗi của ngày, hoặc đầu chuỗi đã bị lùi lại hay xóa",
        "this entry was put in behind the day's head, or the head was set back or removed"));

    /// <summary>The head names another last entry.</summary>
    public static AuditBreak HeadChanged(DateOnly day, long number) => new(day, number, "head-changed", new(
        "đầu chuỗi của ngày ghi mã băm khác với mục cuối này", "the day's head names another hash than this last entry's"));

    /// <summary>The entry is another than the head that was kept elsewhere says.</summary>
    public static AuditBreak NotAsKept(DateOnly day, long number) => new(day, number, "not-as-kept", new(
        "mục này khác với đầu chuỗi đã in và lưu ở nơi khác: chuỗi đã bị viết lại",
        "this entry is another than the head says that was printed and kept elsewhere: the chain was written anew"));

    /// <summary>A whole day is gone.</summary>
    public static AuditBreak DayMissing(DateOnly day, DateOnly continuedBy) => new(day, 1, "day-missing", new(
        $"cả ngày này đã bị xóa: ngày {continuedBy:yyyy-MM-dd} nối tiếp nó", $"the whole day was removed: {continuedBy:yyyy-MM-dd} continues it"));
}
