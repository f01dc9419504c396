using System.Text.Json;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Law;

/// <summary>What the built-in law says, as far as people will ask it.</summary>
public sealed class LawLibraryTests
{
    private static readonly LawLibrary Library = LawLibrary.Load();

    [Theory]
    [InlineData("3.000722", "2026-08-31", "decree-63-2024")]
    [InlineData("3.000722", "2026-09-01", "decree-301-2026")]
    [InlineData("2.000986", "2024-07-01", "decree-63-2024")]
    [InlineData("2.001023", "2026-09-01", "decree-301-2026")]
    [InlineData("2.002621", "2030-01-01", "decree-301-2026")]
    [InlineData("2.002913", "2026-08-31", "decree-63-2024")]
    [InlineData("2.002913", "2026-09-01", "decree-301-2026")]
    [InlineData("2.002622", "2025-01-01", "decree-63-2024")]
    [InlineData("1.011733", "2026-09-01", "decree-301-2026")]
    [InlineData("2.001159", "2026-09-01", "catalogue-2026")]
    public void InForce_CurrentOrFormerCode_FindsTheVersionOfTheDay(string code, string day, string version) =>
        Assert.Equal(version, Library.InForce(code, DateOnly.Parse(day, provider: null)).Version);

    [Theory]
    [InlineData("3.000722", "2024-06-30")]
    [InlineData("2.002622", "2024-06-30")]
    [InlineData("", "2026-09-01")]
    public void InForce_NoSuchCodeOrDay_FindsNone(string code, string day)
    {
        var on = DateOnly.Parse(day, provider: null);

        Assert.False(Library.TryInForce(code, on, out _));
        Assert.Throws<KeyNotFoundException>(() => Library.InForce(code, on));
    }

    [Fact]
    public void Get_VersionOfADossier_IsFoundLongAfterItEnded()
    {
        Assert.Equal(new DateOnly(2026, 8, 31), Library.Get("2.000986", "decree-63-2024").ValidTo);
        Assert.Throws<KeyNotFoundException>(() => Library.Get("3.000722", "decree-1-1999"));
    }

    [Fact]
    public void Steps_BothVersions_AreThoseOfTheDecrees()
    {
        var three = Library.Get("3.000722", "decree-63-2024");
        var four = Library.Get("3.000722", "decree-301-2026");

        Assert.Equal(["birth", "residence", "insurance"], three.Steps.Select(step => step.Code));
        Assert.Equal(["birth", "residence", "insurance", "identity"], four.Steps.Select(step => step.Code));
        Assert.Equal((TimeLimit.WorkingDays(3), TimeLimit.WorkingDays(5)), (three.GroupLimit, three.GroupLimitWithVerification));
        Assert.Equal((TimeLimit.WorkingDays(9), TimeLimit.WorkingDays(12)), (four.GroupLimit, four.GroupLimitWithVerification));
        Assert.Equal(TimeLimit.SameDay, three.Step("birth").Limit);
        Assert.Equal(
            (TimeLimit.WorkingDays(2), TimeLimit.WorkingDays(5)),
            (three.Step("residence").Limit, three.Step("residence").LimitWithVerification));
        Assert.All(four.Steps.Skip(1), step => Assert.Equal(["birth"], step.After));
        Assert.Equal(TimeLimit.WorkingDays(7), four.SupplementWindow);
        Assert.Throws<KeyNotFoundException>(() => three.Step("identity"));
    }

    [Fact]
    public void Sources_FiguresOfTheDraft_AreMarkedUnconfirmed()
    {
        var version = Library.Get("3.000722", "decree-301-2026");

        Assert.Contains(version.Sources, source => source is { About: "groupLimit", Certainty: Certainty.Unconfirmed });
        Assert.Contains(version.Sources, source => source is { About: "groupLimitWithVerification", Certainty: Certainty.Unconfirmed });
        Assert.Contains(version.Step("identity").Sources, source => source is { About: "limit", Certainty: Certainty.Unconfirmed });
    }

