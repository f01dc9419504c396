using System.Text.Json.Nodes;

namespace LienThong.Simulator.Tests.Plays;

/// <summary>The simulator as whoever types its command sees it.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Run_Json_EndsWithOneJsonObjectAndKeepsTheDataFolder()
    {
        using var folder = new TempFolder();
        var data = Path.Combine(folder.Path, "data");
        var (exitCode, output, errors) = await SimulatorProcess.RunAsync(
            "--json", "--dossiers", "4", "--days", "3", "--seed", "5", "--data", data);
        Assert.Equal((0, ""), (exitCode, errors));
        var last = JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!;
        Assert.Equal(4, last["filed"]!.GetValue<int>());
        Assert.Equal(0, last["lost"]!.GetValue<int>());
        Assert.Equal(5, last["seed"]!.GetValue<int>());
        Assert.True(last["elapsedSeconds"]!.GetValue<double>() > 0);
        Assert.True(File.Exists(Path.Combine(data, "partners.json")));

        var again = await SimulatorProcess.RunAsync("--json", "--data", data);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains(data, again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnknownOption_IsRefused()
    {
        var (exitCode, output, errors) = await SimulatorProcess.RunAsync("--dosiers", "4");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("--dosiers", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UrlWithAFolderThatIsNoApps_IsRefusedAndLeavesItAlone()
    {
        using var folder = new TempFolder();
        var (exitCode, _, errors) = await SimulatorProcess.RunAsync("--url", "http://127.0.0.1:9", "--data", folder.Path);
        Assert.Equal(2, exitCode);
        Assert.Contains(folder.Path, errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Run_Help_ShowsTheOptions()
    {
        var (exitCode, output, _) = await SimulatorProcess.RunAsync("--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("--dossiers N", output, StringComparison.Ordinal);
    }
}
