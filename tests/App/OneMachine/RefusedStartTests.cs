using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.OneMachine;

/// <summary>A start that is refused, in a process of its own: a reason that people can read, and an exit code that scripts can.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("runtime.db", "", "store.damaged: ")]
    [InlineData("dossiers.db", "This is a letter and no database, although it is long enough to be one.", "storage.not-a-database: ")]
    [InlineData("partners.json", "{", "partners.json: ")]
    [InlineData("law/agencies.json", "{", "agencies.json")]
    public async Task Start_FileThatIsNotSound_SaysWhichAndEndsWithAnExitCode(string file, string content, string reason)
    {
        var path = Path.Combine(_folder.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content);

        var (exitCode, errors) = await RunAsync("http://127.0.0.1:0");

        Assert.Equal(1, exitCode);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), errors, StringComparison.Ordinal);
        IsNoDump(errors);
        Assert.Equal(content, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Start_PortOfAnotherProgram_SaysWhichAndEndsWithAnExitCode()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}";

        var (exitCode, errors) = await RunAsync(address);

        Assert.Equal(1, exitCode);
        Assert.Contains(address, errors, StringComparison.Ordinal);
        IsNoDump(errors);
    }

    [Fact]
    public async Task Start_FolderThatCannotBeWritten_SaysSoAndEndsWithAnExitCode()
    {
        // The kernel's own file system takes no folder from anybody, not even from root; nor does a file.
        var folder = OperatingSystem.IsLinux() ? "/proc/lien-thong" : typeof(Platform).Assembly.Location;

        var (exitCode, errors) = await RunAsync("http://127.0.0.1:0", folder);

        Assert.Equal(1, exitCode);
        Assert.Contains(".not-writable: ", errors, StringComparison.Ordinal);
        Assert.Contains(folder, errors, StringComparison.Ordinal);
        IsNoDump(errors);
    }

    private static void IsNoDump(string errors)
    {
        Assert.DoesNotContain("Unhandled exception", errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Errors)> RunAsync(string url, string? folder = null)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { typeof(Platform).Assembly.Location, "--data", folder ?? _folder.Path, "--urls", url },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.Path,
        })!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(Patience);
            await output;
            return (process.ExitCode, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
