using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;
using LienThong.Procedures.Units;

namespace LienThong.Procedures.Declarations;

/// <summary>The steps that a declaration calls for, as the procedure version orders them.</summary>
public static class StepPlanning
{
    /// <summary>Plans the steps of a declaration that is accepted.</summary>
    /// <param name="declared">The declaration.</param>
    /// <param name="units">The administrative units.</param>
    /// <param name="filedOn">The day of filing in Vietnam.</param>
    /// <returns>The steps, and why any of them has no agency.</returns>
    public static (IReadOnlyList<PlannedStep> Steps, IReadOnlyList<Fault> Faults) Plan(
        Declared declared, AdministrativeUnits units, DateOnly filedOn)
    {
        var facts = Facts.On(declared.Document, filedOn);
        var records = declared.Records.Select(record => record.Type).ToList();
        var wanted = declared.Law.Steps.Where(step => step.When?.Holds(facts) ?? true).ToList();
        List<PlannedStep> steps = [];
        List<Fault> faults = [];
        foreach (var step in wanted)
        {
            if (step.Agency.TryResolve(declared.Document, units, out var agency, out var fault))
            {
                steps.Add(new PlannedStep(step.Code, agency, [.. step.After.Where(IsWanted)])
                {
                    Needs = [.. step.Needs.Where(need => IsWanted(need[..need.IndexOf('/', StringComparison.Ordinal)]))],
                    ConfirmedBy = step.Confirmation?.AskedOf(facts, records) ?? [],
                });
            }
            else
            {
                faults.Add(fault);
            }
        }

        return (steps, faults);

        bool IsWanted(string code) => wanted.Exists(step => step.Code == code);
    }
}
