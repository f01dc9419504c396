using System.Text;

namespace LienThong.Embedded.Engine;

/// <summary>Values on their way into a history: JSON of a bounded size.</summary>
internal static class Payload
{
    /// <summary>The value's JSON; null for null.</summary>
    /// <exception cref="ArgumentException">It is larger than the engine takes.</exception>
    public static string? Write(object? value, string what, int maxBytes)
    {
        var json = JsonDataConverter.Default.Serialize(value);
        return json is null || json.Length <= maxBytes / 3 || Encoding.UTF8.GetByteCount(json) <= maxBytes
            ? json
            : throw new ArgumentException(
                $"{what} has {Encoding.UTF8.GetByteCount(json)} bytes of JSON, and {maxBytes} is the most: keep it elsewhere and pass a key. "
                + $"/ {what} quá lớn: hãy lưu ở nơi khác và chỉ truyền khóa.");
    }
}
