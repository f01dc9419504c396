namespace LienThong.Simulator.Stories;

/// <summary>Names that nobody bears: every middle name is "Mẫu" or "Thử", that is "sample" or "trial".</summary>
internal static class Names
{
    private static readonly string[] Family = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"];
    private static readonly string[] Middle = ["Mẫu", "Thử"];
    private static readonly string[] Given =
    [
        "An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hạnh", "Khang", "Lan", "Linh", "Mai", "Minh", "Nam", "Ngân", "Phúc", "Quân",
        "Sơn", "Tâm", "Thảo", "Trang", "Trung", "Uyên", "Vân", "Việt", "Xuân", "Yến",
    ];

    private static readonly string[] Streets = ["Hoa Sen", "Cây Đa", "Bờ Hồ", "Giếng Nước", "Đồi Chè", "Bến Đò"];

    /// <summary>A family's surname.</summary>
    public static string Surname(Draws draws, int family) => draws.Pick(Family, family, "surname");

    /// <summary>A person's full name.</summary>
    /// <param name="surname">The surname.</param>
    /// <param name="draws">Chance.</param>
    /// <param name="family">The family's number.</param>
    /// <param name="role">Who in the family, for example "mother".</param>
    public static string Full(string surname, Draws draws, int family, string role) =>
        $"{surname} {draws.Pick(Middle, family, role + " middle")} {draws.Pick(Given, family, role + " given")}";

    /// <summary>House and street.</summary>
    public static string Address(Draws draws, int family) =>
        $"Số {1 + draws.Below(199, family, "house")} đường {draws.Pick(Streets, family, "street")}";
}
