using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Identifiers;
using LienThong.Simulator.Population;

namespace LienThong.App.Tests.Harness;

/// <summary>A synthetic family and what it declares. Every family is another one; <c>with</c> makes it what a test needs.</summary>
public sealed record Family
{
    public const string Procedure = "3.000722";

    private static readonly string[] Digits = ["Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín"];

    private static int _families;

    public int Number { get; private init; } = Interlocked.Increment(ref _families);

    /// <summary>Where the birth is registered. 01273 and 01279 work by worklist, 00004 and 00008 get requests posted.</summary>
    public string Commune { get; init; } = "01273";

    /// <summary>Where the child lives; the commune of registration unless said otherwise.</summary>
    public string? Home { get; init; }

    public string Facility { get; init; } = "04001";

    public string BirthDate { get; init; } = "2026-08-20";

    public int BirthOrder { get; init; } = 1;

    public int ChildrenInBirth { get; init; } = 1;

    /// <summary>Whether there is a hospital's paper; without one a witness statement has to be among the records.</summary>
    public bool HasPaper { get; init; } = true;

    /// <summary>The number of the hospital's paper in its year.</summary>
    public int? PaperNumber { get; init; }

    /// <summary>Null leaves the member out, as Decree 63/2024 has it.</summary>
    public bool? WantsIdentityCard { get; init; } = true;

    public IReadOnlyList<(string Type, string Sha256)> Records { get; init; } = [];

    public string ChildName { get; init; } = "";

    public string MotherName => "Lê Thị Mẫu " + Words;

    public string FatherName => "Trần Văn Mẫu " + Words;

    public const string MotherBorn = "1998-03-02";

    public const string FatherBorn = "1995-11";

    public string MotherId => string.Create(CultureInfo.InvariantCulture, $"004198{Number:D6}");

    public string FatherId => string.Create(CultureInfo.InvariantCulture, $"004095{Number:D6}");

    public string Phone => string.Create(CultureInfo.InvariantCulture, $"0987{Number:D6}");

    public string Certificate => string.Create(CultureInfo.InvariantCulture, $"{PaperNumber ?? Number:D5}.GCS.{Facility}.26");

    /// <summary>What nobody but the dossier and its agencies may ever see.</summary>
    public IReadOnlyList<string> PersonalData => [Child, MotherName, FatherName, MotherId, FatherId, Phone, "so.nha.mau." + Number];

    /// <summary>The child's name, by which the listening agencies know the family.</summary>
    public string Child => ChildName.Length > 0 ? ChildName : "Trần Mẫu " + Words;

    private string Words => string.Join(' ', Number.ToString(CultureInfo.InvariantCulture).Select(c => Digits[c - '0']));

    /// <summary>The next child of the same birth.</summary>
    public Family Twin() => this with
    {
        BirthOrder = BirthOrder + 1,
        ChildrenInBirth = 2,
        PaperNumber = 50_000 + Number,
        ChildName = Child + " Em",
    };

    public JsonObject Declaration()
    {
        var home = Home ?? Commune;
        var declaration = new JsonObject
        {
            ["registration"] = new JsonObject { ["commune"] = Commune, ["case"] = "in-time", ["copies"] = 1 },
            ["child"] = new JsonObject
            {
                ["fullName"] = Child,
                ["sex"] = "female",
                ["birthDate"] = BirthDate,
                ["birthTime"] = "06:30",
                ["birthPlace"] = new JsonObject { ["facility"] = Facility },
                ["ethnicity"] = "Kinh",
                ["nationality"] = "Việt Nam",
                ["hometown"] = "Quê mẫu",
                ["birthOrder"] = BirthOrder,
                ["childrenInBirth"] = ChildrenInBirth,
                ["weightGrams"] = 3200,
            },
            ["mother"] = Parent(MotherName, MotherBorn, MotherId, home),
            ["father"] = Parent(FatherName, FatherBorn, FatherId, home),
            ["applicant"] = new JsonObject
            {
                ["fullName"] = MotherName,
                ["relationship"] = "mother",
                ["personalId"] = MotherId,
                ["phone"] = Phone,
            },
            ["residence"] = new JsonObject { ["commune"] = home, ["detail"] = "so.nha.mau." + Number, ["with"] = "mother" },
            ["insurance"] = new JsonObject { ["facility"] = Facility },
            ["result"] = new JsonObject { ["by"] = "electronic" },
        };
        if (HasPaper)
        {
            declaration["hospitalPaper"] = new JsonObject { ["certificateCode"] = Certificate, ["issuedOn"] = BirthDate };
        }

        if (WantsIdentityCard is { } wanted)
        {
            declaration["identityCard"] = new JsonObject { ["wanted"] = wanted };
        }

        if (Records.Count > 0)
        {
            declaration["records"] = new JsonArray([.. Records.Select(r => new JsonObject { ["type"] = r.Type, ["sha256"] = r.Sha256 })]);
        }

        return declaration;
    }

