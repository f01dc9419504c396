using System.Globalization;
using System.Text.Json.Nodes;

namespace LienThong.Benchmarks;

/// <summary>Synthetic declarations, each for another child.</summary>
internal static class Declarations
{
    /// <summary>The body of <c>POST dossiers</c> for the n-th family.</summary>
    public static JsonObject Filing(int n, string commune)
    {
        var born = DateTimeOffset.UtcNow.AddDays(-10);
        var day = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var facility = string.Create(CultureInfo.InvariantCulture, $"{1001 + (n / 100_000):D5}");
        var parent = string.Create(CultureInfo.InvariantCulture, $"0{100_000_000 + n:D11}");
        var address = new JsonObject { ["commune"] = commune, ["detail"] = "Số 1 đường Thử Nghiệm" };
        return new JsonObject
        {
            ["procedure"] = "3.000722",
            ["declaration"] = new JsonObject
            {
                ["registration"] = new JsonObject { ["commune"] = commune, ["case"] = "in-time", ["copies"] = 1 },
                ["child"] = new JsonObject
                {
                    ["fullName"] = string.Create(CultureInfo.InvariantCulture, $"Nguyễn Trẻ Thử {n}"),
                    ["sex"] = n % 2 == 0 ? "male" : "female",
                    ["birthDate"] = day,
                    ["birthTime"] = "08:30",
                    ["birthPlace"] = new JsonObject { ["facility"] = facility },
                    ["ethnicity"] = "Kinh",
                    ["nationality"] = "Việt Nam",
                    ["hometown"] = "Hà Nội",
                    ["birthOrder"] = 1,
                    ["childrenInBirth"] = 1,
                },
                ["mother"] = new JsonObject
                {
                    ["fullName"] = "Trần Thị Ví Dụ",
                    ["birthDate"] = "1999-05-04",
                    ["personalId"] = parent,
                    ["ethnicity"] = "Kinh",
                    ["nationality"] = "Việt Nam",
                    ["residence"] = address.DeepClone(),
                },
                ["applicant"] = new JsonObject
                {
                    ["fullName"] = "Trần Thị Ví Dụ",
                    ["relationship"] = "mother",
                    ["personalId"] = parent,
                    ["phone"] = "0900000000",
                },
                ["hospitalPaper"] = new JsonObject
                {
                    ["certificateCode"] = string.Create(CultureInfo.InvariantCulture, $"{n % 100_000:D5}.GCS.{facility}.{born:yy}"),
                    ["issuedOn"] = day,
                },
                ["residence"] = new JsonObject { ["commune"] = commune, ["detail"] = "Số 1 đường Thử Nghiệm", ["with"] = "mother" },
                ["insurance"] = new JsonObject { ["facility"] = "01001" },
                ["identityCard"] = new JsonObject { ["wanted"] = true },
                ["result"] = new JsonObject { ["by"] = "electronic" },
                ["records"] = new JsonArray(),
            },
        };
    }
}
