namespace LienThong.App.OneMachine;

/// <summary>Where one machine keeps everything.</summary>
public static class DataFolder
{
    /// <summary>What <c>--data</c> or the setting <c>Data</c> says; <c>data</c> in the current folder otherwise.</summary>
    public static string Of(IConfiguration configuration) => Path.GetFullPath(configuration["Data"] ?? "data");

    /// <summary>Where law files stand that replace or add to the built-in ones; null when there are none.</summary>
    public static string? LawOf(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "law");
        return Directory.Exists(folder) ? folder : null;
    }
}
