namespace LienThong.Reports.Making;

/// <summary>Minutes as the hours that are printed.</summary>
internal static class Hours
{
    /// <summary>Two decimals, half away from zero.</summary>
    public static decimal Of(decimal minutes) => Math.Round(minutes / 60, 2, MidpointRounding.AwayFromZero);
}
