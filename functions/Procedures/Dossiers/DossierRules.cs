using LienThong.Procedures.Calendars;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Dossiers;

/// <summary>What decisions about a dossier are measured by: the version of the law under which it was filed, and the
/// working calendars of the agencies.</summary>
public sealed record DossierRules(ProcedureVersion Law, LawLibrary Library)
{
    /// <summary>The rules under which a dossier was filed and stays.</summary>
    public static DossierRules For(Dossier dossier, LawLibrary library) => new(library.Get(dossier.Procedure, dossier.LawVersion), library);

    /// <summary>The law's definition of a step.</summary>
    public StepDefinition Step(string step) => Law.Step(step);

    /// <summary>The working calendar of the agency that decides a step.</summary>
    public WorkingCalendar CalendarOf(StepState step) => Library.CalendarOf(step.Agency);
}
