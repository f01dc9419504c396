namespace LienThong.Storage.Tests;

public class AuditChainTests
{
    private static readonly DateOnly Monday = new(2026, 9, 7);

    [Fact]
    public void Hash_KnownEntry_IsWhatEverybodyComputes() => Assert.Equal(
        // printf '2026-09-07\n1\n\n{"act":"a"}' | sha256sum
        "8727648eb47294e14f454ac45e7d004f376f98df748d4f016e6c7d06c1eb7904",
        AuditChain.HashOf(Monday, 1, "", """{"act":"a"}"""));

    [Fact]
    public void Link_FirstOfADay_NamesThePrintedHeadOfTheDayBefore()
    {
        var friday = new AuditHead(Monday.AddDays(-3), 12, new string('a', 64));

        var entries = AuditChain.Link(Monday, head: null, friday, ["1", "2"]);

        Assert.Equal(["2026-09-04 12 " + new string('a', 64), entries[0].Hash], entries.Select(e => e.Previous));
        Assert.Equal([1L, 2L], entries.Select(e => e.Number));
        Assert.All(entries, e => Assert.Equal(AuditChain.HashOf(e.Day, e.Number, e.Previous, e.Content), e.Hash));
    }

    [Theory]
    [InlineData("2026-09-07 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("2026-09-07 0 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("2026-09-07 1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("2026-09-07 1 aaaa", false)]
    [InlineData("07/09/2026 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Head_Printed_IsReadBack(string? text, bool good)
    {
        Assert.Equal(good, AuditHead.TryParse(text, out var head));
        Assert.Equal(good ? text : null, head?.ToString());
    }

    [Fact]
    public void Act_ThereAndBack_IsTheSame()
    {
        var act = new AuditAct
        {
            At = new DateTimeOffset(2026, 9, 7, 1, 2, 3, 456, TimeSpan.Zero),
            Act = "Decide",
            Via = "http",
            By = "police-00004",
            Officer = "P-17",
            Dossier = "G22.99.08-260907-0000001",
            Outcome = "200",
        };

        Assert.Equal(act, AuditAct.Read(act.ToContent()));
        Assert.DoesNotContain("null", act.ToContent(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => (act with { Detail = new string('x', AuditAct.MaxLength) }).ToContent());
    }
}
