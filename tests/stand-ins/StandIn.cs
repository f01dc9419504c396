using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LienThong.StandIns;

/// <summary>
/// What stands in for Azure on this machine: a program of Node.js on a free port of 127.0.0.1, with nothing in it. It ends with whoever
/// started it, however that ends: the other end of its standard input is then gone.
/// </summary>
internal sealed partial class StandIn : IDisposable
{
    // What these programs take for the key of their one account; everybody knows it, and it opens nothing else.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;

    private StandIn(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The connection string of a Cosmos DB.</summary>
    public string Cosmos => $"AccountEndpoint={Address};AccountKey={Key}";

    /// <summary>The connection string of a Blob Storage.</summary>
    public string Blobs => $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};BlobEndpoint={Address}devstoreaccount1";

    private static string Folder { get; } = Path.Combine(Root(), "tests", "stand-ins");

    public static async Task<StandIn> StartCosmosAsync()
    {
        // The stand-in plans no queries; with this the SDK does it by itself on Linux, as it always does on Windows.
        Environment.SetEnvironmentVariable("AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX", "true");
        return await StartAsync("cosmos.js");
    }

    public static Task<StandIn> StartBlobsAsync() => StartAsync(
        "node_modules/azurite/dist/src/blob/main.js", "--blobHost", "127.0.0.1", "--blobPort", "0",
        "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry");

    /// <summary>Leaves it alone, as a killed process does; completes when it has ended.</summary>
    public Task AbandonAsync()
    {
        _process.StandardInput.Close();
        return _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static async Task<StandIn> StartAsync(params IEnumerable<string> script)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            throw new InvalidOperationException($"The stand-ins are not installed: run 'npm ci' in {Folder}. 'dotnet test' does so by itself.");
        }

        var process = Process.Start(new ProcessStartInfo("node", ["--require", "./end-with-parent.js", .. script])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                // Nobody reads the rest, and a full pipe would stop it.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new StandIn(process, new Uri(match.Value));
            }
        }

        throw new InvalidOperationException($"{string.Join(' ', script)} ended before it listened.");
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run within the repository.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*")]
    private static partial Regex Listening();
}
