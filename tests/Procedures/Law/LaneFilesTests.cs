using System.Text.Json.Nodes;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Law;
using LienThong.Procedures.Law.Lanes;

namespace LienThong.Procedures.Tests.Law;

/// <summary>The files of other systems: what they must hold, and each planted fault by name.</summary>
public sealed class LaneFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lanes-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void BuiltIn_Portal_HasTheTenStatusesByTheirNames()
    {
        var portal = Lane("portal");

        Assert.Equal(Enumerable.Range(1, 10), portal.Statuses.Select(status => status.Number));
        Assert.Equal(["Mới đăng ký", "Được tiếp nhận", "Không được tiếp nhận"], portal.Statuses.Take(3).Select(status => status.Name.Vi));
        Assert.Empty(portal.Status(6)!.Told);
    }

    [Fact]
    public void BuiltIn_CivilStatusInterface_EnforcesItsOrder()
    {
        var linked = Lane("linked");

        Assert.Equal([1, 3, 7, 4], linked.Before(linked.Status(5)!).Select(status => status.Number));
        Assert.Equal([1], linked.Before(linked.Status(6)!).Select(status => status.Number));
        Assert.Equal(["civil-status"], linked.Speakers);
    }

    [Fact]
    public void BuiltIn_LocalDeviation_IsAFileOfItsOwn()
    {
        var local = Lane("province-local");

        Assert.Equal("Đã bổ sung", local.Status(6)!.Name.Vi);
        Assert.Equal([Milestone.SupplementGiven], local.Status(6)!.Told);
        Assert.Equal(Certainty.Unconfirmed, Assert.Single(local.Status(11)!.Sources).Certainty);
        Assert.Null(Lane("province").Status(11));
    }

    [Theory]
    [InlineData("đã tồn tại trong một cửa điện tử", 1, AnswerMeaning.Already)]
    [InlineData("ĐÃ TỒN TẠI TRONG MỘT CỬA ĐIỆN TỬ", 1, AnswerMeaning.Already)]
    [InlineData("Chưa cập nhật trạng thái 3", 7, AnswerMeaning.Later)]
    [InlineData("đã trả kết quả, không được cập nhật", 5, AnswerMeaning.Already)]
    [InlineData("đã trả kết quả, không được cập nhật", 3, AnswerMeaning.Permanent)]
    [InlineData("logic xử lý không hợp lệ", 4, AnswerMeaning.Permanent)]
    [InlineData("thành công", 4, null)]
    public void BuiltIn_CivilStatusInterface_SaysWhatAnswersMean(string answer, int status, AnswerMeaning? meaning) =>
        Assert.Equal(meaning, Lane("linked").Answers.FirstOrDefault(rule => rule.Fits(status, [answer]))?.Means);

    [Fact]
    public void Load_NewVersionFromADayOn_HoldsForDossiersFiledThen()
    {
        Change("linked", "linked", file => file["validTo"] = "2026-12-31");
        Change("linked", "linked-2027", file =>
        {
            file["validFrom"] = "2027-01-01";
            file["statuses"]![0]!["name"]!["vi"] = "Tiếp nhận";
        });

        var law = LawLibrary.Load(folder);

        Assert.Equal("Tiếp nhận hồ sơ vào hệ thống", law.LanesInForce(new(2026, 12, 31)).Single(lane => lane.Code == "linked").Status(1)!.Name.Vi);
        Assert.Equal("Tiếp nhận", law.LanesInForce(new(2027, 1, 1)).Single(lane => lane.Code == "linked").Status(1)!.Name.Vi);
    }

    // Each planted fault: the place of the change, the new value (null removes), the fault and where it is told.
    [Theory]
    [InlineData("/surprise", "1", FaultCodes.FieldUnknown, "/surprise")]
    [InlineData("/receiver", null, FaultCodes.FieldMissing, "/receiver")]
    [InlineData("/statuses/1/number", "\"two\"", FaultCodes.WrongType, "/statuses/1/number")]
    [InlineData("/statuses/1/number", "1", FaultCodes.LaneStatusTwice, "/statuses/1/number")]
    [InlineData("/statuses/1/told/0", "\"somehow\"", FaultCodes.ValueNotAllowed, "/statuses/1/told/0")]
    [InlineData("/statuses/1/means", "\"perhaps\"", FaultCodes.ValueNotAllowed, "/statuses/1/means")]
    [InlineData("/statuses/6/reasonCode", "\"because\"", FaultCodes.ReasonUnknown, "/statuses/6/reasonCode")]
    [InlineData("/statuses/2/after/0", "12", FaultCodes.LaneStatusUnknown, "/statuses/2/after/0")]
    [InlineData("/statuses/0/after", "[4]", FaultCodes.LaneStatusCycle, "/statuses/0/after")]
    [InlineData("/speakers/0", "\"church\"", FaultCodes.AgencyKindUnknown, "/speakers/0")]
    [InlineData("/stepsOf", "\"church\"", FaultCodes.AgencyKindUnknown, "/stepsOf")]
    [InlineData("/validTo", "\"2024-01-01\"", FaultCodes.ValidityReversed, "/validTo")]
    [InlineData("/answers/0/means", "\"hm\"", FaultCodes.ValueNotAllowed, "/answers/0/means")]
    [InlineData("/answers/1/statuses", "[8]", FaultCodes.LaneStatusUnknown, "/answers/1/statuses")]
    [InlineData("/results", "{\"when\":{\"sometimes\":1}}", FaultCodes.ConditionMalformed, "/results/when/sometimes")]
    [InlineData("/sources/0/about", "\"numbers\"", FaultCodes.SourceAboutUnknown, "/sources/0/about")]
    [InlineData("/sources", "[]", FaultCodes.ListTooShort, "/sources")]
    public void Load_OnePlantedFault_IsReportedByNameAndPlace(string at, string? value, string code, string pointer)
    {
        Change("linked", "linked", file => Set(file, at, value));

        Assert.Contains(("partners/linked.json", code, pointer), Refused().Select(fault => (fault.File, fault.Fault.Code, fault.Fault.Pointer)));
    }

    [Fact]
    public void Load_TwoFilesOfOneLaneOnTheSameDays_AreRefused()
    {
        Change("linked", "linked-again", _ => { });

        Assert.Equal([FaultCodes.LanesOverlap], Refused().Select(fault => fault.Fault.Code));
    }

    [Fact]
    public void Load_TwoVocabulariesForOneKindOfAgency_AreRefused()
    {
        Change("linked", "other", file => file["code"] = "other");

        Assert.Equal([FaultCodes.LaneSpeakerTwice], Refused().Select(fault => fault.Fault.Code));
    }

    private static Lane Lane(string code) => LawLibrary.Load().Lanes.Single(lane => lane.Code == code);

    private IReadOnlyList<LawFault> Refused() => Assert.Throws<LawFileException>(() => LawLibrary.Load(folder)).Faults;

    private void Change(string from, string to, Action<JsonObject> change)
    {
        using var stream = typeof(LawLibrary).Assembly.GetManifestResourceStream($"partners/{from}.json")!;
        var file = JsonNode.Parse(stream)!.AsObject();
        change(file);
        var path = Path.Combine(folder, "partners", to + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, file.ToJsonString());
    }

    private static void Set(JsonNode root, string at, string? value)
    {
        var tokens = at[1..].Split('/');
        var node = tokens[..^1].Aggregate(root, (node, token) => node is JsonArray list ? list[int.Parse(token, null)]! : node[token]!);
        if (node is JsonArray items)
        {
            items[int.Parse(tokens[^1], null)] = value is null ? null : JsonNode.Parse(value);
        }
        else if (value is null)
        {
            node.AsObject().Remove(tokens[^1]);
        }
        else
        {
            node[tokens[^1]] = JsonNode.Parse(value);
        }
    }
}
