using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Units;

namespace LienThong.App.Access;

/// <summary>A partner system or office, as the registry knows it.</summary>
public sealed record Partner
{
    /// <summary>Its id: the subject of its tokens, and the <c>by</c> of what it does.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required PartnerKind Kind { get; init; }

    /// <summary>Its jurisdiction: <c>*</c>, provinces (two digits) or communes (five digits).</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>With a hospital: the facility codes that it speaks for.</summary>
    public IReadOnlyList<string> Facilities { get; init; } = [];

    /// <summary>With a measuring system: the sources of the report's catalogue that it sends for.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Narrows what its kind may do; null leaves it as it is.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Where requests are posted to it; null when it only reads its worklist.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The lane of the law files whose numbers it speaks and understands; null is its kind's usual one.</summary>
    public string? Lane { get; init; }

    /// <summary>Whether it may do something at all, jurisdiction aside.</summary>
    public bool May(string scope) => Access.Scopes.Of(Kind).Contains(scope) && (Scopes is null || Scopes.Contains(scope));

    /// <summary>Whether a unit (a province's or a commune's code) lies in its jurisdiction.</summary>
    public bool Covers(string unit, AdministrativeUnits units)
    {
        foreach (var own in Units)
        {
            if (own == "*" || own == unit)
            {
                return true;
            }

            if (!CommuneCode.TryParse(unit, out var commune, out _))
            {
                continue;
            }

            // What is open at a commune that was merged is for the offices of its successors.
            if (own.Length == 2
                ? units.TryGetProvinceOf(commune, out var province) && province.ToString() == own
                : units.SuccessorsOf(commune, DateOnly.MaxValue).Any(successor => successor.ToString() == own))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is the agency, or one of its offices, that a code names.</summary>
    public bool Is(AgencyCode agency, AdministrativeUnits units) => agency.Kind == Kind.Name() && Covers(agency.Unit, units);

    /// <summary>Whether it decides a step of the dossier.</summary>
    public bool Decides(DossierState dossier, AdministrativeUnits units) => dossier.Steps.Any(step => Is(step.Agency, units));

    /// <summary>Whether it decides the first step of the dossier, or one of several: it has to look at what may be there already.</summary>
    public bool DecidesFirst(DossierState dossier, AdministrativeUnits units) =>
        dossier.Steps.Any(step => step.After.Count == 0 && Is(step.Agency, units));

    /// <summary>Whether it may see how the dossier stands: it filed it, decides a step of it, or runs the system.</summary>
    public bool Sees(DossierState dossier, AdministrativeUnits units) =>
        Kind == PartnerKind.Operator || dossier.FiledBy == Id || Decides(dossier, units);
}
