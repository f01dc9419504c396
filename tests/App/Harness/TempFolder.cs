namespace LienThong.App.Tests.Harness;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lienthong-app-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
