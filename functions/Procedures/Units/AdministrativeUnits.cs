using System.Diagnostics.CodeAnalysis;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Units;

/// <summary>Provinces and communes as dated data.</summary>
public sealed class AdministrativeUnits
{
    public IReadOnlyList<Province> Provinces => throw new NotImplementedException();

    public IReadOnlyList<Commune> Communes => throw new NotImplementedException();

    /// <summary>The province that a commune lies in.</summary>
    /// <exception cref="KeyNotFoundException">No commune has the code.</exception>
    public ProvinceCode ProvinceOf(CommuneCode commune) => throw new NotImplementedException();

    /// <summary>The commune of a code as it stands on a day (in Vietnam).</summary>
    public bool TryGetCommune(CommuneCode code, DateOnly day, [NotNullWhen(true)] out Commune? commune) =>
        throw new NotImplementedException();
}
