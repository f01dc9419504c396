using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Figures;

/// <summary>What one dossier counts for: nothing in it names a person.</summary>
/// <param name="Procedure">The procedure's code.</param>
/// <param name="Commune">The commune of its intake.</param>
/// <param name="Cases">The whole dossier, then each step whose turn came: how it stands.</param>
/// <param name="Days">What it adds to the facts of each day, in the order of days and parts.</param>
public sealed record DossierFigures(string Procedure, string Commune, IReadOnlyList<CaseTimes> Cases, IReadOnlyList<DayFigures> Days)
{
    /// <summary>How dossiers are counted now: cases know how they stood at the end of each week.</summary>
    public const int CurrentFormat = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>How they were counted. Figures of another format than <see cref="CurrentFormat"/> still say what happened on each day, but
    /// not how things stood: their dossier is to be counted again.</summary>
    public int Format { get; init; }

    /// <summary>As it is stored: UTF-8 JSON, the same bytes for equal figures.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static DossierFigures Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<DossierFigures>(bytes, Json)!;
}

/// <summary>How a whole dossier, or a step of it, stands, and how it stood before.</summary>
/// <param name="Part">See <see cref="FactKey.Part"/>.</param>
/// <param name="Since">When it was filed, or its turn came, UTC.</param>
public sealed record CaseTimes(string Part, DateTimeOffset Since)
{
    /// <summary>When it ended, UTC; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When a supplement was asked for a second time, UTC: it counts as late from then on.</summary>
    public DateTimeOffset? SecondSupplementAt { get; init; }

    /// <summary>How it stood at the end of each week over which it was open, where that is not as at the end of the week before; oldest
    /// first. So a report of a week gone by says what it said then, whatever has happened since.</summary>
    public IReadOnlyList<Standing> Standings { get; init; } = [];

    /// <summary>It stood open at an instant.</summary>
    public bool IsOpenAt(DateTimeOffset instant) => Since <= instant && !(EndedAt <= instant);

    /// <summary>How it stood at the end of a week; null when nothing had happened to it by then.</summary>
    public Standing? In(IsoWeek week) => Standings.LastOrDefault(standing => standing.Week <= week);
}

/// <summary>How an open case stood at the end of a week.</summary>
/// <param name="Due">Its limit, UTC, as moved by supplements and verification.</param>
public sealed record Standing(IsoWeek Week, DateTimeOffset Due)
{
    /// <summary>The moment that was held against the limit while its clock stood still for somebody outside the agencies, UTC; null when it
    /// ran.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Since when an answer to a request was waited for, UTC; null when none was.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    /// <summary>Up to when time counts against the limit: while somebody outside the agencies is waited for, to the moment of asking
    /// (index 766, rule 2.1).</summary>
    public DateTimeOffset CountsUntil(DateTimeOffset instant) => StoppedAt < instant ? StoppedAt.Value : instant;
}

/// <summary>What a dossier adds to the facts of one day and part.</summary>
/// <param name="Counts">The counts in the order of <see cref="Counted"/>, without the zeros at the end.</param>
public sealed record DayFigures(DateOnly Day, string Part, IReadOnlyList<int> Counts)
{
    /// <summary>Working minutes from the beginning to the end, without supplements; null when it did not end done on that day.</summary>
    public int? Duration { get; init; }

    /// <summary>Working minutes from a request's sending to its answer, of answers of that day.</summary>
    public IReadOnlyList<int>? Waits { get; init; }

    /// <summary>It ended late on that day: with its limit and its end.</summary>
    public LateEnd? Late { get; init; }
}

/// <summary>An end past the limit, or after a second supplement.</summary>
/// <param name="Due">The limit, UTC.</param>
/// <param name="EndedAt">The end, UTC.</param>
/// <param name="Hours">Working hours past the limit, one decimal; 0 when it is late for a second supplement only.</param>
public sealed record LateEnd(DateTimeOffset Due, DateTimeOffset EndedAt, decimal Hours);
