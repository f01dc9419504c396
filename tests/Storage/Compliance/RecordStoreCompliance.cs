using System.Security.Cryptography;
using System.Text;

namespace LienThong.Storage.Tests.Compliance;

public abstract class RecordStoreCompliance : ComplianceSuite
{
    private static readonly RecordScope Inbox = RecordScope.Inbox("portal");
    private static readonly RecordScope Dossier = RecordScope.Dossier(Samples.Code(1));

    public static TheoryData<byte[], RecordType> Good => new()
    {
        { RecordBytes.Pdf(), RecordType.Pdf },
        { RecordBytes.Jpeg(), RecordType.Jpeg },
        { RecordBytes.Png(), RecordType.Png },
        { RecordBytes.Pdf(5), RecordType.Pdf },
        { RecordBytes.Jpeg(3), RecordType.Jpeg },
        { RecordBytes.Png(8), RecordType.Png },
        { RecordBytes.Pdf(1_000_003), RecordType.Pdf },
    };

    public static TheoryData<byte[], string> Bad => new()
    {
        { [], RecordRefusedException.Empty },
        { [0x25], RecordRefusedException.TypeUnknown },
        { RecordBytes.Pdf(4), RecordRefusedException.TypeUnknown },
        { RecordBytes.Png(7), RecordRefusedException.TypeUnknown },
        { [.. "\n"u8, .. RecordBytes.Pdf()], RecordRefusedException.TypeUnknown },
        { Encoding.UTF8.GetBytes("<html><script>alert('%PDF-')</script></html>"), RecordRefusedException.TypeUnknown },
        { [0x4D, 0x5A, 0x90, 0x00, .. RecordBytes.Pdf()], RecordRefusedException.TypeUnknown },
        { [.. "GIF89a"u8, .. new byte[100]], RecordRefusedException.TypeUnknown },
        { new byte[100], RecordRefusedException.TypeUnknown },
    };

    private IRecordStore Store => Storage.Records;

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Put_GoodBytes_AreReadBackAsTheyCame(byte[] bytes, RecordType type)
    {
        var stored = await Store.PutAsync(Inbox, new SlowStream(bytes, each: 777), None);
        await Storage.ReopenAsync();

        Assert.Equal(new StoredRecord(Convert.ToHexStringLower(SHA256.HashData(bytes)), type, bytes.Length), stored);
        await using var open = await Store.OpenAsync(Inbox, stored.Sha256, None);
        Assert.Equal(stored, open!.Record);
        Assert.Equal(bytes, await BytesAsync(open));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Put_BadBytes_AreRefusedAndNotKept(byte[] bytes, string code)
    {
        var refused = await Assert.ThrowsAsync<RecordRefusedException>(() => Store.PutAsync(Inbox, new MemoryStream(bytes), None));

        Assert.Equal(code, refused.Code);
        Assert.NotEqual(refused.Text.Vi, refused.Text.En);
        Assert.False(await Store.ExistsAsync(Inbox, Convert.ToHexStringLower(SHA256.HashData(bytes)), None));
    }

    [Fact]
    public async Task Put_TwentyMebibytes_AreKeptAndOneByteMoreRefused()
    {
        var largest = RecordBytes.Pdf((int)IRecordStore.MaxLength);
        var stored = await Store.PutAsync(Inbox, new MemoryStream(largest), None);
        Assert.Equal(20_971_520, stored.Length);
        await using var open = await Store.OpenAsync(Inbox, stored.Sha256, None);
        Assert.NotNull(open);

        byte[] larger = [.. largest, 7];
        var refused = await Assert.ThrowsAsync<RecordRefusedException>(() => Store.PutAsync(Inbox, new MemoryStream(larger), None));
        Assert.Equal(RecordRefusedException.TooLarge, refused.Code);
        Assert.False(await Store.ExistsAsync(Inbox, Convert.ToHexStringLower(SHA256.HashData(larger)), None));
    }

    [Fact]
    public async Task Put_BadBytes_AreNotReadToTheirEnd()
    {
        var unknown = new SlowStream(new byte[4_000_000], each: 65536);
        await Assert.ThrowsAsync<RecordRefusedException>(() => Store.PutAsync(Inbox, unknown, None));
        Assert.InRange(unknown.Given, 1, 1_000_000);

        var endless = new SlowStream(RecordBytes.Pdf(40_000_000), each: 65536);
        await Assert.ThrowsAsync<RecordRefusedException>(() => Store.PutAsync(Inbox, endless, None));
        Assert.InRange(endless.Given, IRecordStore.MaxLength, IRecordStore.MaxLength + 1_000_000);
    }

    [Fact]
    public async Task Put_SenderBreaksOff_ItsFaultIsToldAndNothingKept()
    {
        var bytes = RecordBytes.Pdf(300_000);
        var broken = new SlowStream(bytes, each: 1000, new IOException("The client went away."));

        var fault = await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(Inbox, broken, None));

        Assert.Equal("The client went away.", fault.Message);
        Assert.False(await Store.ExistsAsync(Inbox, Convert.ToHexStringLower(SHA256.HashData(bytes)), None));
    }