    // Decree 301/2026's own limits are not known, nor whether they apply to each step.
    [Fact]
    public void Sources_LimitsThatWereTakenOverIntoDecree301_AreNotConfirmed()
    {
        var version = Library.Get("3.000722", "decree-301-2026");

        foreach (var step in version.Steps)
        {
            Assert.Contains(step.Sources, source => source.About == "limit");
            Assert.DoesNotContain(step.Sources, source => source is { About: "limit", Certainty: Certainty.Confirmed });
            Assert.DoesNotContain(step.Sources, source => source is { About: null, Certainty: Certainty.Confirmed } && source.Text.Contains("working day", StringComparison.Ordinal));
        }

        Assert.Contains(version.Step("residence").Sources, source => source is { About: "limitWithVerification", Certainty: Certainty.Inferred });
        Assert.Contains(version.Doubts, doubt => doubt.At == "/groupLimitCases/0");
    }

    [Fact]
    public void Sources_WhatIsTakenFromAnotherProcedure_IsNeverConfirmed()
    {
        var sources = Files().SelectMany(SourcesIn).ToList();

        Assert.Contains(sources, source => source.Text.StartsWith("As for", StringComparison.Ordinal));
        Assert.DoesNotContain(sources, source => source.Text.Contains("as for", StringComparison.OrdinalIgnoreCase) && source.Certainty == "confirmed");
    }

    [Theory]
    [InlineData("birth", "civil-status-00004")]
    [InlineData("residence", "police-00008")]
    [InlineData("insurance", "insurance-01")]
    [InlineData("identity", "identity-01")]
    public void TryResolve_Declaration_NamesTheAgencyOfTheStep(string step, string agency)
    {
        using var declaration = JsonDocument.Parse("""{"registration":{"commune":"00004"},"residence":{"commune":"00008"}}""");

        Assert.True(Library.Get("3.000722", "decree-301-2026").Step(step).Agency
            .TryResolve(declaration.RootElement, Library.Units, out var resolved, out _));

        Assert.Equal(AgencyCode.Parse(agency), resolved);
    }

    [Theory]
    [InlineData("""{}""", FaultCodes.CommuneCodeNot5Digits)]
    [InlineData("""{"registration":{"commune":4}}""", FaultCodes.CommuneCodeNot5Digits)]
    [InlineData("""{"registration":{"commune":"99999"}}""", FaultCodes.UnitUnknown)]
    public void TryResolve_NoCommuneThere_SaysWhyNot(string json, string code)
    {
        using var declaration = JsonDocument.Parse(json);

        Assert.False(Library.Get("3.000722", "decree-63-2024").Step("birth").Agency
            .TryResolve(declaration.RootElement, Library.Units, out _, out var fault));

        Assert.Equal((code, "/registration/commune"), (fault.Code, fault.Pointer));
    }

    [Theory]
    [InlineData("""{"registrationNumber":"12/2026","bookNumber":"01/2026"}""", "")]
    [InlineData("""{"registrationNumber":"12/2026","bookNumber":"01/2026","personalId":"001326000001"}""", "")]
    [InlineData("""{"registrationNumber":"12/2026"}""", FaultCodes.FieldMissing)]
    [InlineData("""{"registrationNumber":"12/2026","bookNumber":"01/2026","personalId":"1"}""", FaultCodes.PersonalIdNot12Digits)]
    [InlineData("""{"registrationNumber":"12/2026","bookNumber":"01/2026","color":"red"}""", FaultCodes.FieldUnknown)]
    [InlineData("""{"registrationNumber":12,"bookNumber":"01/2026"}""", FaultCodes.WrongType)]
    public void CheckResult_BirthResult_IsHeldToItsFields(string json, string code)
    {
        using var data = JsonDocument.Parse(json);

        var faults = Library.Get("3.000722", "decree-63-2024").Step("birth").CheckResult(data.RootElement);

        Assert.Equal(code, string.Join(' ', faults.Select(fault => fault.Code)));
    }

