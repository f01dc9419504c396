namespace LienThong.Storage.Tests;

/// <summary>Made-up scans: the right first bytes and something behind them.</summary>
internal static class RecordBytes
{
    public static byte[] Pdf(int length = 2000, byte fill = 7) => Of("%PDF-1.7\n"u8, length, fill);

    public static byte[] Jpeg(int length = 2000) => Of([0xFF, 0xD8, 0xFF, 0xE0], length, 7);

    public static byte[] Png(int length = 2000) => Of([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], length, 7);

    private static byte[] Of(ReadOnlySpan<byte> first, int length, byte fill)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, fill);
        first[..Math.Min(first.Length, length)].CopyTo(bytes);
        return bytes;
    }
}
