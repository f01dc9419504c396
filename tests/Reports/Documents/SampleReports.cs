using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Reports.Documents;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Tests.Documents;

/// <summary>Reports that hold something of everything. All figures are made up, but for tables 1, 3 and 5.</summary>
internal static class SampleReports
{
    private static readonly ReportPeriod Week = new(new DateOnly(2026, 9, 7), new DateOnly(2026, 9, 13));
    private static readonly ReportPeriod Cumulative = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 9, 13));

    private static readonly string[] Provinces =
    [
        "Thành phố Hà Nội", "Tỉnh Cao Bằng", "Tỉnh Tuyên Quang", "Tỉnh Lào Cai", "Tỉnh Quảng Ninh", "Thành phố Hải Phòng", "Thành phố Huế",
        "Thành phố Đà Nẵng", "Tỉnh Gia Lai", "Tỉnh Đắk Lắk", "Thành phố Hồ Chí Minh", "Thành phố Cần Thơ",
    ];

    private static readonly string[] Communes = ["Phường Ba Đình", "Phường Ngọc Hà", "Phường Tương Mai", "Xã Sóc Sơn", "Xã Đông Anh"];

    /// <summary>The country's, with a changed edition, sources that are wanting, and a ministry of which nothing was measured.</summary>
    public static WeeklyReport National { get; } = new()
    {
        Week = new IsoWeek(2026, 37),
        Period = Week,
        Cumulative = Cumulative,
        Scope = ReportScope.National,
        ScopeName = new Localized("Cả nước", "Viet Nam"),
        Edition = 2,
        Provisional = false,
        Empty = false,
        AsOf = new DateTimeOffset(2026, 9, 13, 17, 0, 0, TimeSpan.Zero),
        Sources = new SourceCompleteness(63, 61,
        [
            new("H04", new Localized("Tỉnh Cao Bằng", "Cao Bang province"), SourceFault.Late, [new DateOnly(2026, 9, 12), new DateOnly(2026, 9, 13)], new DateTimeOffset(2026, 9, 12, 1, 2, 3, TimeSpan.Zero)),
            new("G20", new Localized("Ủy ban Dân tộc", "Committee for Ethnic Minority Affairs"), SourceFault.Silent, [], null),
        ]),
        Tables =
        [
            Table(1, Indicator.Visits, AgencyGroup.Ministries, null, "Tổng số lượt truy cập Cổng Thông tin điện tử của các bộ", "Visits to the portals of ministries",
                [("Bộ Y tế", 10_688_901, 0), ("Bộ Giáo dục và Đào tạo", 2_572_059, 0), ("Bộ Thông tin và Truyền thông", 2_224_681, 0)],
                [("Bộ Kế hoạch và Đầu tư", 783_964, 0), ("Bộ Tài nguyên và Môi trường", 323_307, 0), ("Bộ Lao động – Thương binh và Xã hội", 249_666, 0)]),
            Table(2, Indicator.Visits, AgencyGroup.Localities, null, "Tổng số lượt truy cập Cổng Thông tin điện tử của các địa phương", "Visits to the portals of localities",
                [.. Provinces.Take(5).Select((name, i) => (name, 9_000_000L - (i * 1_234_567), 0L))], [.. Provinces.Skip(5).Take(5).Select((name, i) => (name, 400_000L - (i * 91_234), 0L))]),
            Table(3, Indicator.ServicesUsed, AgencyGroup.Ministries, 80, "Tỷ lệ DVCTT phát sinh hồ sơ trực tuyến của các bộ", "Online services with online dossiers, ministries",
                [("Bộ Nông nghiệp và Phát triển nông thôn", 40, 40), ("Bộ Ngoại giao", 30, 30), ("Bộ Kế hoạch và Đầu tư", 49, 53)],
                [("Bộ Khoa học và Công nghệ", 43, 89), ("Bộ Văn hóa, Thể thao và Du lịch", 17, 52), ("Bộ Tư pháp", 13, 49)]),
            Table(4, Indicator.ServicesUsed, AgencyGroup.Localities, 80, "Tỷ lệ DVCTT phát sinh hồ sơ trực tuyến của các địa phương", "Online services with online dossiers, localities",
                [.. Provinces.Take(5).Select((name, i) => (name, 971L - (i * 31), 1000L))], [.. Provinces.Skip(5).Take(3).Select((name, i) => (name, 210L - (i * 70), 1000L))]),
            Table(5, Indicator.HandledOnline, AgencyGroup.Ministries, 50, "Tỷ lệ hồ sơ xử lý trực tuyến của các bộ", "Dossiers handled online, ministries",
                [("Bộ Ngoại giao", 100, 100), ("Bộ Nội vụ", 9871, 10000), ("Bộ Giáo dục và Đào tạo", 9333, 10000)],
                [("Bộ Khoa học và Công nghệ", 5398, 10000), ("Bộ Văn hóa, Thể thao và Du lịch", 2568, 10000), ("Bộ Xây dựng", 1381, 10000)]),
            Table(6, Indicator.HandledOnline, AgencyGroup.Localities, 50, "Tỷ lệ hồ sơ xử lý trực tuyến của các địa phương", "Dossiers handled online, localities",
                [.. Provinces.Take(5).Select((name, i) => (name, 8_800L - (i * 431), 10_000L))], [.. Provinces.Skip(5).Take(5).Select((name, i) => (name, 3_100L - (i * 570), 10_000L))]),
            Table(null, Indicator.FullOnline, AgencyGroup.Ministries, null, "Tỷ lệ hồ sơ trực tuyến toàn trình của các bộ", "Dossiers handled wholly online, ministries",
                [("Bộ Ngoại giao", 93, 100), ("Bộ Công an", 90, 100)], []),
            Table(null, Indicator.FullOnline, AgencyGroup.Localities, null, "Tỷ lệ hồ sơ trực tuyến toàn trình của các địa phương", "Dossiers handled wholly online, localities", [], []),
        ],
        National =
        [
            new(Indicator.Visits, new("Tổng số lượt truy cập Cổng Thông tin điện tử của cả nước", "Visits to the portals, whole country"), Measure.Of(50_131_007), 12_345, null),
            new(Indicator.ServicesUsed, new("Tỷ lệ DVCTT phát sinh hồ sơ trực tuyến của cả nước", "Online services with online dossiers, whole country"), Measure.Of(new Share(5_111, 8_313)), -0.5m, 80),
            new(Indicator.HandledOnline, new("Tỷ lệ hồ sơ xử lý trực tuyến của cả nước", "Dossiers handled online, whole country"), Measure.Of(new Share(81_001, 150_100)), null, 50),
            new(Indicator.FullOnline, new("Tỷ lệ hồ sơ trực tuyến toàn trình của cả nước", "Dossiers handled wholly online, whole country"), Measure.Of(new Share(183, 200)), null, null),
        ],
        Groups = [Birth(Provinces.Select((name, i) => ($"{i + 1:00}", name))), Death([])],
        Common = Common,
        Index = Index,
        Trend = Trend,
        Late = [],
    };

    /// <summary>A province's, with late dossiers.</summary>
    public static WeeklyReport Province { get; } = National with
    {
        Scope = ReportScope.Of(ProvinceCode.Parse("01")),
        ScopeName = new Localized("Thành phố Hà Nội", "Hanoi city"),
        Edition = 1,
        Tables = [],
        National = [],
        Groups = [Birth(Communes.Select((name, i) => ($"{(i + 1) * 4:00000}", name)))],
        Late =
        [
            new("G22.99.08-260904-0481516", "3.000722", "00004", "residence", new DateTimeOffset(2026, 9, 8, 10, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 9, 9, 3, 15, 0, TimeSpan.Zero), 3.5m),
            new("G22.99.08-260901-0902311", "3.000722", "00008", null, new DateTimeOffset(2026, 9, 4, 10, 0, 0, TimeSpan.Zero), null, 48m),
        ],
    };

    /// <summary>The country's in the middle of a week, of which nothing is known.</summary>
    public static WeeklyReport Nothing { get; } = National with
    {
        Edition = 1,
        Provisional = true,
        Empty = true,
        AsOf = new DateTimeOffset(2026, 9, 9, 4, 30, 0, TimeSpan.Zero),
        Sources = new SourceCompleteness(63, 0, []),
        Tables = [],
        National = [],
        Groups = [],
        Index = [],
        Trend = [new TrendPoint(new IsoWeek(2026, 37), 0, 0, default, null)],
    };

    /// <summary>All of them, by the name of their golden files.</summary>
    public static IReadOnlyDictionary<string, WeeklyReport> All { get; } =
        new Dictionary<string, WeeklyReport> { ["national"] = National, ["province"] = Province, ["nothing"] = Nothing };

    /// <summary>The names of all of them in each language.</summary>
    public static TheoryData<string, ReportLanguage> InBothLanguages
    {
        get
        {
            var data = new TheoryData<string, ReportLanguage>();
            foreach (var name in All.Keys)
            {
                data.Add(name, ReportLanguage.Vietnamese);
                data.Add(name, ReportLanguage.English);
            }

            return data;
        }
    }

    private static CommonFigures Common => new(
        new(new Share(1_377, 1_402), new Share(51_200, 53_018)), new(new Share(16_202, 21_871), new Share(622_118, 840_230)), new(default, new Share(812, 90_001)),
        [new("birth-date-format", new(12, 401)), new("personal-id-length", new(3, 77))], 8)
    {
        FormsPrefilled = new(new Share(16_202, 44_310), new Share(622_118, 1_701_377)),
    };

    private static IReadOnlyList<IndexGroup> Index =>
    [
        new(2, new Localized("Tiến độ giải quyết", "Progress"),
        [
            new("2.1", new Localized("Hồ sơ trước hạn và đúng hạn", "Dossiers on or before time"), new Localized("hồ sơ đúng hạn ÷ hồ sơ đã và đang giải quyết", "on time ÷ handled"), new(new Share(7_702, 7_898), new Share(301_992, 312_001)), null, null),
            new("2.2", new Localized("Thời gian giải quyết trung bình", "Mean handling time"), new Localized("tổng thời gian ÷ số hồ sơ có kết quả", "total time ÷ done"), null, new(17.32m, 18.04m), null),
        ]),
        new(4, new Localized("Số hóa hồ sơ", "Digitising"),
        [
            new("4.3", new Localized("Khai thác, sử dụng lại dữ liệu số hóa", "Reuse of digitised data"), new Localized("hồ sơ có giấy tờ dùng lại ÷ hồ sơ", "with a reused record ÷ all"), new(default, new Share(700, 90_001)), null, 80m),
        ]),
    ];

    private static IReadOnlyList<TrendPoint> Trend =>
    [
        .. Enumerable.Range(26, 12).Select(week => week == 29
            ? new TrendPoint(new IsoWeek(2026, week), 0, 0, default, null)
            : new TrendPoint(new IsoWeek(2026, week), 7_000 + (week % 5 * 311), 6_900 + (week % 4 * 255), new Share(6_650 + (week % 4 * 260), 6_900 + (week % 4 * 255) + 30), 17m + (week % 3))),
    ];

    private static RankedTable Table(
        int? number, Indicator indicator, AgencyGroup of, decimal? target, string vi, string en, (string Name, long Part, long Whole)[] highest, (string Name, long Part, long Whole)[] lowest) => new()
    {
        Indicator = indicator,
        Of = of,
        Number = number,
        Title = new Localized(vi, en),
        Note = indicator switch
        {
            Indicator.Visits => new("tổng số lượt truy cập từ 01/01.", "visits since 1 January."),
            Indicator.ServicesUsed => new("số DVCTT có phát sinh hồ sơ trực tuyến ÷ tổng số DVCTT.", "online services with at least one online dossier ÷ online services."),
            Indicator.HandledOnline => new("số hồ sơ xử lý trực tuyến ÷ tổng số hồ sơ TTHC đã giải quyết.", "dossiers handled online ÷ all dossiers resolved."),
            _ => new("số hồ sơ trực tuyến toàn trình ÷ tổng số hồ sơ của các TTHC có DVCTT toàn trình.", "dossiers handled wholly online ÷ all dossiers of such services."),
        },
        Highest = [.. highest.Select((row, i) => Row(i, row, number is 2))],
        Lowest = [.. lowest.Select((row, i) => Row(i, row, number is 2))],
        NotMeasured = number == 3 ? [new MeasuredAgency("G20", new Localized("Ủy ban Dân tộc", "Committee for Ethnic Minority Affairs"))] : [],
        Total = indicator == Indicator.Visits
            ? Measure.Of(highest.Concat(lowest).Sum(row => row.Part))
            : Measure.Of(new Share(highest.Concat(lowest).Sum(row => row.Part), highest.Concat(lowest).Sum(row => row.Whole))),
        Target = target,
        TotalChange = number switch { 2 => 12_345, 3 => -0.5m, 5 => 0m, _ => null },
    };

    private static RankedRow Row(int i, (string Name, long Part, long Whole) row, bool hasChange) => new(
        i + 1, new MeasuredAgency($"G{i:00}", new Localized(row.Name, row.Name)), row.Whole == 0 ? Measure.Of(row.Part) : Measure.Of(new Share(row.Part, row.Whole)),
        hasChange ? (i - 1) * 10_101 : null);

    private static LinkedGroup Birth(IEnumerable<(string Code, string Name)> units) => new()
    {
        Procedure = "3.000722",
        Name = new("Đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế, cấp thẻ căn cước cho trẻ em dưới 6 tuổi", "Birth registration, permanent residence, health insurance card and identity card for a child under six"),
        Dossiers = Case(5_601),
        Steps = BirthSteps(5_601),
        Units = [.. units.Select((unit, i) => new UnitOfGroup(unit.Code, new Localized(unit.Name, unit.Name), Case(40 + (i * 17)), BirthSteps(40 + (i * 17))))],
    };

    private static IReadOnlyList<StepOfGroup> BirthSteps(long filed) =>
    [
        new("birth", new("Đăng ký khai sinh", "Birth registration"), Case(filed)),
        new("residence", new("Đăng ký thường trú", "Permanent residence registration"), Case(filed * 9 / 10)),
        new("insurance", new("Cấp thẻ bảo hiểm y tế", "Health insurance card"), Case(filed * 95 / 100)),
        new("identity", new("Cấp thẻ căn cước", "Identity card"), Case(0)),
    ];

    private static LinkedGroup Death(IReadOnlyList<UnitOfGroup> units) => new()
    {
        Procedure = "2.002913",
        Name = new("Đăng ký khai tử, xóa đăng ký thường trú, hỗ trợ chi phí mai táng, trợ cấp tử tuất", "Death registration, deletion of residence, funeral support, survivorship"),
        Dossiers = Case(2_616),
        Steps = [new("death", new("Đăng ký khai tử", "Death registration"), Case(2_616)), new("residence-deletion", new("Xóa đăng ký thường trú", "Deletion of residence"), Case(2_431))],
        Units = units,
    };

    private static Paired<CaseFigures> Case(long filed) => new(Figures(filed), Figures(filed * 37));

    private static CaseFigures Figures(long filed)
    {
        var (late, before) = (filed / 41, filed * 3 / 5);
        var done = filed * 93 / 100;
        return new()
        {
            Filed = filed,
            Accepted = filed * 99 / 100,
            Supplemented = filed / 19,
            Refused = filed / 53,
            Rejected = filed / 211,
            Withdrawn = filed / 401,
            Done = done,
            BeforeTime = before,
            OnTime = done - before - late,
            Late = late,
            Open = filed / 21,
            OpenLate = filed / 301,
            InTime = new Share(done - late, done),
            Duration = filed == 0 ? new Spread(0, null, null) : new Spread(done, 11.25m, 16.6m),
            Waiting = filed == 0 ? new Spread(0, null, null) : new Spread(filed, 1.05m, 4m),
            Stuck = filed / 97,
        };
    }
}
