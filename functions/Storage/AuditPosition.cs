using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LienThong.Storage;

/// <summary>After which entry of the audit log a page begins.</summary>
/// <param name="Day">Its day, as yyyy-MM-dd; empty before the first one.</param>
internal sealed record AuditPosition(string Day, long Number)
{
    public static AuditPosition After(AuditEntry entry) => new(Text(entry.Day), entry.Number);

    /// <summary>A day as stores hold it: text that sorts.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Where a page begins.</summary>
    /// <exception cref="ContinuationInvalidException">The continuation is not one that the log has given.</exception>
    public static AuditPosition Parse(string? continuation)
    {
        if (continuation is null)
        {
            return new("", 0);
        }

        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation)).Split('\n') is [{ Length: 10 } day, var number]
                ? new(day, long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture))
                : throw new ContinuationInvalidException();
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new ContinuationInvalidException(e);
        }
    }

    public string ToContinuation() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Day}\n{Number}")));
}
