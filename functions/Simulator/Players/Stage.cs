using LienThong.Procedures.Calendars;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Simulator.Api;
using LienThong.Simulator.Population;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;
using LienThong.Simulator.Time;

namespace LienThong.Simulator.Players;

/// <summary>What all players of a play share.</summary>
internal sealed record Stage
{
    private static readonly TimeSpan Grid = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OffTheGrid = TimeSpan.FromSeconds(150);

    public required Draws Draws { get; init; }

    public required World World { get; init; }

    public required Period Period { get; init; }

    public required LawLibrary Law { get; init; }

    /// <summary>The procedures that families file under.</summary>
    public required IReadOnlyList<ProcedureVersion> Versions { get; init; }

    /// <summary>Whom the population database knows; null when the app of the play asks none.</summary>
    public PopulationRegister? Population { get; init; }

    /// <summary>The play's clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The app's clock: the same one, unless the play runs at another pace.</summary>
    public required TimeProvider AppClock { get; init; }

    /// <summary>Seconds of the play in a second of the app.</summary>
    public required double Pace { get; init; }

    public required Agenda Agenda { get; init; }

    public required PartnerApi Api { get; init; }

    public required Ledger Ledger { get; init; }

    /// <summary>Now, in the play.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>An agency's working time.</summary>
    public WorkingCalendar CalendarOf(string agency) => Law.CalendarOf(AgencyCode.Parse(agency));

    /// <summary>Plans something some time ahead, but, at a fast pace, not at once again.</summary>
    public void After(TimeSpan wait, Func<CancellationToken, Task> act)
    {
        var least = Pace > 1 ? TimeSpan.FromSeconds(0.5 * Pace) : TimeSpan.Zero;
        Agenda.At(Now + (wait > least ? wait : least), act);
    }

    /// <summary>When an agency does what it has planned for a share of the working time that is left until a limit.</summary>
    /// <param name="timed">The share, or how far past the limit or after the last move.</param>
    /// <param name="due">The limit, on the app's clock.</param>
    /// <param name="calendar">The agency's working time.</param>
    public DateTimeOffset WhenOf(Timed timed, DateTimeOffset due, WorkingCalendar calendar)
    {
        if (timed.After is { } hours)
        {
            // Off the grid, so that nobody else does something at the same moment and the play stays the same.
            return OnTheGrid(calendar.AddWorkingHours(Now, hours)) + OffTheGrid;
        }

        var left = Math.Max(0, calendar.WorkingHoursBetween(AppClock.GetUtcNow(), due));
        return OnTheGrid(timed.Past is { } past
            ? calendar.AddWorkingHours(calendar.AddWorkingHours(Now, left), past)
            : calendar.AddWorkingHours(Now, left > 0 ? timed.Share * left : 0.5));
    }

    // Offices do things at every fifth minute, so that many happen at the same moment and side by side.
    private static DateTimeOffset OnTheGrid(DateTimeOffset moment)
    {
        var rest = moment.UtcTicks % Grid.Ticks;
        return rest == 0 ? moment : moment.AddTicks(Grid.Ticks - rest);
    }
}
