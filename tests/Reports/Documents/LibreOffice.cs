using System.ComponentModel;
using System.Diagnostics;

namespace LienThong.Reports.Tests.Documents;

/// <summary>LibreOffice without a window: the other office program that reports must open in. Where it is not installed and can be (root
/// on Debian), it is; elsewhere the tests fail and say what to install.</summary>
internal static class LibreOffice
{
    private const string Program = "soffice";
    private const string Packages = "libreoffice-writer-nogui libreoffice-calc-nogui";

    private static readonly TimeSpan ConversionTime = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan InstallationTime = TimeSpan.FromMinutes(8);

    /// <summary>Opens files and saves them as <paramref name="format"/>, all in one run, in the same folder.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, or does not do so in time.</exception>
    public static async Task ConvertAsync(string folder, string format, IEnumerable<string> files)
    {
        await InstalledAsync();

        // A profile of its own: one that somebody has open would answer in its place.
        var profile = new Uri(Path.Combine(folder, "profile")).AbsoluteUri;
        await RunAsync(ConversionTime, Program, [$"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", format, "--outdir", folder, .. files]);
        foreach (var file in files)
        {
            var saved = Path.ChangeExtension(file, format);
            if (!File.Exists(saved))
            {
                throw new InvalidOperationException($"LibreOffice did not open {Path.GetFileName(file)}.");
            }
        }
    }

    private static async Task InstalledAsync()
    {
        if (IsInstalled)
        {
            return;
        }

        if (Environment.UserName != "root" || !File.Exists("/etc/debian_version"))
        {
            throw new InvalidOperationException($"LibreOffice (soffice) is not installed. On Debian: apt-get install --no-install-recommends {Packages}");
        }

        Console.WriteLine($"LibreOffice is not installed; installing {Packages} with apt-get.");
        await RunAsync(InstallationTime, "apt-get", ["-q", "update"]);
        await RunAsync(InstallationTime, "apt-get", ["-q", "-y", "--no-install-recommends", "install", .. Packages.Split(' ')]);
        if (!IsInstalled)
        {
            throw new InvalidOperationException($"LibreOffice (soffice) is not on PATH although {Packages} were installed.");
        }
    }

    private static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    private static async Task RunAsync(TimeSpan time, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // English figures, whatever this machine speaks; and no questions.
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start) ?? throw new Win32Exception($"{program} did not start.");
        using var patience = new CancellationTokenSource(time);
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} took longer than {time.TotalMinutes} minutes and was ended.");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {string.Join('\n', await said)}");
        }
    }
}