    /// <summary>The body of <c>POST dossiers</c>.</summary>
    public JsonObject Filing(Action<JsonObject>? change = null)
    {
        var declaration = Declaration();
        change?.Invoke(declaration);
        return new JsonObject { ["procedure"] = Procedure, ["declaration"] = declaration };
    }

    /// <summary>The hospital's notice of the birth.</summary>
    public JsonObject Notice(Action<JsonObject>? change = null)
    {
        var notice = new JsonObject
        {
            ["certificateCode"] = Certificate,
            ["issuedAt"] = BirthDate + "T09:00:00+07:00",
            ["facility"] = Facility,
            ["mother"] = new JsonObject
            {
                ["fullName"] = MotherName,
                ["birthDate"] = "1998-03-02",
                ["personalId"] = MotherId,
                ["residence"] = new JsonObject { ["commune"] = Commune, ["detail"] = "so.nha.mau." + Number },
            },
            ["child"] = new JsonObject
            {
                ["birthDate"] = BirthDate,
                ["birthTime"] = "06:30",
                ["sex"] = "female",
                ["weightGrams"] = 3200,
                ["birthOrder"] = BirthOrder,
                ["childrenInBirth"] = ChildrenInBirth,
            },
        };
        change?.Invoke(notice);
        return notice;
    }

    /// <summary>The body of a question for a prefilled declaration: the mother declares.</summary>
    public JsonObject PrefillQuestion(bool withPaper = false)
    {
        var question = new JsonObject
        {
            ["persons"] = new JsonArray(
                Person("mother", MotherId, MotherName, MotherBorn), Person("father", FatherId, FatherName, FatherBorn), Person("applicant", MotherId, MotherName, MotherBorn)),
        };
        if (withPaper)
        {
            question["paper"] = Certificate;
        }

        return question;

        static JsonObject Person(string role, string id, string name, string born) =>
            new() { ["role"] = role, ["personalId"] = id, ["fullName"] = name, ["birthDate"] = born };
    }

    /// <summary>The body of a question for records of the mother's, with her consent.</summary>
    public JsonObject ReuseQuestion(string consentAt = "2026-09-07T07:55:00+07:00") => new()
    {
        ["procedure"] = Procedure,
        ["persons"] = new JsonArray(Agreeing(MotherId, MotherName, MotherBorn, MotherId, "self", consentAt)),
    };

    /// <summary>A person in such a question, and whose consent it is.</summary>
    public static JsonObject Agreeing(string id, string name, string born, string giver, string relation, string at) => new()
    {
        ["personalId"] = id,
        ["fullName"] = name,
        ["birthDate"] = born,
        ["consent"] = new JsonObject
        {
            ["givenBy"] = giver,
            ["as"] = relation,
            ["how"] = "portal-otp",
            ["givenAt"] = at,
            ["purpose"] = Procedure,
            ["reference"] = "DY-0001",
        },
    };

    /// <summary>The parents as the population database knows them.</summary>
    public IReadOnlyList<SyntheticPerson> KnownParents =>
    [
        Known(MotherId, MotherName, MotherBorn, "female"),
        Known(FatherId, FatherName, FatherBorn + "-05", "male"),
    ];

    /// <summary>The bytes of a scan that no other family has.</summary>
    public byte[] Scan(string what = "scan") => System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7\n% {what} {Number} {JsonSerializer.Serialize(Child)}\n%%EOF\n");

    private SyntheticPerson Known(string id, string name, string born, string sex) =>
        new(PersonalId.Parse(id), name, PartialDate.Parse(born))
        {
            Sex = sex,
            Residence = (CommuneCode.Parse(Home ?? Commune), "Nhà mẫu"),
            SocialInsuranceNumber = SocialInsuranceNumber.Parse("1" + id[3..]),
        };

    private static JsonObject Parent(string name, string born, string id, string commune) => new()
    {
        ["fullName"] = name,
        ["birthDate"] = born,
        ["personalId"] = id,
        ["ethnicity"] = "Kinh",
        ["nationality"] = "Việt Nam",
        ["residence"] = new JsonObject { ["commune"] = commune, ["detail"] = "Nhà mẫu" },
    };
}