    [Fact]
    public void CheckResult_DataThatHasBeenRead_IsHeldToItsFieldsAsWell() => Assert.Equal(
        (FaultCodes.DateMalformed, "/issuedOn"),
        Library.Get("3.000722", "decree-301-2026").Step("identity")
            .CheckResult(new Dictionary<string, string> { ["issuedOn"] = "yesterday" })
            .Select(fault => (fault.Code, fault.Pointer))
            .Single());

    [Fact]
    public void Discloses_EachAgency_SeesNoMoreThanItNeeds()
    {
        var version = Library.Get("3.000722", "decree-301-2026");

        Assert.DoesNotContain("hospitalPaper", version.Step("insurance").Discloses);
        Assert.DoesNotContain("insurance", version.Step("residence").Discloses);
        Assert.DoesNotContain("identityCard", version.Step("birth").Discloses);
    }

    [Fact]
    public void CalendarYears_UndecidedDay_IsSaidToBeSo() => Assert.Equal(
        [(new DateOnly(2026, 11, 24), Certainty.Unconfirmed)],
        Library.CalendarYears.SelectMany(year => year.Undecided).Select(day => (day.Day, day.Sources[0].Certainty)));

    [Theory]
    [InlineData("2026-08-25", "", "")]
    [InlineData("2026-08-26", "2026-11-24", "")]
    [InlineData("2026-10-02", "2026-11-24", "")]
    [InlineData("2026-10-03", "2026-11-24", "2027")]
    [InlineData("2026-11-24", "2026-11-24", "2027")]
    [InlineData("2026-11-25", "", "2027")]
    [InlineData("2027-06-01", "", "2027")]
    public void CalendarDoubtsOn_Day_AreThoseOfTheNinetyDaysAhead(string day, string undecided, string years)
    {
        var doubts = Library.CalendarDoubtsOn(DateOnly.Parse(day, provider: null));

        Assert.Equal(undecided, string.Join(' ', doubts.Undecided.Select(found => $"{found.Day:yyyy-MM-dd}")));
        Assert.Equal(years, string.Join(' ', doubts.YearsNotCovered));
        Assert.Equal(undecided + years == "", doubts.AreNone);
    }

    // What is filed today, supplemented and verified, still ends within the days looked at.
    [Fact]
    public void CalendarDoubts_DaysAhead_ReachBeyondTheLongestLimit() => Assert.All(Library.Versions, version =>
    {
        var filed = new DateTimeOffset(2026, 1, 15, 16, 0, 0, TimeSpan.FromHours(7));
        var limits = version.GroupLimitCases.SelectMany(other => new[] { other.Limit, other.LimitWithVerification })
            .Append(version.GroupLimit).Append(version.GroupLimitWithVerification);
        var last = limits.OfType<TimeLimit>().Max(limit => Library.Calendar.DueAt(Library.Calendar.DueAt(filed, limit), version.SupplementWindow));

        Assert.True((last - filed).TotalDays < CalendarDoubts.DaysAhead, $"{version.Code}: {last}");
    });

    [Fact]
    public void Forms_ServedSchemas_AreTheFilesThemselves()
    {
        var schema = Library.Forms.Get("birth.decree-301-2026").Schema;

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
        Assert.True(schema.GetProperty("properties").TryGetProperty("identityCard", out _));
        Assert.Throws<KeyNotFoundException>(() => Library.Forms.Get("marriage"));
    }

    private static IEnumerable<JsonElement> Files()
    {
        var assembly = typeof(LawLibrary).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("procedures/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var file = JsonDocument.Parse(stream);
            yield return file.RootElement.Clone();
        }
    }

    private static IEnumerable<(string Text, string Certainty)> SourcesIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(SourcesIn),
        JsonValueKind.Object when json.TryGetProperty("certainty", out var certainty) => [(json.GetProperty("text").GetString()!, certainty.GetString()!)],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => SourcesIn(member.Value)),
        _ => [],
    };
}
