using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law.Lanes;
using LienThong.Procedures.Units;

namespace LienThong.Procedures.Law;

/// <summary>The law as dated data: procedures, calendar, units, forms. Immutable and safe to share.</summary>
public sealed class LawLibrary
{
    private readonly FrozenDictionary<string, ProcedureVersion[]> byCode;
    private readonly FrozenDictionary<AgencyCode, WorkingCalendar> calendars;
    private readonly FrozenDictionary<string, RefusalReason> reasons;
    private readonly FrozenDictionary<string, NoticeKind> notices;

    internal LawLibrary(
        IReadOnlyList<ProcedureVersion> versions,
        IReadOnlyList<AgencyKind> agencyKinds,
        IReadOnlyList<RefusalReason> reasons,
        IReadOnlyList<NoticeKind> notices,
        IReadOnlyList<CalendarYear> calendarYears,
        WorkingCalendar calendar,
        IReadOnlyDictionary<AgencyCode, WorkingCalendar> calendars,
        AdministrativeUnits units,
        FormLibrary forms,
        IReadOnlyList<Lane> lanes)
    {
        Versions = [.. versions.OrderBy(version => version.Code, StringComparer.Ordinal).ThenBy(version => version.ValidFrom)];
        AgencyKinds = agencyKinds;
        Reasons = reasons;
        Notices = notices;
        this.reasons = reasons.ToFrozenDictionary(reason => reason.Code, StringComparer.Ordinal);
        this.notices = notices.ToFrozenDictionary(notice => notice.Kind, StringComparer.Ordinal);
        CalendarYears = calendarYears;
        Calendar = calendar;
        Units = units;
        Forms = forms;
        Lanes = lanes;
        this.calendars = calendars.ToFrozenDictionary();

        // A former code finds every version of the procedure, whichever version it is listed in.
        byCode = Versions
            .GroupBy(version => version.Code)
            .SelectMany(procedure => procedure
                .SelectMany(version => version.FormerCodes)
                .Append(procedure.Key)
                .Distinct()
                .Select(code => KeyValuePair.Create(code, procedure.ToArray())))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>All versions of all procedures, by code and then by first day.</summary>
    public IReadOnlyList<ProcedureVersion> Versions { get; }

    /// <summary>The kinds of agency that decide steps.</summary>
    public IReadOnlyList<AgencyKind> AgencyKinds { get; }

    /// <summary>The catalogue of reasons for which steps are refused.</summary>
    public IReadOnlyList<RefusalReason> Reasons { get; }

    /// <summary>The kinds of notice that hospitals send.</summary>
    public IReadOnlyList<NoticeKind> Notices { get; }

    /// <summary>Holidays and make-up days with their sources, by year.</summary>
    public IReadOnlyList<CalendarYear> CalendarYears { get; }

    /// <summary>What is not known of the working days that limits reach which begin on a day (in Vietnam).</summary>
    public CalendarDoubts CalendarDoubtsOn(DateOnly day)
    {
        var last = day.AddDays(CalendarDoubts.DaysAhead);
        return new(
            [.. CalendarYears.SelectMany(year => year.Undecided).Where(undecided => undecided.Day >= day && undecided.Day <= last).OrderBy(undecided => undecided.Day)],
            [.. Enumerable.Range(day.Year, last.Year - day.Year + 1).Where(year => !Calendar.Covers(year))]);
    }

    /// <summary>The calendar of agencies that have none of their own.</summary>
    public WorkingCalendar Calendar { get; }

    public AdministrativeUnits Units { get; }

    public FormLibrary Forms { get; }

    /// <summary>The other systems that dossiers owe something, each over the days that its file is in force.</summary>
    public IReadOnlyList<Lane> Lanes { get; }

    /// <summary>Loads the built-in files, with those of a folder in place of or beside them.</summary>
    /// <param name="folder">
    /// A folder laid out like the built-in one (procedures, forms, partners, calendar, units, agencies.json); a file of the same name
    /// replaces the built-in file.
    /// </param>
    /// <exception cref="LawFileException">A file is not right; every fault of every file is listed.</exception>
    public static LawLibrary Load(string? folder = null) => new LawReader(folder).Read();

    /// <summary>The version in force on a day, by the procedure's current or former code.</summary>
    /// <exception cref="KeyNotFoundException">No procedure has the code, or none is in force on the day.</exception>
    public ProcedureVersion InForce(string procedureCode, DateOnly day) =>
        TryInForce(procedureCode, day, out var version)
            ? version
            : throw new KeyNotFoundException($"No version of procedure {procedureCode} is in force on {day:yyyy-MM-dd}.");

    /// <summary>The version in force on a day, by the procedure's current or former code, if there is one.</summary>
    public bool TryInForce(string procedureCode, DateOnly day, [NotNullWhen(true)] out ProcedureVersion? version)
    {
        version = byCode.TryGetValue(procedureCode, out var versions)
            ? Array.Find(versions, candidate => candidate.IsInForce(day))
            : null;
        return version is not null;
    }

    /// <summary>A version by name, by the procedure's current or former code.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ProcedureVersion Get(string code, string version) =>
        TryGet(code, version, out var found) ? found : throw new KeyNotFoundException($"Procedure {code} has no version '{version}'.");

    /// <summary>A version by name, by the procedure's current or former code, if there is one.</summary>
    public bool TryGet(string code, string version, [NotNullWhen(true)] out ProcedureVersion? found)
    {
        found = byCode.TryGetValue(code, out var versions) ? Array.Find(versions, candidate => candidate.Version == version) : null;
        return found is not null;
    }

    /// <summary>The reason of a code; null when the catalogue has none.</summary>
    public RefusalReason? Reason(string code) => reasons.GetValueOrDefault(code);

    /// <summary>The kind of notice of a code.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public NoticeKind Notice(string kind) => notices.GetValueOrDefault(kind)
        ?? throw new KeyNotFoundException($"There is no notice of kind '{kind}'.");

    /// <summary>The lanes that a dossier filed on a day (in Vietnam) has to do with.</summary>
    public IEnumerable<Lane> LanesInForce(DateOnly day) => Lanes.Where(lane => lane.IsInForce(day));

    /// <summary>The calendar of an agency: its own, or <see cref="Calendar"/>.</summary>
    public WorkingCalendar CalendarOf(AgencyCode agency) => calendars.GetValueOrDefault(agency, Calendar);
}
