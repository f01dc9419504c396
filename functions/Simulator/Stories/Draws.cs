using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LienThong.Simulator.Stories;

/// <summary>
/// All chance of a play: a pure function of the seed and of what is being drawn. What is drawn never depends on who came
/// first, so that concurrency cannot change a play.
/// </summary>
internal readonly record struct Draws(int Seed)
{
    /// <summary>A number in [0, 1).</summary>
    /// <param name="who">Whose draw, for example a family's number.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="round">Which draw of that purpose.</param>
    public double Uniform(int who, string purpose, int round = 0) => (Bits(who, purpose, round) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public double Between(double from, double to, int who, string purpose, int round = 0) =>
        from + ((to - from) * Uniform(who, purpose, round));

    /// <summary>A whole number in [0, <paramref name="count"/>).</summary>
    public int Below(int count, int who, string purpose, int round = 0) => (int)(Uniform(who, purpose, round) * count);

    /// <summary>True with a chance of <paramref name="share"/>.</summary>
    public bool Chance(double share, int who, string purpose, int round = 0) => Uniform(who, purpose, round) < share;

    /// <summary>One of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> list, int who, string purpose, int round = 0) => list[Below(list.Count, who, purpose, round)];

    /// <summary>One of a list, each as often as its weight says.</summary>
    public T Weighted<T>(IReadOnlyList<(T One, int Weight)> list, int who, string purpose)
    {
        var left = Below(list.Sum(entry => entry.Weight), who, purpose);
        foreach (var (one, weight) in list)
        {
            if (left < weight)
            {
                return one;
            }

            left -= weight;
        }

        throw new ArgumentException("There is nothing to draw from.", nameof(list));
    }

    /// <summary>Decimal digits.</summary>
    public string Digits(int count, int who, string purpose, int round = 0)
    {
        var bits = Bits(who, purpose, round);
        return string.Create(count, bits, (text, rest) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                (rest, var digit) = Math.DivRem(rest, 10UL);
                text[i] = (char)('0' + digit);
            }
        });
    }

    private ulong Bits(int who, string purpose, int round)
    {
        Span<byte> text = stackalloc byte[12 + Encoding.UTF8.GetMaxByteCount(purpose.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(text, Seed);
        BinaryPrimitives.WriteInt32LittleEndian(text[4..], who);
        BinaryPrimitives.WriteInt32LittleEndian(text[8..], round);
        var length = 12 + Encoding.UTF8.GetBytes(purpose, text[12..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
