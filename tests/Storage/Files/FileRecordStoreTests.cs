using LienThong.Storage.Files;

namespace LienThong.Storage.Tests.Files;

public sealed class FileRecordStoreTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly RecordScope Inbox = RecordScope.Inbox("portal");

    private readonly TempFolder _folder = new();

    private string Root => Path.Combine(_folder.Path, "records");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_OneBitFlipped_IsCorruptAndNothingIsHandedOut()
    {
        var store = FileRecordStore.Open(Root);
        var stored = await store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf(300_000)), None);
        var bytes = await File.ReadAllBytesAsync(PathOf(stored));
        bytes[200_000] ^= 1;
        await File.WriteAllBytesAsync(PathOf(stored), bytes);

        var corrupt = await Assert.ThrowsAsync<RecordCorruptException>(() => store.OpenAsync(Inbox, stored.Sha256, None));
        Assert.Equal((Inbox, stored.Sha256), (corrupt.Scope, corrupt.Sha256));
        await Assert.ThrowsAsync<RecordCorruptException>(() => store.CopyAsync(Inbox, RecordScope.Dossier(Samples.Code(1)), stored.Sha256, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1999)]
    [InlineData(2001)]
    [InlineData(30_000_000)]
    public async Task Open_OtherLength_IsCorrupt(int length)
    {
        var store = FileRecordStore.Open(Root);
        var stored = await store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None);
        await using (var file = File.OpenWrite(PathOf(stored)))
        {
            file.SetLength(length);
        }

        await Assert.ThrowsAsync<RecordCorruptException>(() => store.OpenAsync(Inbox, stored.Sha256, None));
    }

    [Fact]
    public async Task Open_AnotherRecordUnderItsName_IsCorrupt()
    {
        var store = FileRecordStore.Open(Root);
        var one = await store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf(fill: 1)), None);
        var other = await store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf(fill: 2)), None);
        File.Copy(PathOf(other), PathOf(one), overwrite: true);

        await Assert.ThrowsAsync<RecordCorruptException>(() => store.OpenAsync(Inbox, one.Sha256, None));
    }

    [Fact]
    public async Task Put_OverACorruptRecord_MendsIt()
    {
        var store = FileRecordStore.Open(Root);
        var stored = await store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None);
        await File.WriteAllBytesAsync(PathOf(stored), [1, 2, 3]);

        await store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None);

        await using var open = await store.OpenAsync(Inbox, stored.Sha256, None);
        Assert.Equal(stored, open!.Record);
    }

    [Fact]
    public async Task Put_WhileItIsRead_ReaderKeepsItsBytes()
    {
        var store = FileRecordStore.Open(Root);
        var bytes = RecordBytes.Pdf(500_000);
        var stored = await store.PutAsync(Inbox, new MemoryStream(bytes), None);
        await using var open = await store.OpenAsync(Inbox, stored.Sha256, None);

        await store.PutAsync(Inbox, new MemoryStream(bytes), None);

        using var read = new MemoryStream();
        await open!.Content.CopyToAsync(read, None);
        Assert.Equal(bytes, read.ToArray());
    }

    [Fact]
    public async Task Put_RefusedOrBrokenOff_LeavesNoFile()
    {
        var store = FileRecordStore.Open(Root);
        await Assert.ThrowsAsync<RecordRefusedException>(() => store.PutAsync(Inbox, new MemoryStream(new byte[100]), None));
        await Assert.ThrowsAsync<IOException>(() =>
            store.PutAsync(Inbox, new SlowStream(RecordBytes.Pdf(300_000), 5000, new IOException("The client went away.")), None));

        Assert.Empty(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Open_LeftoversOfACrash_AreThrownAwayAndRecordsKept()
    {
        var stored = await FileRecordStore.Open(Root).PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None);
        await File.WriteAllBytesAsync(Path.Combine(Root, "incoming", "half"), [1, 2, 3]);

        var store = FileRecordStore.Open(Root);

        Assert.Equal([PathOf(stored)], Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
        Assert.True(await store.ExistsAsync(Inbox, stored.Sha256, None));
    }

    [Fact]
    public async Task Put_FolderCannotBeWritten_IsUnavailable()
    {
        var store = FileRecordStore.Open(Root);
        await File.WriteAllTextAsync(Path.Combine(Root, "inbox"), "a file where the folder should be");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.PutAsync(Inbox, new MemoryStream(RecordBytes.Pdf()), None));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Root, "incoming")));
    }

    [Fact]
    public async Task Put_Record_IsForItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var store = FileRecordStore.Open(Root);
        var stored = await store.PutAsync(RecordScope.Dossier(Samples.Code(1)), new MemoryStream(RecordBytes.Pdf()), None);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(Root, "dossiers", "G22.99.08", "260907", "000001")));
        Assert.True(File.Exists(Path.Combine(Root, "dossiers", "G22.99.08", "260907", "000001", stored.Sha256)));
    }

    private string PathOf(StoredRecord record) => Path.Combine(Root, "inbox", "portal", record.Sha256);
}
