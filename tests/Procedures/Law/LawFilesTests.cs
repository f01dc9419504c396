using System.Text.Json.Nodes;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Tests.Law;

/// <summary>A folder stands in for built-in files, and every fault planted in it is reported by name, all at once.</summary>
public sealed class LawFilesTests : IDisposable
{
    private const string Decree63 = "procedures/birth.decree-63-2024.json";
    private const string Death = "procedures/death.decree-63-2024.json";
    private const string Decree301 = "procedures/birth.decree-301-2026.json";

    private readonly string folder = Directory.CreateTempSubdirectory("law-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Load_EmptyFolder_IsTheBuiltInLaw() =>
        Assert.Equal(LawLibrary.Load().Versions.Count, LawLibrary.Load(folder).Versions.Count);

    [Fact]
    public void Load_FileOfTheSameName_ReplacesTheBuiltInOne()
    {
        Change(Decree301, file => file["groupLimit"]!["amount"] = 10);
        Change("calendar/2026.json", file =>
        {
            file["daysOff"]!.AsArray().Add(JsonNode.Parse(
                """{"from":"2026-11-24","name":{"vi":"Ngày Văn hóa","en":"Culture Day"},"sources":[{"text":"Decided","certainty":"confirmed"}]}"""));
            file["undecided"] = new JsonArray();
        });
        Write("units/communes.csv", "province,code,name,validFrom,validTo\n01,00004,Phường Ba Đình,2025-07-01,\n");

        var law = LawLibrary.Load(folder);

        Assert.Equal(10, law.InForce("3.000722", new(2026, 9, 1)).GroupLimit.Amount);
        Assert.False(law.Calendar.IsWorkingDay(new(2026, 11, 24)));
        Assert.Single(law.Units.Communes);
        Assert.Equal("decree-63-2024", law.InForce("3.000722", new(2026, 8, 31)).Version);
    }

    [Fact]
    public void Load_FileOfANewName_StandsBesideTheOthers()
    {
        Change(Decree301, file => file["validTo"] = "2027-02-28");
        Change(Decree301, "procedures/birth.law-3-2026.json", file =>
        {
            file["version"] = "law-3-2026";
            file["validFrom"] = "2027-03-01";
            file.Remove("validTo");
        });
        Write("calendar/2027.json", """{"year":2027,"sources":[{"text":"x","certainty":"unconfirmed"}],"daysOff":[],"makeUpDays":[],"undecided":[]}""");

        var law = LawLibrary.Load(folder);

        Assert.Equal("law-3-2026", law.InForce("2.000986", new(2027, 3, 1)).Version);
        Assert.True(law.Calendar.Covers(2027));
    }

    [Fact]
    public void Load_AgencyWithHoursOfItsOwn_HasItsOwnCalendar()
    {
        Change("calendar/hours.json", file => file["agencies"]!.AsArray().Add(JsonNode.Parse(
            """
            {"agency":"civil-status-19753","periods":[{"from":"07:00","to":"11:00"},{"from":"14:00","to":"16:30"}],
             "days":["monday","tuesday","wednesday","thursday","friday"],"cutOff":"15:00",
             "sources":[{"text":"Notice of the ward","certainty":"confirmed"}]}
            """)));

        var law = LawLibrary.Load(folder);

        var received = new DateTimeOffset(2026, 9, 7, 9, 0, 0, TimeSpan.FromHours(7));
        Assert.Equal(9, law.CalendarOf(AgencyCode.Parse("civil-status-19753")).DueAt(received, TimeLimit.SameDay).Hour);
        Assert.Equal(30, law.CalendarOf(AgencyCode.Parse("civil-status-19753")).DueAt(received, TimeLimit.SameDay).Minute);
        Assert.Same(law.Calendar, law.CalendarOf(AgencyCode.Parse("civil-status-00004")));
        Assert.False(law.CalendarOf(AgencyCode.Parse("civil-status-19753")).IsWorkingDay(new(2026, 2, 16)));
    }

    [Fact]
    public void Load_FolderThatIsNotThere_IsRefused() => Assert.Equal(
        FaultCodes.LawFolderMissing,
        Assert.Single(Refused(Path.Combine(folder, "nowhere"))).Fault.Code);

    [Fact]
    public void Load_MisspeltNames_AreRefusedAndOtherFilesLeftAlone()
    {
        Write("procedure/birth.json", "{}");
        Write("calendar/26.json", "{}");
        Write("communes.csv", "");
        Write("README.md", "not a file of the law");

        Assert.Equal(
            ["calendar/26.json", "communes.csv", "procedure/birth.json"],
            Refused().Where(fault => fault.Fault.Code == FaultCodes.LawFileUnknown).Select(fault => fault.File));
    }

    [Fact]
    public void Load_FilesThatCannotBeRead_AreNamed()
    {
        Write(Decree63, "{ \"code\": ");
        Write(Decree301, """{"code":"3.000722","code":"3.000722"}""");
        File.WriteAllBytes(Path.Combine(folder, "agencies.json"), [0xFF, 0xFE, 0x00]);
        Write("forms/birth.decree-63-2024.schema.json", "[");

        Assert.Equal(
            [
                ("agencies.json", FaultCodes.LawFileUnreadable),
                ("forms/birth.decree-63-2024.schema.json", FaultCodes.LawFileUnreadable),
                (Decree301, FaultCodes.LawFileUnreadable),
                (Decree63, FaultCodes.LawFileUnreadable),
            ],
            Refused().Select(fault => (fault.File, fault.Fault.Code)));
    }

    [Fact]
    public void Load_FaultyFileThatOthersReferTo_IsNotToldOfThemAsWell()
    {
        File.WriteAllBytes(Path.Combine(folder, "agencies.json"), [0xFF]);
        Write("forms/birth.decree-63-2024.schema.json", "[");
        Write("units/provinces.csv", "code,name,validFrom,validTo\n1,Thành phố Hà Nội,2025-07-01,\n");

        Assert.Equal(
            ["agencies.json", "forms/birth.decree-63-2024.schema.json", "units/provinces.csv"],
            Refused().Select(fault => fault.File));
    }

    // Each planted fault: the file, the place of the change (a JSON pointer, "-" to remove), the new value, the fault.
    [Theory]
    [InlineData(Decree63, "/code", "\"3.72\"", FaultCodes.ProcedureCodeMalformed, "/code")]
    [InlineData(Decree63, "/surprise", "1", FaultCodes.FieldUnknown, "/surprise")]
    [InlineData(Decree63, "/steps/0/limit", null, FaultCodes.FieldMissing, "/steps/0/limit")]
    [InlineData(Decree63, "/steps/0/limit/unit", "\"weeks\"", FaultCodes.ValueNotAllowed, "/steps/0/limit/unit")]
    [InlineData(Decree63, "/sources", "[]", FaultCodes.ListTooShort, "/sources")]
    [InlineData(Decree63, "/sources/0/certainty", "\"sure\"", FaultCodes.ValueNotAllowed, "/sources/0/certainty")]
    [InlineData(Decree63, "/sources/0/about", "\"limits\"", FaultCodes.SourceAboutUnknown, "/sources/0/about")]
    [InlineData(Decree63, "/declaration/newborn/commune", "\"/child/fullName\"", FaultCodes.PointerUnknown, "/declaration/newborn/commune")]
    [InlineData(Decree63, "/declaration/newborn/child", "\"/applicant\"", FaultCodes.PointerUnknown, "/declaration/newborn/child")]
    [InlineData(Decree63, "/declaration/newborn/book", "\"noSuchField\"", FaultCodes.ResultFieldUnknown, "/declaration/newborn/book")]
    [InlineData(Decree63, "/validTo", "\"2026-09-01\"", FaultCodes.ProcedureVersionsOverlap, "/validFrom")]
    [InlineData(Decree63, "/validTo", "\"2024-06-30\"", FaultCodes.ValidityReversed, "/validTo")]
    [InlineData(Decree63, "/version", "\"decree-301-2026\"", FaultCodes.ProcedureVersionTwice, "/version")]
    [InlineData(Decree63, "/formerCodes/0", "\"3.000722\"", FaultCodes.ProcedureCodeClaimedTwice, "/formerCodes/0")]
    [InlineData(Decree63, "/form", "\"birth.decree-1\"", FaultCodes.FormUnknown, "/form")]
    [InlineData(Decree63, "/groupLimit/amount", "0", FaultCodes.LimitNotPositive, "/groupLimit/amount")]
    [InlineData(Decree63, "/groupLimitWithVerification/amount", "2", FaultCodes.LimitShorterWithVerification, "/groupLimitWithVerification")]
    [InlineData(Decree63, "/supplementWindow/amount", "0", FaultCodes.LimitNotPositive, "/supplementWindow/amount")]
    [InlineData(Decree63, "/steps/1/code", "\"birth\"", FaultCodes.StepTwice, "/steps/1/code")]
    [InlineData(Decree63, "/steps/1/after/0", "\"baptism\"", FaultCodes.StepUnknown, "/steps/1/after/0")]
    [InlineData(Decree63, "/steps/0/after", "[\"insurance\"]", FaultCodes.StepCycle, "/steps/0/after")]
    [InlineData(Decree63, "/steps/0/agency/kind", "\"church\"", FaultCodes.AgencyKindUnknown, "/steps/0/agency/kind")]
    [InlineData(Decree63, "/steps/0/agency/unit", "\"/registration/case\"", FaultCodes.PointerUnknown, "/steps/0/agency/unit")]
    [InlineData(Decree63, "/steps/0/limit/amount", "1", FaultCodes.LimitNotPositive, "/steps/0/limit/amount")]
    [InlineData(Decree63, "/steps/1/limit/amount", "4", FaultCodes.LimitBeyondGroup, "/steps/1/limit")]
    [InlineData(Decree63, "/steps/1/limitWithVerification/amount", "1", FaultCodes.LimitShorterWithVerification, "/steps/1/limitWithVerification")]
    [InlineData(Decree63, "/steps/0/discloses/0", "\"identityCard\"", FaultCodes.PointerUnknown, "/steps/0/discloses/0")]
    [InlineData(Decree63, "/steps/0/resultFields/1/name", "\"registrationNumber\"", FaultCodes.ResultFieldTwice, "/steps/0/resultFields/1/name")]
    [InlineData(Decree63, "/steps/1/when", "{\"present\":\"/identityCard\"}", FaultCodes.PointerUnknown, "/steps/1/when")]
    [InlineData(Decree63, "/steps/1/when", "{\"sometimes\":1}", FaultCodes.ConditionMalformed, "/steps/1/when/sometimes")]
    [InlineData(Decree63, "/records/0/required", "{\"present\":\"/paper\"}", FaultCodes.PointerUnknown, "/records/0/required")]
    [InlineData(Decree63, "/records/0/types/0", "\"oath\"", FaultCodes.RecordTypeUnknown, "/records/0/types/0")]
    [InlineData(Decree63, "/recordNames/other", null, FaultCodes.RecordTypeUnnamed, "/recordNames")]
    [InlineData(Decree63, "/recordNames/oath", """{"vi":"Lời thề","en":"Oath"}""", FaultCodes.RecordTypeUnknown, "/recordNames/oath")]
    [InlineData(Decree63, "/declaration/intake", "\"/registration/case\"", FaultCodes.PointerUnknown, "/declaration/intake")]
    [InlineData(Decree63, "/declaration/applicant", "\"/child\"", FaultCodes.PointerUnknown, "/declaration/applicant")]
    [InlineData(Decree63, "/declaration/records", "\"/papers\"", FaultCodes.PointerUnknown, "/declaration/records")]
    [InlineData(Decree63, "/declaration/persons/1/at", "\"/uncle\"", FaultCodes.PointerUnknown, "/declaration/persons/1/at")]
    [InlineData(Decree63, "/declaration/persons/1/role", "\"mother\"", FaultCodes.PersonTwice, "/declaration/persons/1/role")]
    [InlineData(Decree63, "/declaration/prefill/0/field", "\"/mother/hobby\"", FaultCodes.PointerUnknown, "/declaration/prefill/0/field")]
    [InlineData(Decree63, "/declaration/prefill/0/person", "\"uncle\"", FaultCodes.PersonUnknown, "/declaration/prefill/0/person")]
    [InlineData(Decree63, "/declaration/fingerprints/1/reason", "\"certificate\"", FaultCodes.FingerprintTwice, "/declaration/fingerprints/1/reason")]
    [InlineData(Decree63, "/declaration/fingerprints/1/first/0/0", "\"/uncle\"", FaultCodes.PointerUnknown, "/declaration/fingerprints/1/first")]
    [InlineData(Decree63, "/declaration/fingerprints/1/with/0", "\"/uncle\"", FaultCodes.PointerUnknown, "/declaration/fingerprints/1/with")]
    [InlineData(Decree63, "/declaration/notice/kind", "\"wedding\"", FaultCodes.NoticeKindUnknown, "/declaration/notice/kind")]
    [InlineData(Decree63, "/declaration/notice/fingerprint", "\"child\"", FaultCodes.FingerprintUnknown, "/declaration/notice/fingerprint")]
    [InlineData(Decree63, "/declaration/notice/compares/2/notice", "\"/uncle\"", FaultCodes.PointerUnknown, "/declaration/notice/compares/2/notice")]
    [InlineData(Decree63, "/rules/0/when", "{\"before\":[\"today\"]}", FaultCodes.ConditionMalformed, "/rules/0/when/before")]
    [InlineData(Decree63, "/rules/0/when", "{\"before\":[\"today\",\"/uncle\"]}", FaultCodes.PointerUnknown, "/rules/0/when")]
    [InlineData(Decree63, "/rules/0/when", "{\"present\":\"/records/*/type\"}", FaultCodes.PointerUnknown, "/rules/0/when")]
    [InlineData(Decree63, "/rules/0/pointer", "\"/uncle\"", FaultCodes.PointerUnknown, "/rules/0/pointer")]
    [InlineData(Decree63, "/rules/0/each", "\"/child\"", FaultCodes.PointerUnknown, "/rules/0/each")]
    [InlineData(Decree63, "/rules/0/text/vi", null, FaultCodes.FieldMissing, "/rules/0/text/vi")]
    [InlineData(Decree301, "/steps/3/needs/0", "\"birth/shoeSize\"", FaultCodes.NeedUnknown, "/steps/3/needs/0")]
    [InlineData(Decree301, "/steps/3/needs/0", "\"residence/noticeNumber\"", FaultCodes.NeedUnknown, "/steps/3/needs/0")]
    [InlineData(Decree63, "/steps/1/refusalEffect", "\"stops-dependants\"", FaultCodes.RefusalEffectUntrue, "/steps/1/refusalEffect")]
    [InlineData(Decree63, "/steps/0/resultOf", null, FaultCodes.FieldMissing, "/steps/0/resultOf")]
    [InlineData(Decree63, "/steps/0/resultOf/0", "\"uncle\"", FaultCodes.PersonUnknown, "/steps/0/resultOf/0")]
    [InlineData(Death, "/steps/1/resultOf/0", "\"child\"", FaultCodes.PersonUnknown, "/steps/1/resultOf/0")]
    [InlineData(Death, "/steps/0/resultOf/1", "\"deceased\"", FaultCodes.PersonTwice, "/steps/0/resultOf/1")]
    [InlineData(Decree63, "/steps/0/resultOf", "[\"child\",\"mother\"]", FaultCodes.ResultOwnerAmbiguous, "/steps/0/resultOf")]
    [InlineData(Decree301, "/steps/1/confirmation/people", "\"/uncle\"", FaultCodes.PointerUnknown, "/steps/1/confirmation/people")]
    [InlineData(Decree301, "/steps/1/confirmation/paperType", "\"oath\"", FaultCodes.RecordTypeUnknown, "/steps/1/confirmation/paperType")]
    [InlineData(Decree301, "/steps/1/confirmation/window/amount", "0", FaultCodes.LimitNotPositive, "/steps/1/confirmation/window/amount")]
    [InlineData(Death, "/groupLimitCases/0/when", "{\"present\":\"/uncle\"}", FaultCodes.PointerUnknown, "/groupLimitCases/0/when")]
    [InlineData(Death, "/groupLimitCases/0/limit/amount", "0", FaultCodes.LimitNotPositive, "/groupLimitCases/0/limit/amount")]
    [InlineData(Death, "/steps/4/limit/amount", "27", FaultCodes.LimitBeyondGroup, "/steps/4/limit")]
    [InlineData(Death, "/formerCodes/0", "\"2.000986\"", FaultCodes.ProcedureCodeClaimedTwice, "/formerCodes/0")]
    [InlineData("notices/death.json", "/kind", "\"birth\"", FaultCodes.NoticeKindTwice, "/kind")]
    [InlineData("notices/death.json", "/form", "\"wedding\"", FaultCodes.FormUnknown, "/form")]
    [InlineData("notices/death.json", "/issuedAt", "\"/noticeCode\"", FaultCodes.PointerUnknown, "/issuedAt")]
    [InlineData("notices/death.json", "/rules/0/when", "{\"present\":\"/mother\"}", FaultCodes.PointerUnknown, "/rules/0/when")]
    [InlineData("reasons.json", "/reasons/1/code", "\"not-eligible\"", FaultCodes.ReasonTwice, "/reasons/1/code")]
    [InlineData("reasons.json", "/reasons/0/givenBy/0", "\"church\"", FaultCodes.AgencyKindUnknown, "/reasons/0/givenBy/0")]
    [InlineData("agencies.json", "/kinds/0/code", "\"operator\"", FaultCodes.AgencyKindReserved, "/kinds/0/code")]
    [InlineData("agencies.json", "/kinds/1/code", "\"civil-status\"", FaultCodes.AgencyKindTwice, "/kinds/1/code")]
    [InlineData("calendar/hours.json", "/periods/1/from", "\"11:00\"", FaultCodes.WorkingHoursOverlap, "/periods/1")]
    [InlineData("calendar/hours.json", "/cutOff", "\"3 pm\"", FaultCodes.TimeMalformed, "/cutOff")]
    [InlineData("calendar/2026.json", "/year", "2025", FaultCodes.CalendarYearDiffers, "/year")]
    [InlineData("calendar/2026.json", "/daysOff/0/from", "\"2025-01-01\"", FaultCodes.CalendarDayOutsideYear, "/daysOff/0/from")]
    [InlineData("calendar/2026.json", "/daysOff/2/to", "\"2026-02-01\"", FaultCodes.ValidityReversed, "/daysOff/2/to")]
    [InlineData("calendar/2026.json", "/daysOff/0/from", "\"2026-02-18\"", FaultCodes.CalendarDayTwice, "/daysOff/2")]
    [InlineData("calendar/2026.json", "/makeUpDays/0/day", "\"2026-01-09\"", FaultCodes.MakeUpDayNotOff, "/makeUpDays/0/day")]
    [InlineData("calendar/2026.json", "/makeUpDays/0/for", "\"2026-01-05\"", FaultCodes.MakeUpDayForNothing, "/makeUpDays/0/for")]
    [InlineData("calendar/2026.json", "/undecided/0/day", "\"2026-09-01\"", FaultCodes.CalendarDayTwice, "/undecided/0/day")]
    [InlineData("forms/birth.decree-63-2024.schema.json", "/properties/child/pattern", "\"x\"", FaultCodes.SchemaKeywordUnsupported, "/properties/child/pattern")]
    [InlineData("forms/birth.decree-63-2024.schema.json", "/properties/registration/properties/commune/format", "\"date\"", FaultCodes.PointerUnknown, "/steps/0/agency/unit")]
    public void Load_OnePlantedFault_IsReportedByNameAndPlace(string file, string at, string? value, string code, string pointer)
    {
        Change(file, root => Set(root, at, value));

        Assert.Contains((code, pointer), Refused().Select(fault => (fault.Fault.Code, fault.Fault.Pointer)));
    }

    [Theory]
    [InlineData("birth/personalId", false)]
    [InlineData(null, true)]
    public void Load_RefusalWithoutEffect_IsRefusedIfEveryStepAfterNeedsTheResult(string? need, bool isTaken)
    {
        Change(Decree301, file =>
        {
            file["steps"]![0]!["refusalEffect"] = "none";
            foreach (var step in file["steps"]!.AsArray().Skip(1).Where(_ => need is not null))
            {
                step!["needs"] = new JsonArray(need);
            }
        });

        if (isTaken)
        {
            Assert.Equal(RefusalEffect.None, LawLibrary.Load(folder).InForce("3.000722", new(2026, 9, 1)).Step("birth").RefusalEffect);
        }
        else
        {
            Assert.Equal([(FaultCodes.RefusalEffectUntrue, "/steps/0/refusalEffect")], Refused().Select(fault => (fault.Fault.Code, fault.Fault.Pointer)));
        }
    }

    [Fact]
    public void Load_UnitsWithFaults_AreReportedWithTheirLines()
    {
        Write("units/communes.csv", "province,code,name,validFrom,validTo\n01,00004,Phường Ba Đình,2025-07-01,\n02,01273,Phường Thục Phán,2025-07-01,\n");

        Assert.Equal(
            [("units/communes.csv", FaultCodes.ProvinceUnknown)],
            Refused().Select(fault => (fault.File, fault.Fault.Code)));
        Assert.StartsWith("Line 3:", Refused()[0].Fault.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00013,00004,2025-07-01", null)]
    [InlineData("00013,00013,2025-07-01", FaultCodes.UnitUnknown)]
    [InlineData("00013,00004,2025-06-30", FaultCodes.UnitUnknown)]
    [InlineData("00008,00004,2025-07-01", FaultCodes.UnitStillStands)]
    [InlineData("00013,00004,01/07/2025", FaultCodes.DateMalformed)]
    [InlineData("13,00004,2025-07-01", FaultCodes.CommuneCodeNot5Digits)]
    public void Load_MergedCommunes_AreHeldAgainstTheCommunes(string line, string? code)
    {
        Write("units/mergers.csv", $"old,new,since\n{line}\n");

        if (code is null)
        {
            Assert.Equal(["00004"], LawLibrary.Load(folder).Units.SuccessorsOf(CommuneCode.Parse("00013"), new(2025, 7, 1)).Select(unit => unit.ToString()));
        }
        else
        {
            Assert.Equal([("units/mergers.csv", code)], Refused().Select(fault => (fault.File, fault.Fault.Code)));
        }
    }

    [Fact]
    public void Load_FaultsInManyFiles_AreToldAllAtOnceAndInTheMessage()
    {
        Change(Decree63, root => Set(root, "/form", "\"nothing\""));
        Change(Decree301, root => Set(root, "/steps/1/after/0", "\"nothing\""));
        Change("agencies.json", root => Set(root, "/kinds/0/name/en", null));
        Change("calendar/2024.json", root => Set(root, "/makeUpDays/0/day", "\"2024-05-03\""));
        Write("units/communes.csv", "province\n");

        var exception = Assert.Throws<LawFileException>(() => LawLibrary.Load(folder));

        (string File, string Code)[] planted =
        [
            (Decree63, FaultCodes.FormUnknown),
            (Decree301, FaultCodes.StepUnknown),
            ("agencies.json", FaultCodes.FieldMissing),
            ("calendar/2024.json", FaultCodes.MakeUpDayNotOff),
            ("units/communes.csv", FaultCodes.UnitListHeaderWrong),
        ];
        Assert.All(planted, fault =>
        {
            Assert.Contains(fault, exception.Faults.Select(told => (told.File, told.Fault.Code)));
            Assert.Contains($"{fault.File}", exception.Message, StringComparison.Ordinal);
            Assert.Contains($"[{fault.Code}]", exception.Message, StringComparison.Ordinal);
        });
    }

    private IReadOnlyList<LawFault> Refused(string? path = null) =>
        Assert.Throws<LawFileException>(() => LawLibrary.Load(path ?? folder)).Faults;

    private void Change(string file, Action<JsonObject> change) => Change(file, file, change);

    /// <summary>Writes a built-in file into the folder with a change.</summary>
    private void Change(string file, string name, Action<JsonObject> change)
    {
        var path = Path.Combine(folder, file);
        var text = File.Exists(path) ? File.ReadAllText(path) : BuiltIn(file);
        var root = JsonNode.Parse(text)!.AsObject();
        change(root);
        Write(name, root.ToJsonString());
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string BuiltIn(string file)
    {
        using var stream = typeof(LawLibrary).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Set(JsonObject root, string pointer, string? json)
    {
        var tokens = JsonPointer.Tokens(pointer)!;
        var parent = tokens.SkipLast(1).Aggregate((JsonNode)root, (node, token) => node is JsonArray list
            ? list[int.Parse(token, provider: null)]!
            : node[token]!);
        if (parent is JsonArray array)
        {
            array[int.Parse(tokens[^1], provider: null)] = JsonNode.Parse(json!);
        }
        else if (json is null)
        {
            parent.AsObject().Remove(tokens[^1]);
        }
        else
        {
            parent[tokens[^1]] = JsonNode.Parse(json);
        }
    }
}
