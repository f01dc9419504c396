namespace LienThong.Benchmarks.Durable;

/// <summary>A data folder that goes with who made it.</summary>
internal sealed class DataFolder(Settings settings) : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(
        System.IO.Path.Combine(settings.Folder, $"lien-thong-durable-{Guid.NewGuid():N}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
