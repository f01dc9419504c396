using System.Text.Json.Nodes;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Procedures.Units;
using LienThong.Reports.Catalogue;

namespace LienThong.Simulator.Stories;

/// <summary>Where a play takes place: some communes of some provinces, their agencies, hospitals, those who file, and those who measure.</summary>
/// <param name="Communes">The communes, of which the last one's offices take no requests by HTTP: they read their worklists.</param>
/// <param name="Facilities">Hospitals, by province.</param>
/// <param name="Agencies">Every agency that a dossier of the play can come to.</param>
/// <param name="Sources">Portals and one-stop systems that send counts: those of every ministry and province.</param>
internal sealed record World(
    IReadOnlyList<Commune> Communes, ILookup<ProvinceCode, FacilityCode> Facilities, IReadOnlyList<AgencyCode> Agencies,
    IReadOnlyList<MeasuringSource> Sources)
{
    /// <summary>Who files.</summary>
    public static IReadOnlyList<string> Filers { get; } = ["portal", "vneid", "agent-post"];

    /// <summary>The other systems that are told what becomes of dossiers, or get results: each its own lane and kind of partner.</summary>
    public static IReadOnlyList<string> Systems { get; } = ["portal", "province", "vneid", "repository", "post"];

    /// <summary>The application in which citizens confirm.</summary>
    public const string Vneid = "vneid";

    /// <summary>By what right a filer files for families; null for those through whom families file themselves.</summary>
    public static JsonObject? AuthorityOf(string filer) => filer != "agent-post" ? null : new JsonObject
    {
        ["kind"] = "contract", ["number"] = "01/2026/HĐ-ĐLDVC", ["givenOn"] = "2026-01-05", ["officer"] = "NV-001",
    };

    /// <summary>Who runs the system.</summary>
    public const string Operator = "operator";

    private const int Provinces = 5;
    private const int CommunesOfProvince = 3;
    private const int FacilitiesOfProvince = 2;

    /// <summary>The world of a play.</summary>
    /// <param name="law">The law, with its administrative units.</param>
    /// <param name="versions">The procedures played.</param>
    /// <param name="day">The day on which the units must stand.</param>
    public static World Of(LawLibrary law, IReadOnlyList<ProcedureVersion> versions, DateOnly day)
    {
        var provinces = law.Units.Communes
            .Where(commune => commune.ValidFrom <= day && !(commune.ValidTo < day))
            .GroupBy(commune => commune.Province)
            .Select(group => group.OrderBy(commune => commune.Code.ToString(), StringComparer.Ordinal).Take(CommunesOfProvince).ToList())
            .OrderByDescending(communes => communes.Count)
            .ThenBy(communes => communes[0].Province.ToString(), StringComparer.Ordinal)
            .ToList();
        var chosen = Enumerable.Range(0, Math.Min(Provinces, provinces.Count))
            .Select(i => provinces[i * provinces.Count / Math.Min(Provinces, provinces.Count)])
            .ToList();
        List<Commune> communes = [.. chosen.SelectMany(list => list)];
        var facilities = chosen
            .SelectMany(list => Enumerable.Range(1, FacilitiesOfProvince)
                .Select(n => (list[0].Province, Facility: FacilityCode.Parse($"{list[0].Province}{n:D3}"))))
            .ToLookup(entry => entry.Province, entry => entry.Facility);
        var agencies = versions.SelectMany(version => version.Steps)
            .SelectMany(step => communes.Select(commune => AgencyCode.For(
                step.Agency.Kind,
                step.Agency.UnitLevel == UnitLevel.Commune ? commune.Code.ToString() : commune.Province.ToString())))
            .Distinct()
            .ToList();
        return new World(communes, facilities, agencies, [.. ReportCatalogue.Load().On(day)]);
    }

    /// <summary>The hospitals of a commune's province.</summary>
    public IEnumerable<FacilityCode> FacilitiesOf(CommuneCode commune) => Facilities[Communes.First(one => one.Code == commune).Province];

    /// <summary>Another commune of the same province.</summary>
    public CommuneCode NeighbourOf(string commune)
    {
        var own = Communes.First(one => one.Code.ToString() == commune);
        return Communes.First(one => one.Province == own.Province && one.Code != own.Code).Code;
    }

    /// <summary>Whether an agency has no endpoint and reads its worklist instead.</summary>
    public bool ReadsWorklist(AgencyCode agency) => Communes.Count > 1 && agency.Unit == Communes[^1].Code.ToString();

    /// <summary>The agencies that have no endpoint.</summary>
    public IReadOnlySet<string> Readers => Agencies.Where(ReadsWorklist).Select(agency => agency.ToString()).ToHashSet(StringComparer.Ordinal);

    /// <summary>The partner registry of the play, beside whoever is in it already.</summary>
    /// <param name="earlier">The registry as it is; null when there is none.</param>
    /// <param name="house">Where the simulated agencies take requests.</param>
    public JsonObject Registry(JsonObject? earlier, Uri house)
    {
        List<JsonObject> partners =
        [
            .. Filers.Union(Systems).Select(id =>
            {
                var partner = Partner(id, id == "agent-post" ? "agent" : id, ["*"]);
                if (Systems.Contains(id))
                {
                    partner["endpoint"] = new Uri(house, id).ToString();
                }

                return partner;
            }),
            .. Facilities.SelectMany(group => group).Select(facility => new JsonObject
            {
                ["id"] = HospitalOf(facility),
                ["kind"] = "hospital",
                ["facilities"] = new JsonArray(facility.ToString()),
            }),
            .. Agencies.Select(agency =>
            {
                var partner = Partner(agency.ToString(), agency.Kind, [agency.Unit]);
                if (!ReadsWorklist(agency))
                {
                    partner["endpoint"] = new Uri(house, agency.ToString()).ToString();
                }

                return partner;
            }),
            .. Sources.Select(source => source.Source).Distinct().Select(source => new JsonObject
            {
                ["id"] = MeasuringSystem.PartnerOf(source),
                ["kind"] = "source",
                ["sources"] = new JsonArray(source),
            }),
            Partner(Operator, "operator", ["*"]),
        ];
        var ours = partners.Select(partner => partner["id"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var others = (earlier?["partners"] as JsonArray ?? [])
            .Where(partner => partner?["id"] is { } id && !ours.Contains(id.GetValue<string>()))
            .Select(partner => partner!.DeepClone());
        return new JsonObject { ["partners"] = new JsonArray([.. others, .. partners]) };
    }

    /// <summary>The partner that a facility is.</summary>
    public static string HospitalOf(FacilityCode facility) => $"hospital-{facility}";

    private static JsonObject Partner(string id, string kind, IReadOnlyList<string> units) => new()
    {
        ["id"] = id,
        ["kind"] = kind,
        ["units"] = new JsonArray([.. units.Select(unit => (JsonNode)unit)]),
    };
}
