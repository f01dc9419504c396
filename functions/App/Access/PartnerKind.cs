using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Law;

namespace LienThong.App.Access;

/// <summary>What a partner is, and with it what it may do at most. Beside the kinds named here there is one for each kind of
/// agency in the law files: a new one needs no code.</summary>
[JsonConverter(typeof(PartnerKindConverter))]
public readonly record struct PartnerKind
{
    private readonly string? _name;

    private PartnerKind(string name) => _name = name;

    /// <summary>The national public service portal.</summary>
    public static PartnerKind Portal { get; } = new("portal");

    /// <summary>The VNeID application.</summary>
    public static PartnerKind Vneid { get; } = new("vneid");

    /// <summary>An online agent that files for families.</summary>
    public static PartnerKind Agent { get; } = new("agent");

    /// <summary>The desk of a commune's public administration service centre, where an officer files for whoever comes.</summary>
    public static PartnerKind Counter { get; } = new("counter");

    /// <summary>A health facility.</summary>
    public static PartnerKind Hospital { get; } = new("hospital");

    /// <summary>A province's case system: it is told statuses and results.</summary>
    public static PartnerKind Province { get; } = new("province");

    /// <summary>The linked-service software's interface with civil status: it is told statuses.</summary>
    public static PartnerKind Linked { get; } = new("linked");

    /// <summary>The repository of citizens' electronic results.</summary>
    public static PartnerKind Repository { get; } = new("repository");

    /// <summary>The post that brings results on paper.</summary>
    public static PartnerKind Post { get; } = new("post");

    /// <summary>A portal or one-stop system that sends what it counted.</summary>
    public static PartnerKind Source { get; } = new("source");

    /// <summary>Who runs this system.</summary>
    public static PartnerKind Operator { get; } = new("operator");

    /// <summary>Whether it is a kind of agency, of the law files.</summary>
    public bool IsAgency => !AgencyKind.Reserved.Contains(Name());

    /// <summary>The kind of a name: one of those above, or an agency's.</summary>
    public static PartnerKind Of(string name) => new(name);

    /// <summary>The kind as it stands in the registry, in agency codes and in a dossier's channel.</summary>
    public string Name() => _name ?? "";

    public override string ToString() => Name();

    private sealed class PartnerKindConverter : JsonConverter<PartnerKind>
    {
        public override PartnerKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Of(reader.GetString()!) : throw new JsonException("The kind of a partner is a text.");

        public override void Write(Utf8JsonWriter writer, PartnerKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name());
    }
}
