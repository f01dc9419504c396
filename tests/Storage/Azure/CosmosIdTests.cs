using FsCheck;
using FsCheck.Fluent;
using LienThong.Storage.Cosmos;

namespace LienThong.Storage.Tests.Azure;

public sealed class CosmosIdTests
{
    private static readonly Gen<string> Keys = Gen.OneOf(
        Gen.Elements("", "a", "a:b", ":", "_", "_3a", "=", "G22.99.08-260907-000001", "/", "\\", "?", "#", "ờ", new string('k', 256), new string('ờ', 256)),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get));

    [Fact]
    public void Of_AnyKeys_IsAnIdThatCosmosDbTakes() => Prop.ForAll(
        Keys.ListOf().ToArbitrary(),
        keys => CosmosId.Of([.. keys]) is { Length: <= 255 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or ':' or '='))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Of_OtherKeys_IsAnotherId() => Prop.ForAll(
        Keys.ListOf(2).ToArbitrary(),
        Keys.ListOf(2).ToArbitrary(),
        (one, other) => one.SequenceEqual(other) == (CosmosId.Of([.. one]) == CosmosId.Of([.. other])))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Of_PlainKeys_IsReadable() => Assert.Equal("G22.99.08-260907-000001:birth", CosmosId.Of("G22.99.08-260907-000001", "birth"));

    [Fact]
    public void Of_KeysThatHoldTheSeparator_StayApart() => Assert.NotEqual(CosmosId.Of("a:b", "c"), CosmosId.Of("a", "b:c"));
}
