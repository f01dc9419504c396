namespace LienThong.Simulator.Tests.Plays;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lien-thong-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
