namespace LienThong.App.OneMachine;

/// <summary>Where one machine keeps everything.</summary>
public static class DataFolder
{
    /// <summary>What <c>--data</c> or the setting <c>Data</c> says; <c>data</c> in the current folder otherwise.</summary>
    public static string Of(IConfiguration configuration) => Path.GetFullPath(configuration["Data"] ?? "data");
}
