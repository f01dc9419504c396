using LienThong.Storage.Files;

namespace LienThong.Storage.Tests.Files;

public sealed class NewFileTests
{
    [Fact]
    public async Task TryName_ManyAtOnce_OneWinsAndItsContentStays()
    {
        using var folder = new TempFolder();
        const int Tries = 300;
        const int Writers = 4;
        using var together = new Barrier(Writers);
        var won = new bool[Tries, Writers];

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < Tries; i++)
                {
                    var draft = Path.Combine(folder.Path, $"{i}-{writer}");
                    File.WriteAllText(draft, $"{writer}");
                    together.SignalAndWait();
                    won[i, writer] = NewFile.TryName(draft, Path.Combine(folder.Path, $"{i}"));
                }
            },
            TaskCreationOptions.LongRunning)));

        for (var i = 0; i < Tries; i++)
        {
            var winner = Assert.Single(Enumerable.Range(0, Writers), writer => won[i, writer]);
            Assert.Equal($"{winner}", File.ReadAllText(Path.Combine(folder.Path, $"{i}")));
        }

        Assert.Equal(Tries, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void TryName_NoFolder_SaysSoAndLeavesNoDraft()
    {
        using var folder = new TempFolder();
        var draft = Path.Combine(folder.Path, "draft");
        File.WriteAllText(draft, "");

        Assert.ThrowsAny<IOException>(() => NewFile.TryName(draft, Path.Combine(folder.Path, "none", "file")));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
