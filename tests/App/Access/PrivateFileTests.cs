using LienThong.App.Access;
using LienThong.App.Tests.Harness;

namespace LienThong.App.Tests.Access;

public sealed class PrivateFileTests
{
    [Fact]
    public async Task Secrets_OfTheDataFolder_AreReadableByTheirOwnerOnly()
    {
        await using var app = await RunningApp.StartAsync();
        await app.FileAsync(new Family());
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var name in (string[])["issuer-key.pem", "hash-key", "function-keys.json", "dossiers.db"])
        {
            Assert.Equal((name, UnixFileMode.UserRead | UnixFileMode.UserWrite), (name, File.GetUnixFileMode(Path.Combine(app.Folder, name))));
        }
    }

    [Fact]
    public async Task ReadOrCreate_ManyAtOnce_AllReadTheSame()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "deep", "secret");

        var read = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => PrivateFile.ReadOrCreate(path, () => $"secret {i}"))));

        Assert.Single(read.Distinct());
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void HashKey_TooShortOrNoBase64_IsRefused(string key) => Assert.Throws<InvalidOperationException>(() => SecretKeys.FromSetting(key));
}
