using LienThong.App.Access;
using LienThong.App.OneMachine;
using LienThong.App.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.OneMachine;

/// <summary>What the app must not start with.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Start_BadFilesOfTheLaw_AreRefusedWithEveryFault()
    {
        await using var app = await RunningApp.StartAsync();
        await app.StopAsync();
        var law = Path.Combine(app.Folder, "law");
        Directory.CreateDirectory(Path.Combine(law, "units"));
        await File.WriteAllTextAsync(Path.Combine(law, "units", "communes.csv"), "province,code,name,validFrom,validTo\n99,00004,Mẫu,2025-07-01,\n01,4,Mẫu,2025-07-01,\n");
        await File.WriteAllTextAsync(Path.Combine(law, "agencies.json"), "{");

        var refused = await Assert.ThrowsAnyAsync<Exception>(app.StartAgainAsync);

        Assert.All(["communes.csv", "agencies.json"], file => Assert.Contains(file, refused.ToString(), StringComparison.Ordinal));
        Directory.Delete(law, recursive: true);
        await app.StartAgainAsync();
    }

    [Fact]
    public async Task Start_FolderOfAnotherApp_IsRefusedAndThatOneGoesOn()
    {
        await using var app = await RunningApp.StartAsync();
        var second = OneMachineApp.CreateBuilder(["--data", app.Folder], options => options.HttpUrl = "http://127.0.0.1:0").Build();

        await Assert.ThrowsAnyAsync<Exception>(() => second.StartAsync());

        await second.DisposeAsync();
        await app.FinishAsync(await app.FileAsync(new Family()));
    }

    [Fact]
    public void Policies_AreReadBeforeAnythingStarts()
    {
        using var folder = new TempFolder();
        var builder = OneMachineApp.CreateBuilder(["--data", folder.Path]);

        Assert.NotNull(builder.Services.Single(s => s.ServiceType == typeof(Policies)).ImplementationInstance);
    }
}
