using System.Net;
using System.Text.Json.Nodes;
using LienThong.App.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace LienThong.App.Tests.Reading;

/// <summary>What anybody can ask of a procedure: what it takes, how long, who confirms, why it may be refused, how sure that is.</summary>
public sealed class ProcedureTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task List_Today_IsBothGroupsAndTheServices()
    {
        var listed = (await _app.As("reader").ReadAsync("procedures")).Is(HttpStatusCode.OK).Body["procedures"]!.AsArray();

        Assert.Equal(
            ["1.001456", "1.002809", "1.005142", "2.000488", "2.001159", "2.002913", "3.000722"],
            listed.Select(procedure => (string)procedure!["code"]!).Order(StringComparer.Ordinal));
        Assert.All(listed, procedure => Assert.NotEmpty((string)procedure!["name"]!["vi"]!));
    }

    [Fact]
    public async Task Read_Death_ShowsChoicesLimitsConfirmationsAndReasons()
    {
        var procedure = await ReadAsync("2.002622");

        Assert.Equal(("2.002913", "decree-301-2026"), ((string)procedure["code"]!, (string)procedure["version"]!));
        var survivorship = procedure["steps"]!.AsArray().Single(step => (string)step!["code"]! == "survivorship")!;
        Assert.Equal("""{"equals":["/bundle","four"]}""", survivorship["when"]!.ToJsonString());
        Assert.Equal(("/survivorship/relatives/*", "form-09-hsb"), ((string)survivorship["confirmation"]!["people"]!, (string)survivorship["confirmation"]!["paperType"]!));
        Assert.Equal(["deceased", "applicant"], procedure["steps"]![0]!["resultOf"]!.AsArray().Select(role => (string)role!));
        Assert.Contains("not-eligible", survivorship["reasons"]!.AsArray().Select(reason => (string)reason!));
        Assert.DoesNotContain("filed-in-error", survivorship["reasons"]!.AsArray().Select(reason => (string)reason!));
        Assert.Equal(26, (int)procedure["groupLimitCases"]![0]!["limit"]!["amount"]!);
        Assert.Contains(procedure["rules"]!.AsArray(), rule => (string)rule!["code"]! == "funeral-missing");
    }

    [Theory]
    [InlineData("2.002913", "/steps/1/limit", "unconfirmed")]
    [InlineData("2.002913", "/steps/0/resultOf", "unconfirmed")]
    [InlineData("2.002913", "/groupLimit", "unconfirmed")]
    [InlineData("3.000722", "/groupLimit", "unconfirmed")]
    [InlineData("3.000722", "/groupLimitWithVerification", "unconfirmed")]
    [InlineData("3.000722", "/groupLimitCases/0", "inferred")]
    [InlineData("3.000722", "/steps/0/limit", "inferred")]
    [InlineData("3.000722", "/steps/1/limit", "inferred")]
    [InlineData("3.000722", "/steps/1/limitWithVerification", "inferred")]
    [InlineData("3.000722", "/steps/2/limit", "inferred")]
    [InlineData("2.002913", "/supplementWindow", "inferred")]
    [InlineData("3.000722", "/steps/2/after", "inferred")]
    [InlineData("2.001159", "/code", "unconfirmed")]
    public async Task Read_WhatIsNotConfirmed_IsAmongTheDoubts(string code, string at, string certainty) => Assert.Contains(
        (at, certainty),
        (await ReadAsync(code))["doubts"]!.AsArray().Select(doubt => ((string)doubt!["at"]!, (string)doubt["certainty"]!)));

    [Fact]
    public async Task Read_CalendarOfTheDaysToCome_ShowsWhatIsNotKnownAndTheStartWarnedOfIt()
    {
        var calendar = (await ReadAsync("3.000722"))["calendar"]!;

        var undecided = Assert.Single(calendar["undecided"]!.AsArray())!;
        Assert.Equal(("2026-11-24", "unconfirmed"), ((string)undecided["day"]!, (string)undecided["sources"]![0]!["certainty"]!));
        Assert.Empty(calendar["yearsNotCovered"]!.AsArray());
        var warning = Assert.Single(_app.Logs.Lines, line => line.Category.EndsWith("StartupChecks", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("Not decided whether off: 2026-11-24. No holidays known of: none.", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_IdentityCard_ShowsWhatItNeedsToKnow() =>
        Assert.Equal(["birth/personalId"], (await ReadAsync("3.000722"))["steps"]![3]!["needs"]!.AsArray().Select(need => (string)need!));

    [Fact]
    public async Task Read_VersionOfAnEarlierDossier_IsShownWithItsOwnLimitsAndForm()
    {
        var earlier = await ReadAsync("3.000722?version=decree-63-2024");

        Assert.Equal(("decree-63-2024", "2024-07-01", "2026-08-31"), ((string)earlier["version"]!, (string)earlier["validFrom"]!, (string)earlier["validTo"]!));
        Assert.Equal(["birth", "residence", "insurance"], earlier["steps"]!.AsArray().Select(step => (string)step!["code"]!));
        Assert.Equal("urn:lien-thong:form:birth.decree-63-2024", (string)earlier["declaration"]!["$id"]!);
        Assert.Equal(["decree-63-2024", "decree-301-2026"], earlier["versions"]!.AsArray().Select(version => (string)version!["version"]!));
        Assert.Equal("decree-63-2024", (string)(await ReadAsync("2.000986?version=decree-63-2024"))["version"]!);
        Assert.Equal("decree-301-2026", (string)(await ReadAsync("3.000722"))["version"]!);
    }

    [Theory]
    [InlineData("3.000722?version=decree-1-1999")]
    [InlineData("3.000722?version=")]
    [InlineData("9.999999?version=decree-63-2024")]
    public async Task Read_VersionThatIsNotThere_IsUnknown(string path) =>
        (await _app.As("reader").ReadAsync($"procedures/{path}")).IsProblem(HttpStatusCode.NotFound, "procedure-version-unknown");

    private async Task<JsonObject> ReadAsync(string code) => (await _app.As("reader").ReadAsync($"procedures/{code}")).Is(HttpStatusCode.OK).Body;
}
