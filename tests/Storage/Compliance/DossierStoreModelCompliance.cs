using FsCheck;
using FsCheck.Fluent;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Tests.Compliance;

/// <summary>Whatever is done in whatever order, the store answers as a dictionary would.</summary>
public abstract class DossierStoreModelCompliance : ComplianceSuite
{
    private const int Codes = 3;

    private static readonly Gen<Act> Acts = Gen.Frequency(
        (4, Gen.Choose(1, Codes).Select(code => new Act(ActKind.Create, code))),
        (8, Gen.Choose(1, Codes).Select(code => new Act(ActKind.Replace, code))),
        (3, Gen.Choose(1, Codes).Select(code => new Act(ActKind.ReplaceStale, code))),
        (4, Gen.Choose(1, Codes).Select(code => new Act(ActKind.Read, code))),
        (3, Gen.Choose(1, 4).Select(max => new Act(ActKind.Follow, max))),
        (1, Gen.Constant(new Act(ActKind.Reopen, 0))));

    // Cases share a store, so each has codes of its own.
    private int _cases;

    /// <summary>How many lists of acts are tried.</summary>
    protected virtual int Lists => 150;

    private enum ActKind
    {
        Create,
        Replace,
        ReplaceStale,
        Read,
        Follow,
        Reopen,
    }

    [Fact]
    public void Store_AnyActs_AnswersAsADictionary() =>
        Prop.ForAll(Acts.ListOf().ToArbitrary(), acts => Task.Run(() => HoldsAsync([.. acts])).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Lists));

    private async Task HoldsAsync(Act[] acts)
    {
        var offset = _cases++ * Codes;
        var model = new Dictionary<DossierCode, Stored<Dossier>>();
        var etags = new HashSet<ETag>();
        var order = new List<DossierCode>();
        var followed = new Dictionary<DossierCode, int>();
        var continuation = await EndAsync();

        foreach (var (kind, number) in acts)
        {
            var store = Storage.Dossiers;
            var code = Samples.Code(offset + Math.Max(number, 1));
            var stands = model.GetValueOrDefault(code);
            switch (kind)
            {
                case ActKind.Create:
                    Wrote(await store.TryCreateAsync(Samples.Dossier(offset + number), None), expected: stands is null);
                    break;
                case ActKind.Replace:
                    var next = (stands?.Value ?? Samples.Dossier(offset + number)).Changed();
                    Wrote(await store.TryReplaceAsync(next, stands?.ETag ?? new ETag("none"), None), expected: stands is not null);
                    break;
                case ActKind.ReplaceStale:
                    foreach (var stale in etags.Where(etag => etag != stands?.ETag))
                    {
                        Wrote(await store.TryReplaceAsync(Samples.Dossier(offset + number).Changed("stale"), stale, None), expected: false);
                    }

                    break;
                case ActKind.Read:
                    var read = await store.ReadAsync(code, None);
                    Assert.Equal(stands?.ETag, read?.ETag);
                    Assert.Equal(stands?.Value.Json(), read?.Value.Json());
                    break;
                case ActKind.Follow:
                    await FollowAsync(number);
                    break;
                case ActKind.Reopen:
                    await Storage.ReopenAsync();
                    break;
            }
        }

        while (await FollowAsync(IDossierStore.MaxChanges) > 0)
        {
        }

        Assert.Equal(model.ToDictionary(m => m.Key, m => m.Value.Value.Version), followed);

        void Wrote(Stored<Dossier>? written, bool expected)
        {
            Assert.Equal(expected, written is not null);
            if (written is not null)
            {
                Assert.True(etags.Add(written.ETag), "An ETag came back.");
                model[written.Value.Code] = written;
                order.Remove(written.Value.Code);
                order.Add(written.Value.Code);
            }
        }

        // What is left to follow is the latest of each dossier not seen yet, in order of its last write.
        async Task<int> FollowAsync(int max)
        {
            var changes = await Storage.Dossiers.ReadChangesAsync(continuation, max, None);
            Assert.Equal(
                order.Take(max).Select(c => (c, model[c].ETag)),
                changes.Items.Select(i => (i.Value.Code, i.ETag)));
            foreach (var change in changes.Items)
            {
                followed[change.Value.Code] = change.Value.Version;
                order.Remove(change.Value.Code);
            }

            continuation = changes.Continuation;
            return changes.Items.Count;
        }
    }

    private async Task<string?> EndAsync()
    {
        string? continuation = null;
        while (await Storage.Dossiers.ReadChangesAsync(continuation, IDossierStore.MaxChanges, None) is { Items.Count: > 0 } changes)
        {
            continuation = changes.Continuation;
        }

        return continuation;
    }

    private sealed record Act(ActKind Kind, int Number);
}
