namespace LienThong.Reports.Documents;

/// <summary>The head of an official paper (Decree 30/2020/NĐ-CP): issuer and number on the left, the national motto with place and
/// day on the right.</summary>
/// <param name="Above">What the issuer belongs to, printed above it; null when nothing does.</param>
/// <param name="Issuer">Who issues the paper.</param>
/// <param name="Number">Its number: Số: 22/2022/BC-LT.</param>
/// <param name="PlaceAndDay">Hà Nội, ngày 03 tháng 6 năm 2022.</param>
public sealed record ReportHeading(string? Above, string Issuer, string Number, string PlaceAndDay)
{
    /// <summary>The name of the state, as every official paper begins.</summary>
    public static string State(ReportLanguage language) => language.Of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM");

    /// <summary>The national motto.</summary>
    public static string Motto(ReportLanguage language) => language.Of("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness");
}
