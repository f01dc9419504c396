namespace LienThong.Storage.Tests;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lienthong-storage-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
