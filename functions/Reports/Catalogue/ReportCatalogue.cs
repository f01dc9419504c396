using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Catalogue;

/// <summary>Sources of measurements, rules and targets of the report as dated data, from files. Immutable and safe to share.</summary>
public sealed class ReportCatalogue
{
    private const string SourcesFile = "sources.json";
    private const string RulesFile = "rules.json";
    private const string Ministry = "ministry";
    private const string Locality = "locality";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly FrozenDictionary<string, MeasuringSource[]> byAgency;
    private readonly IReadOnlyList<ReportRules> rules;
    private readonly FrozenDictionary<(int, Indicator), decimal> targets;

    private ReportCatalogue(IReadOnlyList<MeasuringSource> sources, IReadOnlyList<ReportRules> rules, IReadOnlyList<YearTarget> targets)
    {
        Sources = [.. sources.OrderBy(source => source.Agency, StringComparer.Ordinal).ThenBy(source => source.ValidFrom)];
        byAgency = Sources.GroupBy(source => source.Agency).ToFrozenDictionary(agency => agency.Key, agency => agency.ToArray(), StringComparer.Ordinal);
        this.rules = [.. rules.OrderBy(rule => rule.ValidFrom)];
        this.targets = targets.ToFrozenDictionary(target => (target.Year, target.Indicator), target => target.Percent);
    }

    /// <summary>All sources of all times, by agency and then by first day.</summary>
    public IReadOnlyList<MeasuringSource> Sources { get; }

    /// <summary>Loads the built-in files, or those of a folder that stand in their place under the same names.</summary>
    /// <exception cref="InvalidDataException">A file is not right; every fault of every file is listed.</exception>
    public static ReportCatalogue Load(string? folder = null)
    {
        List<string> faults = [];
        var sources = Read<SourceFile>(folder, SourcesFile, faults);
        var rules = Read<RuleFile>(folder, RulesFile, faults);
        var entries = (sources?.Sources ?? []).Select(entry => entry.Open()).ToList();
        faults.AddRange((sources?.Sources ?? [])
            .Where(entry => entry.Kind is not (Ministry or Locality))
            .Select(entry => $"{SourcesFile}: '{entry.Kind}' of {entry.Agency} is neither {Ministry} nor {Locality}."));
        faults.AddRange(
            from agency in entries.GroupBy(entry => entry.Agency)
            from pair in agency.OrderBy(entry => entry.ValidFrom).Zip(agency.OrderBy(entry => entry.ValidFrom).Skip(1))
            where pair.First.Stands(pair.Second.ValidFrom)
            select $"{SourcesFile}: {pair.First.Source} and {pair.Second.Source} both claim agency {agency.Key} on {pair.Second.ValidFrom:yyyy-MM-dd}.");
        if (rules is { Rules.Count: 0 })
        {
            faults.Add($"{RulesFile}: there are no rules.");
        }

        return faults.Count == 0
            ? new ReportCatalogue(entries, rules!.Rules, rules.Targets)
            : throw new InvalidDataException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>Who sends an agency's counts of a day; null when nobody does.</summary>
    public MeasuringSource? SourceOf(string agency, DateOnly day) => Array.Find(byAgency.GetValueOrDefault(agency) ?? [], source => source.Stands(day));

    /// <summary>The sources that stand on a day, by agency.</summary>
    public IEnumerable<MeasuringSource> On(DateOnly day) => Sources.Where(source => source.Stands(day));

    /// <summary>The rules of a day; of days before the first rules, the first.</summary>
    public ReportRules RulesOn(DateOnly day) => rules.LastOrDefault(rule => rule.ValidFrom <= day) ?? rules[0];

    /// <summary>A year's target in percent; null when none is known.</summary>
    public decimal? Target(int year, Indicator indicator) => targets.TryGetValue((year, indicator), out var percent) ? percent : null;

    private static T? Read<T>(string? folder, string file, List<string> faults)
        where T : class
    {
        try
        {
            using var content = folder is not null && File.Exists(Path.Combine(folder, file))
                ? File.OpenRead(Path.Combine(folder, file))
                : typeof(ReportCatalogue).Assembly.GetManifestResourceStream(file)!;
            return JsonSerializer.Deserialize<T>(content, Json);
        }
        catch (JsonException e)
        {
            faults.Add($"{file}: {e.Message}");
            return null;
        }
    }

    private sealed record SourceFile(string About, IReadOnlyList<SourceEntry> Sources);

    private sealed record SourceEntry(
        string Agency, string Kind, string Vi, string En, DateOnly ValidFrom, Certainty Certainty, string Basis, DateOnly? ValidTo = null, string? Source = null)
    {
        public MeasuringSource Open() => new(
            Source ?? Agency, Agency, Kind == Ministry ? AgencyGroup.Ministries : AgencyGroup.Localities, new Localized(Vi, En), ValidFrom, ValidTo, Certainty, Basis);
    }

    private sealed record RuleFile(string About, IReadOnlyList<ReportRules> Rules, IReadOnlyList<YearTarget> Targets);
}
