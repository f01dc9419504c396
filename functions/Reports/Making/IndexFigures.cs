using LienThong.Procedures.Faults;
using LienThong.Reports.Figures;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Making;

/// <summary>The indicators of the service-quality index of Decision 766/QĐ-TTg that the system's data carry, each with what is divided by
/// what.</summary>
internal static class IndexFigures
{
    /// <param name="unit">What was counted.</param>
    /// <param name="nameOf">The name of a procedure.</param>
    /// <param name="measures">With the country's report: what was measured of all agencies; empty otherwise.</param>
    public static IReadOnlyList<IndexGroup> Of(UnitTally unit, Func<string, Localized> nameOf, IReadOnlyCollection<AgencyMeasures> measures)
    {
        var whole = unit.Procedures.Select(procedure => unit.Parts(procedure).GetValueOrDefault(FactKey.Whole)).OfType<CaseTally>().ToList();
        return
        [
            new(2, new("Tiến độ giải quyết", "Progress of handling"),
            [
                new("2.1", new("Hồ sơ đúng hạn và trước hạn", "Dossiers on or before time"),
                    new("(hồ sơ kết thúc đúng hoặc trước hạn + hồ sơ đang giải quyết còn trong hạn) ÷ (hồ sơ kết thúc + đang giải quyết)",
                        "(ended on or before time + open within the limit) ÷ (ended + open)"),
                    Shares(OnTime), null, null),
                .. unit.Procedures.Where(procedure => unit.Parts(procedure).ContainsKey(FactKey.Whole)).Select(procedure =>
                    new IndexIndicator("2.2",
                        new($"Thời gian giải quyết trung bình: {nameOf(procedure).Vi}", $"Mean handling time: {nameOf(procedure).En}"),
                        new("tổng số giờ làm việc từ khi nộp đến khi xong (trừ thời gian chờ bổ sung) ÷ số hồ sơ xong",
                            "working hours from filing to the end (without waits for supplements) ÷ dossiers done"),
                        null, Means(unit.Parts(procedure)[FactKey.Whole]), null)),
            ]),
            new(3, new("Cung cấp dịch vụ và thanh toán trực tuyến", "Online services and payment"),
            [
                .. measures.Count == 0 ? Array.Empty<IndexIndicator>() :
                [
                    new("3.2", new("Dịch vụ công trực tuyến phát sinh hồ sơ", "Online services with dossiers"),
                        new("DVCTT có hồ sơ trực tuyến ÷ DVCTT", "online services with an online dossier ÷ online services"),
                        Measured(agency => agency.Value(Indicator.ServicesUsed)?.Share ?? default), null, null),
                ],
                new("3.3", new("Hồ sơ nộp trực tuyến", "Dossiers filed online"),
                    new("hồ sơ nộp trực tuyến (kể cả qua đại lý) ÷ hồ sơ đã nộp; chưa xét kết quả điện tử và tỷ lệ đồng bộ",
                        "filed online (by agents too) ÷ filed; electronic results and the rate of synchronisation are not looked at"),
                    Shares((t, _) => new(t[Counted.FiledOnline] + t[Counted.FiledByAgent], t[Counted.Filed])), null, 50),
                .. measures.Count == 0 ? Array.Empty<IndexIndicator>() :
                [
                    new("3.6", new("Thanh toán trực tuyến", "Online payment"),
                        new("hồ sơ trả phí trực tuyến ÷ hồ sơ có phí", "dossiers paid online ÷ dossiers that bear a fee"),
                        Measured(agency => agency.PaidOnline), null, null),
                ],
            ]),
            new(4, new("Số hóa hồ sơ", "Digitisation"),
            [
                new("4.1", new("Cấp kết quả điện tử", "Electronic results"),
                    new("hồ sơ xong có tệp kết quả của mọi bước xong, tính vào kỳ có đủ cả hai ÷ hồ sơ xong trong kỳ",
                        "done with a digital record of every result, in the period in which both became true ÷ done in the period"),
                    Shares((t, _) => new(t[Counted.DoneWithRecords], t[Counted.Done])), null, null),
                new("4.3", new("Khai thác, sử dụng lại dữ liệu số hóa", "Reuse of digitised records"),
                    new("hồ sơ có ít nhất một giấy tờ dùng lại ÷ hồ sơ đã nộp", "filed with at least one record taken over ÷ filed"),
                    Shares((t, _) => new(t[Counted.FiledWithReuse], t[Counted.Filed])), null, 80),
                new("4.4", new("Chia sẻ với kho quản lý dữ liệu điện tử", "Shared with the citizen's repository"),
                    new("hồ sơ xong có kết quả được kho xác nhận trong kỳ ÷ hồ sơ xong trong kỳ",
                        "done, with results that the repository confirmed in the period ÷ done in the period"),
                    Shares((t, _) => new(t[Counted.DoneAndShared], t[Counted.Done])), null, null),
                new("4.5", new("Khai thác dữ liệu dân cư", "Use of population data"),
                    new("hồ sơ được tra cứu hoặc điền sẵn từ dữ liệu dân cư trong kỳ ÷ hồ sơ đã nộp trong kỳ (trên 100 % khi có hồ sơ nộp kỳ trước)",
                        "looked up in or filled in from the population database in the period ÷ filed in the period (above 100 % when some were filed before it)"),
                    Shares((t, _) => new(t[Counted.FiledWithPopulation], t[Counted.Filed])), null, null),
            ]),
        ];

        Paired<Share> Shares(Func<Tally, CaseTally, Share> of) => new(
            whole.Aggregate(default(Share), (sum, tally) => sum + of(tally.Week, tally)),
            whole.Aggregate(default(Share), (sum, tally) => sum + of(tally.Cumulative, tally)));

        Paired<Share> Measured(Func<MeasuredSum, Share> of) => new(
            measures.Aggregate(default(Share), (sum, agency) => sum + of(agency.Week)),
            measures.Aggregate(default(Share), (sum, agency) => sum + of(agency.Now)));
    }

    private static Share OnTime(Tally tally, CaseTally stands)
    {
        var inTime = tally[Counted.BeforeTime] + tally[Counted.OnTime];
        return new(inTime + stands.Open - stands.OpenLate, inTime + tally[Counted.Late] + stands.Open);
    }

    private static Paired<decimal?> Means(CaseTally tally) => new(Mean(tally.Week.Durations), Mean(tally.Cumulative.Durations));

    private static decimal? Mean(Histogram minutes) => minutes.Count == 0 ? null : Hours.Of((decimal)minutes.Sum / minutes.Count);
}
