using System.Text.Json;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Tests.Faults;

public sealed class JsonPointerTests
{
    private static readonly JsonElement Document =
        JsonDocument.Parse("""{"a":{"b/c":[10,20,{"~":true}]},"":1}""").RootElement;

    [Theory]
    [InlineData("/a/b~1c/0", "10")]
    [InlineData("/a/b~1c/2/~0", "true")]
    [InlineData("/", "1")]
    public void TryGet_WhatIsThere_IsFound(string pointer, string value)
    {
        Assert.True(JsonPointer.TryGet(Document, pointer, out var found));
        Assert.Equal(value, found.Value.GetRawText());
    }

    [Theory]
    [InlineData("/b")]
    [InlineData("/a/b~1c/3")]
    [InlineData("/a/b~1c/01")]
    [InlineData("/a/b~1c/-")]
    [InlineData("/a/b~1c/0/x")]
    [InlineData("a")]
    [InlineData("/a/b~2c")]
    [InlineData("/a/b~")]
    public void TryGet_WhatIsNotThere_IsNotFound(string pointer) => Assert.False(JsonPointer.TryGet(Document, pointer, out _));

    [Fact]
    public void TryGet_Empty_IsTheWholeDocument()
    {
        Assert.True(JsonPointer.TryGet(Document, "", out var found));
        Assert.Equal(JsonValueKind.Object, found.Value.ValueKind);
    }

    [Fact]
    public void Append_NamesWithSlashAndTilde_AreEscaped() =>
        Assert.Equal(["a/b", "~", "3"], JsonPointer.Tokens(JsonPointer.Append(JsonPointer.Append(JsonPointer.Append("", "a/b"), "~"), 3))!);
}
