using LienThong.Procedures.Faults;

namespace LienThong.Storage;

/// <summary>Bytes that cannot be a record. Nothing was kept.</summary>
public sealed class RecordRefusedException(string code) : Exception($"{code}: {Say(code).En}")
{
    /// <summary>More than <see cref="IRecordStore.MaxLength"/> bytes.</summary>
    public const string TooLarge = "record-too-large";

    /// <summary>Neither PDF, JPEG nor PNG by its bytes.</summary>
    public const string TypeUnknown = "record-type-unknown";

    /// <summary>No bytes at all.</summary>
    public const string Empty = "record-empty";

    /// <summary>Why: one of the constants of this class.</summary>
    public string Code => code;

    /// <summary>Why, in words for the sender.</summary>
    public Localized Text => Say(code);

    private static Localized Say(string code) => code switch
    {
        TooLarge => new("Tệp lớn hơn 20 MiB.", "The file is larger than 20 MiB."),
        TypeUnknown => new(
            "Nội dung tệp không phải là PDF, JPEG hoặc PNG.",
            "By its content the file is neither PDF, JPEG nor PNG."),
        Empty => new("Tệp không có nội dung.", "The file is empty."),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such reason to refuse a record."),
    };
}
