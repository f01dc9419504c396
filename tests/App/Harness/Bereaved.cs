using System.Globalization;
using System.Text.Json.Nodes;

namespace LienThong.App.Tests.Harness;

/// <summary>A synthetic family that has lost somebody, and what it declares. Every family is another one.</summary>
public sealed record Bereaved
{
    public const string Procedure = "2.002913";

    private static int _families;

    public int Number { get; private init; } = Interlocked.Increment(ref _families);

    /// <summary>two, three or four.</summary>
    public string Bundle { get; init; } = "two";

    /// <summary>The deceased's number; another family's makes a duplicate.</summary>
    public string DeceasedId => string.Create(CultureInfo.InvariantCulture, $"004045{Number:D6}");

    public string ApplicantId => string.Create(CultureInfo.InvariantCulture, $"004170{Number:D6}");

    public string NoticeCode { get; init; } = "";

    private string Paper => NoticeCode.Length > 0 ? NoticeCode : string.Create(CultureInfo.InvariantCulture, $"{Number:D5}.GBT.04001.26");

    /// <summary>The body of <c>POST dossiers</c>.</summary>
    public JsonObject Filing(Action<JsonObject>? change = null)
    {
        var declaration = new JsonObject
        {
            ["bundle"] = Bundle,
            ["registration"] = new JsonObject { ["commune"] = "01273", ["case"] = "in-time", ["copies"] = 1 },
            ["deceased"] = new JsonObject
            {
                ["fullName"] = "Phan Văn Mẫu",
                ["sex"] = "male",
                ["birthDate"] = "1945",
                ["personalId"] = DeceasedId,
                ["ethnicity"] = "Kinh",
                ["nationality"] = "Việt Nam",
                ["residence"] = new JsonObject { ["commune"] = "01273", ["detail"] = "Nhà mẫu" },
                ["socialInsuranceNumber"] = "0400000001",
                ["deathDate"] = "2026-09-05",
                ["deathTime"] = "22:10",
                ["deathPlace"] = new JsonObject { ["facility"] = "04001" },
            },
            ["applicant"] = new JsonObject
            {
                ["fullName"] = "Phan Thị Ví Dụ",
                ["relationship"] = "child",
                ["personalId"] = ApplicantId,
                ["phone"] = "0987000001",
            },
            ["hospitalPaper"] = new JsonObject { ["noticeCode"] = Paper, ["issuedOn"] = "2026-09-06" },
            ["result"] = new JsonObject { ["by"] = "electronic" },
        };
        if (Bundle != "two")
        {
            declaration["funeral"] = new JsonObject
            {
                ["channel"] = "social-insurance",
                ["recipient"] = new JsonObject { ["fullName"] = "Phan Thị Ví Dụ", ["personalId"] = ApplicantId },
            };
        }

        change?.Invoke(declaration);
        return new JsonObject { ["procedure"] = Procedure, ["declaration"] = declaration };
    }

    /// <summary>The hospital's notice of the death.</summary>
    public JsonObject Notice(Action<JsonObject>? change = null)
    {
        var notice = new JsonObject
        {
            ["noticeCode"] = Paper,
            ["issuedAt"] = "2026-09-06T08:00:00+07:00",
            ["facility"] = "04001",
            ["deceased"] = new JsonObject
            {
                ["fullName"] = "Phan Văn Mẫu",
                ["sex"] = "male",
                ["birthDate"] = "1945-04",
                ["personalId"] = DeceasedId,
                ["deathDate"] = "2026-09-05",
                ["deathTime"] = "22:10",
            },
        };
        change?.Invoke(notice);
        return notice;
    }
}
