namespace LienThong.Embedded.Tests.Hosting;

/// <summary>A folder of its own for a test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lien-thong-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
