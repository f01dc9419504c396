using System.Globalization;
using LienThong.App.Audit;
using LienThong.Procedures.Calendars;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LienThong.App.OneMachine;

/// <summary>The audit log on the command line: verifying it, and recording what commands do. Both work while the app serves.</summary>
internal static class AuditCommands
{
    /// <summary>Records a command before it is carried out.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be, and the command is not carried out.</exception>
    public static void Record(IConfiguration settings, string data, string command, string detail) =>
        RecordAsync(settings, data, command, detail).GetAwaiter().GetResult();

    /// <summary><c>audit verify</c>: prints the heads of the days that are whole; the first break makes it fail.</summary>
    public static int Verify(IConfiguration settings, string data, TextWriter output, TextWriter errors)
    {
        List<AuditHead> kept = [];
        var file = settings["heads"];
        foreach (var line in file is null ? [] : File.ReadLines(file))
        {
            if (AuditHead.TryParse(line.Trim(), out var head))
            {
                kept.Add(head);
            }
            else if (line.Trim().Length > 0)
            {
                return Commands.Refuse(
                    errors,
                    $"{file}: '{line}' không phải là đầu chuỗi; ghi ngày, số thứ tự và mã băm.",
                    $"{file}: '{line}' is no head; write the day, the number and the hash.");
            }
        }

        // A head that was kept is to be looked at, so without --from the days begin with the first one.
        var today = VietnamTime.DayOf(TimeProvider.System.GetUtcNow());
        if (!TryDay(settings["to"], today, out var to)
            || !TryDay(settings["from"], kept.Select(head => head.Day).Append(to).Min(), out var from)
            || from > to)
        {
            return Commands.Refuse(
                errors,
                "--from và --to nhận ngày như 2026-11-22, ngày đầu không sau ngày cuối.",
                "--from and --to take days as 2026-11-22, the first not after the last.");
        }

        if (!AzureStorageSettings.AreIn(settings) && !File.Exists(SqliteAuditLog.FileIn(data)))
        {
            return Commands.Refuse(errors, $"Không có nhật ký trong {data}.", $"There is no audit log in {data}.");
        }

        using var stores = CommandStores.Open(settings, data, shared: true);
        var verdict = new AuditVerification(stores.GetRequiredService<IAuditLog>()).VerifyAsync(from, to, kept, CancellationToken.None).GetAwaiter().GetResult();
        foreach (var day in verdict.Days)
        {
            output.WriteLine(day);
        }

        return verdict.Broken is { } broken
            ? Commands.Say(errors, string.Create(CultureInfo.InvariantCulture,
                $"{broken.Day:yyyy-MM-dd} {broken.Number} {broken.Code}: {broken.Text.Vi}; {broken.Text.En}."), 1)
            : 0;
    }

    private static async Task RecordAsync(IConfiguration settings, string data, string command, string detail)
    {
        await using var stores = CommandStores.Open(settings, data, shared: true);
        await using var trail = new AuditTrail(stores.GetRequiredService<IAuditLog>(), TimeProvider.System, NullLogger<AuditTrail>.Instance);
        await trail.RecordAsync(new AuditAct
        {
            At = TimeProvider.System.GetUtcNow(),
            Act = command,
            Via = "command",
            By = "command",
            Officer = AuditText.Code(Environment.UserName),
            Address = AuditText.Code(Environment.MachineName),
            Outcome = "begun",
            Detail = detail,
        });
    }

    private static bool TryDay(string? text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
