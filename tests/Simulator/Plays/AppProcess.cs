using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LienThong.Simulator.Tests.Plays;

/// <summary>The app in a process of its own, that can be killed and started again where it was.</summary>
internal sealed class AppProcess : IDisposable
{
    private readonly string _data;
    private readonly List<string> _said = [];
    private Process? _process;

    public AppProcess(string data)
    {
        _data = data;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    /// <summary>Where it serves, the same after every start.</summary>
    public Uri Address { get; }

    /// <summary>What it wrote, for the message of a test that fails.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return string.Join(Environment.NewLine, _said);
            }
        }
    }

    /// <summary>Starts it; it may take a while until it serves.</summary>
    public void Start()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(AppProgram).Assembly.Location,
                "--data", _data,
                "--urls", Address.ToString(),
                "--Logging:LogLevel:Default", "Warning",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        })!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Kills it as a power cut would (SIGKILL), and waits until it is gone.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            Kill();
        }

        _process?.Dispose();
    }

    // Below the range from which outgoing connections take theirs: nobody else gets the port while the app is dead.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next draw.
            }
        }
    }

    private void Keep(string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            lock (_said)
            {
                _said.Add(line);
            }
        }
    }
}
