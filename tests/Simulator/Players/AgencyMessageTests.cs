using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Simulator.Players;

namespace LienThong.Simulator.Tests.Players;

public sealed class AgencyMessageTests
{
    [Fact]
    public void Read_Message_TellsWhatItIsAbout()
    {
        var message = Read(_ => { });
        Assert.Equal(
            ("G22-260907-0001:birth:1", "request", "G22-260907-0001", "birth", 1, new DateTimeOffset(2026, 9, 7, 10, 0, 0, TimeSpan.Zero)),
            (message.MessageId, message.Kind, message.Dossier, message.Step, message.Round, message.Due));
    }

    [Theory]
    [InlineData("due", "2026-09-08T10:00:00Z")]
    [InlineData("records", "more")]
    [InlineData("notice", "came later")]
    [InlineData("results", "with a late number")]
    [InlineData("persons", "checked later")]
    public void Content_WhatMayChangeInARound_ChangesNothing(string member, string value) =>
        Assert.Equal(Read(_ => { }).Content, Read(body => body[member] = value).Content);

    [Theory]
    [InlineData("form")]
    [InlineData("agency")]
    [InlineData("somethingNew")]
    public void Content_AnythingElse_ChangesIt(string member) =>
        Assert.NotEqual(Read(_ => { }).Content, Read(body => body[member] = "other").Content);

    private static AgencyMessage Read(Action<JsonObject> change)
    {
        var body = new JsonObject
        {
            ["messageId"] = "G22-260907-0001:birth:1",
            ["kind"] = "request",
            ["dossier"] = "G22-260907-0001",
            ["step"] = "birth",
            ["round"] = 1,
            ["agency"] = "civil-status-00004",
            ["due"] = "2026-09-07T10:00:00Z",
            ["form"] = new JsonObject { ["child"] = "…" },
            ["results"] = new JsonObject(),
            ["records"] = new JsonArray(),
        };
        change(body);
        return AgencyMessage.Read(JsonSerializer.SerializeToElement(body));
    }
}
