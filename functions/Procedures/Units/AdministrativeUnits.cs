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
    private readonly FrozenDictionary<CommuneCode, CommuneMerger[]> mergers;

    /// <param name="provinces">All provinces of all times.</param>
    /// <param name="communes">All communes of all times; entries of one code do not overlap.</param>
    /// <param name="merged">What became of codes that no longer stand.</param>
    public AdministrativeUnits(
        IEnumerable<Province> provinces, IEnumerable<Commune> communes, IEnumerable<CommuneMerger>? merged = null)
    {
        mergers = (merged ?? []).GroupBy(merger => merger.Old).ToFrozenDictionary(group => group.Key, group => group.ToArray());
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

    /// <summary>The province that a commune lies in, or lay in under a code of earlier days, if there is such a commune.</summary>
    public bool TryGetProvinceOf(CommuneCode commune, out ProvinceCode province)
    {
        var known = byCode.GetValueOrDefault(commune)
            ?? SuccessorsOf(commune, DateOnly.MaxValue).Select(code => byCode.GetValueOrDefault(code)).FirstOrDefault();
        province = known is null ? default : known[0].Province;
        return known is not null;
    }

    /// <summary>The codes that stand for a code of earlier days on a day (in Vietnam); none when nothing has become of it.</summary>
    public IReadOnlyList<CommuneCode> SuccessorsOf(CommuneCode old, DateOnly day)
    {
        List<CommuneCode> found = [];
        Follow(old, mergers.Count);
        return found;

        IEnumerable<CommuneMerger> Of(CommuneCode code) => (mergers.GetValueOrDefault(code) ?? []).Where(merger => merger.Since <= day);

        // A chain is no longer than there are mergers, even if a list leads in a circle.
        void Follow(CommuneCode code, int left)
        {
            foreach (var merger in left == 0 ? [] : Of(code))
            {
                if (Of(merger.New).Any())
                {
                    Follow(merger.New, left - 1);
                }
                else if (!found.Contains(merger.New))
                {
                    found.Add(merger.New);
                }
            }
        }
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
