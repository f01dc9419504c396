using System.Diagnostics.CodeAnalysis;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Units;

namespace LienThong.Procedures.Law;

/// <summary>The law as dated data: procedures, calendar, units, forms. Immutable and safe to share.</summary>
public sealed class LawLibrary
{
    /// <summary>Loads the built-in files, with those of a folder in place of or beside them.</summary>
    /// <param name="folder">A folder laid out like the built-in one; a file of the same name replaces the built-in file.</param>
    /// <exception cref="LawFileException">A file is not right; every fault of every file is listed.</exception>
    public static LawLibrary Load(string? folder = null) => throw new NotImplementedException(folder);

    /// <summary>All versions of all procedures, by code and then by first day.</summary>
    public IReadOnlyList<ProcedureVersion> Versions => throw new NotImplementedException();

    public WorkingCalendar Calendar => throw new NotImplementedException();

    public AdministrativeUnits Units => throw new NotImplementedException();

    public FormLibrary Forms => throw new NotImplementedException();

    /// <summary>The version in force on a day, by the procedure's current or former code.</summary>
    /// <exception cref="KeyNotFoundException">No procedure has the code, or none is in force on the day.</exception>
    public ProcedureVersion InForce(string procedureCode, DateOnly day) =>
        TryInForce(procedureCode, day, out var version)
            ? version
            : throw new KeyNotFoundException($"No version of procedure {procedureCode} is in force on {day:yyyy-MM-dd}.");

    /// <summary>The version in force on a day, by the procedure's current or former code, if there is one.</summary>
    public bool TryInForce(string procedureCode, DateOnly day, [NotNullWhen(true)] out ProcedureVersion? version) =>
        throw new NotImplementedException();

    /// <summary>A version by name, by the procedure's current or former code.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ProcedureVersion Get(string code, string version) => throw new NotImplementedException();

    /// <summary>The calendar of an agency: its own, or <see cref="Calendar"/>.</summary>
    public WorkingCalendar CalendarOf(Identifiers.AgencyCode agency) => throw new NotImplementedException();
}
