using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Units;

namespace LienThong.Procedures.Law;

/// <summary>The level of the administrative unit whose agency decides.</summary>
public enum UnitLevel
{
    Commune,
    Province,
}

/// <summary>How a declaration says which agency decides a step.</summary>
/// <param name="Kind">One of the law files' agency kinds, for example "civil-status".</param>
/// <param name="Unit">JSON pointer to a commune code in the declaration.</param>
/// <param name="UnitLevel">The commune itself, or the province it lies in.</param>
public sealed record AgencyRule(string Kind, string Unit, UnitLevel UnitLevel)
{
    /// <summary>The agency for a declaration that has passed its checks.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="units">The administrative units.</param>
    /// <param name="agency">The agency's key.</param>
    /// <param name="fault">Why there is none: the pointer leads to no commune code, or to an unknown commune.</param>
    public bool TryResolve(
        JsonElement declaration,
        AdministrativeUnits units,
        out AgencyCode agency,
        [NotNullWhen(false)] out Fault? fault)
    {
        agency = default;
        var text = JsonPointer.TryGet(declaration, Unit, out var found) && found.Value.ValueKind == JsonValueKind.String
            ? found.Value.GetString()
            : null;
        if (!CommuneCode.TryParse(text, out var commune, out fault))
        {
            fault = fault with { Pointer = Unit };
            return false;
        }

        if (!units.TryGetProvinceOf(commune, out var province))
        {
            fault = new(
                FaultCodes.UnitUnknown,
                Unit,
                $"Không có đơn vị hành chính cấp xã mã {commune}.",
                $"There is no commune with code {commune}.");
            return false;
        }

        agency = AgencyCode.For(Kind, UnitLevel == UnitLevel.Province ? province.ToString() : commune.ToString());
        return true;
    }
}