    [Fact]
    public async Task Put_SameBytesAgainAndByMany_IsOneRecord()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => Store.PutAsync(Inbox, new MemoryStream(RecordBytes.Jpeg()), None))));

        Assert.Single(stored.Distinct());
        await using var open = await Store.OpenAsync(Inbox, stored[0].Sha256, None);
        Assert.Equal(RecordBytes.Jpeg(), await BytesAsync(open!));
    }

    [Fact]
    public async Task Open_OtherScope_GivesNull()
    {
        var stored = await Store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None);

        foreach (var scope in new[] { Dossier, RecordScope.Inbox("Portal"), RecordScope.Inbox("portal-2"), RecordScope.Dossier(Samples.Code(2)) })
        {
            Assert.Null(await Store.OpenAsync(scope, stored.Sha256, None));
            Assert.False(await Store.ExistsAsync(scope, stored.Sha256, None));
        }

        Assert.True(await Store.ExistsAsync(Inbox, stored.Sha256, None));
    }

    [Fact]
    public async Task Open_WhatIsNoHash_GivesNull()
    {
        var stored = await Store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None);

        string[] names =
        [
            "", ".", "..", "../portal", $"../portal/{stored.Sha256}", $"..\\portal\\{stored.Sha256}", "../../../dossiers.db", "/etc/passwd",
            stored.Sha256.ToUpperInvariant(), stored.Sha256[..63], stored.Sha256 + "0", $"{stored.Sha256[..63]}/", $"{stored.Sha256[..63]}\0",
        ];
        foreach (var name in names)
        {
            Assert.Null(await Store.OpenAsync(Inbox, name, None));
            Assert.False(await Store.ExistsAsync(Inbox, name, None));
            Assert.False(await Store.CopyAsync(Inbox, Dossier, name, None));
        }
    }

    [Fact]
    public async Task Copy_RecordThere_IsInBothScopes()
    {
        var stored = await Store.PutAsync(Inbox, new MemoryStream(RecordBytes.Png()), None);

        Assert.True(await Store.CopyAsync(Inbox, Dossier, stored.Sha256, None));
        Assert.True(await Store.CopyAsync(Inbox, Dossier, stored.Sha256, None));
        Assert.True(await Store.CopyAsync(Dossier, Dossier, stored.Sha256, None));

        foreach (var scope in new[] { Inbox, Dossier })
        {
            await using var open = await Store.OpenAsync(scope, stored.Sha256, None);
            Assert.Equal(stored, open!.Record);
            Assert.Equal(RecordBytes.Png(), await BytesAsync(open));
        }
    }

    [Fact]
    public async Task Copy_NoSuchRecord_GivesFalse()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(RecordBytes.Pdf()));

        Assert.False(await Store.CopyAsync(Inbox, Dossier, hash, None));
        Assert.False(await Store.ExistsAsync(Dossier, hash, None));
    }

    [Fact]
    public async Task Put_ScopesThatLookAlike_StayApart()
    {
        string[] partners = ["a", "A", "a/b", "a_2fb", "a.b", "..", ".", "../../dossiers", "a b", "á", "con", "a%2fb", "a\\b", "a\0b"];
        for (var i = 0; i < partners.Length; i++)
        {
            await Store.PutAsync(RecordScope.Inbox(partners[i]), new MemoryStream(RecordBytes.Pdf(1000 + i)), None);
        }

        for (var i = 0; i < partners.Length; i++)
        {
            for (var j = 0; j < partners.Length; j++)
            {
                var hash = Convert.ToHexStringLower(SHA256.HashData(RecordBytes.Pdf(1000 + j)));
                Assert.Equal(i == j, await Store.ExistsAsync(RecordScope.Inbox(partners[i]), hash, None));
            }
        }
    }

    private static async Task<byte[]> BytesAsync(OpenRecord record)
    {
        using var bytes = new MemoryStream();
        await record.Content.CopyToAsync(bytes, None);
        return bytes.ToArray();
    }
}
