using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Access;

/// <summary>Who is known, from one JSON file. The file is read again when it has changed; a broken file leaves the known
/// partners as they were.</summary>
public sealed partial class PartnerRegistry
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string _file;
    private readonly LawLibrary _law;
    private readonly ILogger<PartnerRegistry> _log;
    private readonly Lock _gate = new();
    private DateTime _readAt;
    private volatile Known _known;

    /// <summary>Reads the registry.</summary>
    /// <param name="file">The file; made with a sample of each kind if there is none.</param>
    /// <param name="law">The law, with the kinds of agency and the administrative units that jurisdictions name.</param>
    /// <param name="log">Where a file that turned bad is reported.</param>
    /// <exception cref="InvalidDataException">The file is wrong; the message lists everything that is.</exception>
    public PartnerRegistry(string file, LawLibrary law, ILogger<PartnerRegistry> log)
    {
        (_file, _law, _log) = (file, law, log);
        if (!File.Exists(file))
        {
            Write(file, SamplePartners.All(law));
        }

        _readAt = File.GetLastWriteTimeUtc(file);
        _known = Read(file, law);
    }

    /// <summary>All partners.</summary>
    public IReadOnlyCollection<Partner> All => Current().ById.Values;

    /// <summary>The partner of an id; null when nobody is known by it.</summary>
    public Partner? Find(string id) => Current().ById.GetValueOrDefault(id);

    /// <summary>The partner that takes requests for an agency by HTTP: of several, the one for the smallest area; null when there is none.</summary>
    public Partner? ReceiverFor(AgencyCode agency) => ReceiverFor(agency.Kind, agency.Unit);

    /// <summary>The kinds of which at least one partner takes requests by HTTP.</summary>
    public IReadOnlySet<string> ReceivingKinds => Current().ReceivingKinds;

    /// <summary>The same for partners of any kind.</summary>
    /// <param name="kind">The kind's name.</param>
    /// <param name="unit">A province's or a commune's code.</param>
    public Partner? ReceiverFor(string kind, string unit)
    {
        var receivers = Current().Receivers;
        if (receivers.TryGetValue((kind, unit), out var partner))
        {
            return partner;
        }

        if (CommuneCode.TryParse(unit, out var merged, out _)
            && _law.Units.SuccessorsOf(merged, DateOnly.MaxValue) is [var successor]
            && receivers.TryGetValue((kind, successor.ToString()), out partner))
        {
            return partner;
        }

        var province = CommuneCode.TryParse(unit, out var commune, out _) && _law.Units.TryGetProvinceOf(commune, out var found)
            ? found.ToString()
            : null;
        return province is not null && receivers.TryGetValue((kind, province), out partner)
            ? partner
            : receivers.GetValueOrDefault((kind, "*"));
    }

    /// <summary>Whether anybody speaks for an agency.</summary>
    public bool Speaks(AgencyCode agency) => All.Any(partner => partner.Is(agency, _law.Units));

    /// <summary>The agencies to which dossiers can be sent on a day and that nobody in the registry speaks for, so that
    /// nobody would ever see them; by kind, then by unit.</summary>
    public IReadOnlyList<AgencyCode> Unassigned(DateOnly day) =>
    [
        .. from kind in _law.Versions.Where(version => version.IsInForce(day))
               .SelectMany(version => version.Steps).Select(step => (step.Agency.Kind, step.Agency.UnitLevel)).Distinct()
               .OrderBy(kind => kind.Kind, StringComparer.Ordinal)
           let offices = All.Where(partner => partner.Kind.Name() == kind.Kind).ToList()
           from unit in UnitsOf(kind.UnitLevel, day)
           where !offices.Exists(office => office.Covers(unit, _law.Units))
           select AgencyCode.For(kind.Kind, unit),
    ];

    private IEnumerable<string> UnitsOf(UnitLevel level, DateOnly day)
    {
        var communes = _law.Units.Communes.Where(commune => _law.Units.TryGetCommune(commune.Code, day, out var stands) && stands == commune);
        return level == UnitLevel.Commune
            ? communes.Select(commune => commune.Code.ToString())
            : communes.Select(commune => commune.Province.ToString()).Distinct();
    }

    /// <summary>Writes a registry file.</summary>
    public static void Write(string file, IReadOnlyCollection<Partner> partners)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var draft = file + ".new";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(new RegistryFile([.. partners]), Json));
        File.Move(draft, file, overwrite: true);
    }

    private Known Current()
    {
        var written = File.GetLastWriteTimeUtc(_file);
        if (written == _readAt)
        {
            return _known;
        }

        lock (_gate)
        {
            if (written != _readAt)
            {
                _readAt = written;
                try
                {
                    _known = Read(_file, _law);
                }
                catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
                {
                    _log.LogError("The changed partner registry is not used, the partners stay as they were: {Why}", e.Message);
                }
            }

            return _known;
        }
    }

    private static Known Read(string file, LawLibrary law)
    {
        RegistryFile registry;
        try
        {
            registry = JsonSerializer.Deserialize<RegistryFile>(File.ReadAllBytes(file), Json)
                ?? throw new InvalidDataException($"{file}: empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }

        // What nullable annotations do not reach: the elements of lists.
        if (registry.Partners.Any(p => p is null || p.Units.Concat(p.Facilities).Concat(p.Sources).Concat(p.Scopes ?? []).Any(text => text is null)))
        {
            throw new InvalidDataException($"{file}: a list holds null.");
        }

        List<string> faults = [];
        foreach (var partner in registry.Partners)
        {
            var where = $"{file}: partner '{partner.Id}'";
            if (!Id().IsMatch(partner.Id))
            {
                faults.Add($"{where}: an id is 1 to 64 of a-z, 0-9, '-' and '.'.");
            }

            if (registry.Partners.Count(p => p.Id == partner.Id) > 1)
            {
                faults.Add($"{where}: the id is there more than once.");
            }

            if (partner.Kind.IsAgency && law.AgencyKinds.All(kind => kind.Code != partner.Kind.Name()))
            {
                faults.Add($"{where}: '{partner.Kind}' is no kind of partner; the kinds are {string.Join(", ", AgencyKind.Reserved.Concat(law.AgencyKinds.Select(kind => kind.Code)))}.");
            }

            faults.AddRange(partner.Units.Where(u => !Unit().IsMatch(u)).Select(u => $"{where}: '{u}' is no unit; write *, two digits or five digits."));
            faults.AddRange(partner.Facilities.Where(f => !FacilityCode.TryParse(f, out _, out _)).Select(f => $"{where}: '{f}' is no facility code."));
            faults.AddRange((partner.Scopes ?? []).Where(s => !Scopes.Of(partner.Kind).Contains(s)).Select(s => $"{where}: its kind never has the scope '{s}'."));
            if (partner.Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("https" or "http")
                || (endpoint.Scheme == "http" && !endpoint.IsLoopback)))
            {
                faults.Add($"{where}: the endpoint must be https, or http on this machine.");
            }
        }

        return faults.Count > 0
            ? throw new InvalidDataException(string.Join(Environment.NewLine, faults.Distinct()))
            : new Known(registry.Partners);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.\-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^(\*|[0-9]{2}|[0-9]{5})$", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    private sealed record RegistryFile(IReadOnlyList<Partner> Partners);

    private sealed class Known(IReadOnlyList<Partner> partners)
    {
        public FrozenDictionary<string, Partner> ById { get; } = partners.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);

        public FrozenDictionary<(string Kind, string Unit), Partner> Receivers { get; } = partners
            .Where(p => p.Endpoint is not null)
            .OrderBy(p => p.Id, StringComparer.Ordinal)
            .SelectMany(p => p.Units.Select(unit => KeyValuePair.Create((p.Kind.Name(), unit), p)))
            .DistinctBy(pair => pair.Key)
            .ToFrozenDictionary();

        public FrozenSet<string> ReceivingKinds { get; } = partners
            .Where(p => p.Endpoint is not null)
            .Select(p => p.Kind.Name())
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
