using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LienThong.Storage;

/// <summary>Where an entry stands in its worklist, by what orders the list: due time (ticks of UTC), dossier, step.</summary>
internal sealed record WorklistPosition(long Due, string Dossier, string Step)
{
    /// <summary>The due time of entries without one: they come last.</summary>
    public const long NoDue = long.MaxValue;

    private static readonly WorklistPosition Start = new(-1, "", "");

    public static WorklistPosition Of(WorklistEntry entry) => new(entry.Due?.UtcTicks ?? NoDue, entry.Dossier.ToString(), entry.Step);

    /// <summary>Where a page begins.</summary>
    /// <exception cref="ContinuationInvalidException">The continuation is not one that a worklist has given.</exception>
    public static WorklistPosition Parse(string? continuation)
    {
        if (continuation is null)
        {
            return Start;
        }

        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation)).Split('\n') is [var due, var dossier, var step]
                ? new(long.Parse(due, NumberStyles.None, CultureInfo.InvariantCulture), dossier, step)
                : throw new ContinuationInvalidException();
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new ContinuationInvalidException(e);
        }
    }

    public string ToContinuation() => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Due}\n{Dossier}\n{Step}")));

    /// <summary>As text that sorts as the list does; the beginning is empty.</summary>
    public override string ToString() => Due < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Due:D19}\n{Dossier}\n{Step}");
}
