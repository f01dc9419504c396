using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using LienThong.App.Access;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Crashes;

/// <summary>The app in a process of its own, that kills itself where it is told to and is started again over its folder.</summary>
internal sealed class KillableApp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder;
    private readonly TimeSpan _ahead;
    private Process? _process;
    private HttpClient? _portal;

    public KillableApp(string folder, TimeSpan ahead) => (_folder, _ahead) = (folder, ahead);

    /// <summary>How often activities have run, in all lives.</summary>
    public int Runs { get; private set; }

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>The portal's calls to it.</summary>
    public HttpClient Portal => _portal!;

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { typeof(KillableProgram).Assembly.Location, _folder, _ahead.ToString("c", CultureInfo.InvariantCulture) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,

            // It lives for one chain: too short to gain from learning what is hot.
            Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcServer"] = "0" },
        })!;
        var address = await HearAsync("serves") ?? throw new InvalidOperationException("The app did not start.");
        var token = TokenIssuer.Open(_folder, new ClockAhead(_ahead)).Issue("portal", TimeSpan.FromHours(12));
        _portal = new HttpClient
        {
            BaseAddress = new Uri(new Uri(address), "/api/v1/"),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
    }

    /// <summary>Says something to it and hears the answer.</summary>
    /// <returns>What it answered; null if it is dead.</returns>
    public async Task<string?> AskAsync(string what, string answer)
    {
        try
        {
            await _process!.StandardInput.WriteLineAsync(what);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It died before it heard that.
        }

        return await HearAsync(answer);
    }

    /// <summary>Waits until it is gone, and starts it again.</summary>
    public async Task StartAgainAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(Patience);
        Kills++;
        Dispose();
        await StartAsync();
    }

    public void Dispose()
    {
        _portal?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        _process = null;
    }

    /// <summary>Reads until that word comes.</summary>
    /// <returns>What came with it; null if the process ended before.</returns>
    private async Task<string?> HearAsync(string word)
    {
        while (await _process!.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith("ran ", StringComparison.Ordinal))
            {
                Runs++;
            }
            else if (line.StartsWith(word, StringComparison.Ordinal))
            {
                return line[word.Length..].Trim();
            }
        }

        return null;
    }
}
