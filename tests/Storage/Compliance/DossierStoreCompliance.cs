using System.Text.Json;
using LienThong.Procedures.Dossiers;

namespace LienThong.Storage.Tests.Compliance;

public abstract class DossierStoreCompliance : ComplianceSuite
{
    private IDossierStore Store => Storage.Dossiers;

    /// <summary>How many write one dossier at the same time.</summary>
    protected virtual int Writers => 16;

    [Fact]
    public async Task Read_NoSuchDossier_GivesNull() => Assert.Null(await Store.ReadAsync(Samples.Code(1), None));

    [Fact]
    public async Task TryCreate_NewCode_IsReadBackAsWritten()
    {
        var dossier = Samples.Dossier(length: 8000).Changed().Changed("civil-status-00004");

        var created = await Store.TryCreateAsync(dossier, None);
        var read = await Store.ReadAsync(dossier.Code, None);

        Assert.NotNull(created);
        Assert.NotNull(read);
        Assert.Equal(created.ETag, read.ETag);
        Assert.Equal(dossier.Json(), read.Value.Json());
        Assert.Equal(3, read.Value.Version);
        Assert.Equal("Nguyễn Thị Ánh Dương", read.Value.Declaration.GetProperty("child").GetProperty("fullName").GetString());
    }

    [Fact]
    public async Task TryCreate_CodeExists_WritesNothing()
    {
        var first = await Store.TryCreateAsync(Samples.Dossier(), None);

        Assert.Null(await Store.TryCreateAsync(Samples.Dossier().Changed(), None));

        var read = await Store.ReadAsync(Samples.Code(1), None);
        Assert.Equal(first!.ETag, read!.ETag);
        Assert.Equal(1, read.Value.Version);
    }

