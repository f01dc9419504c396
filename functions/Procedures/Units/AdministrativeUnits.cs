using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Units;

/// <summary>
/// Provinces and communes as dated data (Decision 19/2025/QĐ-TTg: codes are unique, stable and never reused). Immutable.
/// </summary>
public sealed class AdministrativeUnits
{
    private readonly FrozenDictionary<CommuneCode, Commune[]> byCode;

    /// <param name="provinces">All provinces of all times.</param>
    /// <param name="communes">All communes of all times; entries of one code do not overlap.</param>
    public AdministrativeUnits(IEnumerable<Province> provinces, IEnumerable<Commune> communes)
    {
        Provinces = [.. provinces.OrderBy(province => province.Code.ToString(), StringComparer.Ordinal)];
        Communes = [.. communes.OrderBy(commune => commune.Code.ToString(), StringComparer.Ordinal)];
        byCode = Communes
            .GroupBy(commune => commune.Code)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(commune => commune.ValidFrom).ToArray());
    }

    /// <summary>All provinces of all times, by code.</summary>
    public IReadOnlyList<Province> Provinces { get; }

    /// <summary>All communes of all times, by code.</summary>
    public IReadOnlyList<Commune> Communes { get; }

    /// <summary>The province that a commune lies in.</summary>
    /// <exception cref="KeyNotFoundException">No commune has the code.</exception>
    public ProvinceCode ProvinceOf(CommuneCode commune) =>
        TryGetProvinceOf(commune, out var province)
            ? province
            : throw new KeyNotFoundException($"There is no commune with code {commune}.");

    /// <summary>The province that a commune lies in, if there is such a commune.</summary>
    public bool TryGetProvinceOf(CommuneCode commune, out ProvinceCode province)
    {
        var isKnown = byCode.TryGetValue(commune, out var entries);
        province = isKnown ? entries![0].Province : default;
        return isKnown;
    }

    /// <summary>The commune of a code as it stands on a day (in Vietnam).</summary>
    public bool TryGetCommune(CommuneCode code, DateOnly day, [NotNullWhen(true)] out Commune? commune)
    {
        commune = byCode.TryGetValue(code, out var entries)
            ? Array.Find(entries, entry => entry.ValidFrom <= day && !(entry.ValidTo < day))
            : null;
        return commune is not null;
    }
}
