using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Tests.Compliance;

public abstract class ClaimStoreCompliance : ComplianceSuite
{
    private const string Fingerprint = "certificate:6f1ed002ab5595859014ebf0951522d9";

    private IClaimStore Store => Storage.Claims;

    [Fact]
    public async Task Owner_NobodyClaimed_GivesNull() => Assert.Null(await Store.OwnerAsync(Fingerprint, None));

    [Fact]
    public async Task Claim_First_Owns()
    {
        Assert.Equal(Samples.Code(1), await Store.ClaimAsync(Fingerprint, Samples.Code(1), None));

        await Storage.ReopenAsync();
        Assert.Equal(Samples.Code(1), await Store.OwnerAsync(Fingerprint, None));
    }

    [Fact]
    public async Task Claim_Again_StillOwns()
    {
        await Store.ClaimAsync(Fingerprint, Samples.Code(1), None);

        Assert.Equal(Samples.Code(1), await Store.ClaimAsync(Fingerprint, Samples.Code(1), None));
    }

    [Fact]
    public async Task Claim_Second_GetsTheFirst()
    {
        await Store.ClaimAsync(Fingerprint, Samples.Code(1), None);

        Assert.Equal(Samples.Code(1), await Store.ClaimAsync(Fingerprint, Samples.Code(2), None));
        Assert.Equal(Samples.Code(1), await Store.OwnerAsync(Fingerprint, None));
        Assert.Null(await Store.OwnerAsync("certificate:other", None));
    }

    [Fact]
    public async Task Claim_ByMany_AllGetTheSameOwner()
    {
        var owners = await Task.WhenAll(Enumerable.Range(1, 16).Select(i => Task.Run(() => Store.ClaimAsync(Fingerprint, Samples.Code(i), None))));

        Assert.Single(owners.Distinct());
    }

    [Fact]
    public async Task Move_FromTheOwner_HandsOver()
    {
        await Store.ClaimAsync(Fingerprint, Samples.Code(1), None);

        Assert.True(await Store.MoveAsync(Fingerprint, Samples.Code(1), Samples.Code(2), None));
        Assert.Equal(Samples.Code(2), await Store.OwnerAsync(Fingerprint, None));
    }

    [Fact]
    public async Task Move_FromAnotherOrNobody_ChangesNothing()
    {
        Assert.False(await Store.MoveAsync(Fingerprint, Samples.Code(1), Samples.Code(2), None));
        Assert.Null(await Store.OwnerAsync(Fingerprint, None));

        await Store.ClaimAsync(Fingerprint, Samples.Code(1), None);
        Assert.False(await Store.MoveAsync(Fingerprint, Samples.Code(3), Samples.Code(2), None));
        Assert.Equal(Samples.Code(1), await Store.OwnerAsync(Fingerprint, None));
    }

    [Fact]
    public async Task Move_ByMany_OneHandsOver()
    {
        await Store.ClaimAsync(Fingerprint, Samples.Code(1), None);

        var moved = await Task.WhenAll(Enumerable.Range(2, 16).Select(async i =>
            (To: Samples.Code(i), Done: await Task.Run(() => Store.MoveAsync(Fingerprint, Samples.Code(1), Samples.Code(i), None)))));

        var winner = Assert.Single(moved, m => m.Done);
        Assert.Equal((DossierCode?)winner.To, await Store.OwnerAsync(Fingerprint, None));
    }

    [Fact]
    public async Task Claim_FingerprintEmptyOrTooLong_Throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ClaimAsync("", Samples.Code(1), None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ClaimAsync(new string('f', 257), Samples.Code(1), None));
    }
}