    [Fact]
    public async Task TryCreate_SameCodeByMany_OneWins()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Task.Run(() => Store.TryCreateAsync(Samples.Dossier() with { FilingKey = $"{i}" }, None))));

        var winner = Assert.Single(created, c => c is not null);
        var read = await Store.ReadAsync(Samples.Code(1), None);
        Assert.Equal(winner!.Value.FilingKey, read!.Value.FilingKey);
        Assert.Equal(winner.ETag, read.ETag);
    }

    [Fact]
    public async Task TryReplace_LastETag_IsReadBackAsWritten()
    {
        var created = await Store.TryCreateAsync(Samples.Dossier(), None);

        var replaced = await Store.TryReplaceAsync(created!.Value.Changed(), created.ETag, None);

        var read = await Store.ReadAsync(Samples.Code(1), None);
        Assert.NotEqual(created.ETag, replaced!.ETag);
        Assert.Equal(replaced.ETag, read!.ETag);
        Assert.Equal(created.Value.Changed().Json(), read.Value.Json());
    }

    [Fact]
    public async Task TryReplace_EarlierETag_WritesNothing()
    {
        var created = await Store.TryCreateAsync(Samples.Dossier(), None);
        var replaced = await Store.TryReplaceAsync(created!.Value.Changed("first"), created.ETag, None);

        Assert.Null(await Store.TryReplaceAsync(created.Value.Changed("second"), created.ETag, None));

        var read = await Store.ReadAsync(Samples.Code(1), None);
        Assert.Equal(replaced!.ETag, read!.ETag);
        Assert.Equal("first", read.Value.Events[^1].By);
    }

    [Fact]
    public async Task TryReplace_SameContent_GivesAnotherETag()
    {
        var created = await Store.TryCreateAsync(Samples.Dossier(), None);

        var replaced = await Store.TryReplaceAsync(created!.Value, created.ETag, None);

        Assert.NotEqual(created.ETag, replaced!.ETag);
        Assert.Null(await Store.TryReplaceAsync(created.Value, created.ETag, None));
    }

    [Fact]
    public async Task TryReplace_ETagOfAnotherDossierOrOfNone_WritesNothing()
    {
        await Store.TryCreateAsync(Samples.Dossier(1), None);
        var other = await Store.TryCreateAsync(Samples.Dossier(2), None);

        foreach (var etag in new[] { other!.ETag, new ETag(""), default, new ETag("*"), new ETag("' OR 1=1 --") })
        {
            Assert.Null(await Store.TryReplaceAsync(Samples.Dossier(1).Changed(), etag, None));
        }

        Assert.Equal(1, (await Store.ReadAsync(Samples.Code(1), None))!.Value.Version);
    }

    [Fact]
    public async Task TryReplace_NoSuchDossier_WritesNothing()
    {
        var other = await Store.TryCreateAsync(Samples.Dossier(2), None);

        Assert.Null(await Store.TryReplaceAsync(Samples.Dossier(1), other!.ETag, None));

        Assert.Null(await Store.ReadAsync(Samples.Code(1), None));
    }

    [Fact]
    public async Task Write_LargestDossier_IsKeptAndOneByteMoreRefused()
    {
        var empty = JsonSerializer.SerializeToUtf8Bytes(Samples.Dossier(), DossierJson.Options).Length;
        var largest = Samples.Dossier(length: IDossierStore.MaxBytes - empty);
        var larger = Samples.Dossier(length: IDossierStore.MaxBytes - empty + 1);

        var refused = await Assert.ThrowsAsync<DossierTooLargeException>(() => Store.TryCreateAsync(larger, None));
        Assert.Equal(IDossierStore.MaxBytes + 1, refused.Length);
        Assert.Null(await Store.ReadAsync(Samples.Code(1), None));

        var created = await Store.TryCreateAsync(largest, None);
        await Assert.ThrowsAsync<DossierTooLargeException>(() => Store.TryReplaceAsync(larger, created!.ETag, None));
        Assert.Equal(largest.Json(), (await Store.ReadAsync(Samples.Code(1), None))!.Value.Json());
    }

    [Fact]
    public async Task TryReplace_LargerThanThisWriteMayMakeIt_IsRefusedAndChangesNothing()
    {
        var created = await Store.TryCreateAsync(Samples.Dossier(), None);
        var changed = created!.Value.Changed();
        var size = JsonSerializer.SerializeToUtf8Bytes(changed, DossierJson.Options).Length;

        await Assert.ThrowsAsync<DossierTooLargeException>(() => Store.TryReplaceAsync(changed, created.ETag, size - 1, None));

        Assert.NotNull(await Store.TryReplaceAsync(changed, created.ETag, size, None));
    }

    [Fact]
    public async Task TryReplace_ManyWriters_LosesNoUpdate()
    {
        const int each = 25;
        await Store.TryCreateAsync(Samples.Dossier(), None);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                Stored<Dossier> read;
                do
                {
                    read = (await Store.ReadAsync(Samples.Code(1), None))!;
                }
                while (await Store.TryReplaceAsync(read.Value.Changed($"{writer}-{i}"), read.ETag, None) is null);
            }
        })));

        var dossier = (await Store.ReadAsync(Samples.Code(1), None))!.Value;
        Assert.Equal(1 + (Writers * each), dossier.Version);
        Assert.Equal(Writers * each, dossier.Events.Skip(1).Select(e => e.By).Distinct().Count());
    }

    [Fact]
    public async Task Write_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.TryCreateAsync(Samples.Dossier(), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadAsync(Samples.Code(1), cancelled.Token));

        Assert.Null(await Store.ReadAsync(Samples.Code(1), None));
    }

    [Fact]
    public async Task Reopen_AfterWrites_EverythingStands()
    {
        var created = await Store.TryCreateAsync(Samples.Dossier(), None);
        var replaced = await Store.TryReplaceAsync(created!.Value.Changed(), created.ETag, None);

        await Storage.ReopenAsync();

        var read = await Store.ReadAsync(Samples.Code(1), None);
        Assert.Equal(replaced!.ETag, read!.ETag);
        Assert.Equal(replaced.Value.Json(), read.Value.Json());
        Assert.NotNull(await Store.TryReplaceAsync(read.Value.Changed(), read.ETag, None));
    }
}
