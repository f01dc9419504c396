using System.Text.Json.Serialization;

namespace LienThong.Storage;

/// <summary>What a record is by its first bytes, whatever its sender called it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordType>))]
public enum RecordType
{
    /// <summary>Portable Document Format.</summary>
    Pdf,

    /// <summary>JPEG image.</summary>
    Jpeg,

    /// <summary>PNG image.</summary>
    Png,
}

/// <summary>How record types are named and known.</summary>
public static class RecordTypes
{
    /// <summary>How many first bytes <see cref="Sniff"/> wants to see, if there are that many.</summary>
    public const int SniffLength = 8;

    /// <summary>The media type: application/pdf, image/jpeg or image/png.</summary>
    public static string MediaType(this RecordType type) => type switch
    {
        RecordType.Pdf => "application/pdf",
        RecordType.Jpeg => "image/jpeg",
        RecordType.Png => "image/png",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such record type."),
    };

    /// <summary>What a record is by its first bytes; null when it is nothing that is taken.</summary>
    public static RecordType? Sniff(ReadOnlySpan<byte> first) => first switch
    {
        _ when first.StartsWith("%PDF-"u8) => RecordType.Pdf,
        [0xFF, 0xD8, 0xFF, ..] => RecordType.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => RecordType.Png,
        _ => null,
    };
}
