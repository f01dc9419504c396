using System.Net;
using LienThong.App.Access;
using LienThong.App.OneMachine;
using LienThong.App.Tests.Harness;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LienThong.App.Tests.OneMachine;

/// <summary>What the command line does besides serving.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Token_RegisteredPartner_IsPrintedAlone()
    {
        var (code, output, errors) = Run("token", "--partner", "portal", "--hours", "3");

        Assert.Equal((0, ""), (code, errors));
        var token = new JsonWebToken(output.Trim());
        Assert.Equal("portal", token.Subject);
        Assert.Equal(TimeSpan.FromHours(3), token.ValidTo - token.ValidFrom);
        Assert.Equal(["lien-thong"], token.Audiences);
    }

    [Fact]
    public async Task Token_OfTheCommand_IsLetInByTheApp()
    {
        await using var app = await RunningApp.StartAsync(new RunningAppOptions { Start = TimeProvider.System.GetUtcNow() });
        var (code, output, _) = RunIn(app.Folder, "token", "--partner", "vneid");

        Assert.Equal(0, code);
        using var client = app.WithToken(output.Trim());
        (await client.ReadAsync("procedures")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("token", "--partner", "nobody")]
    [InlineData("token", "--partner")]
    [InlineData("token", "--hours", "3")]
    public void Token_UnknownPartner_ListsThoseThereAre(params string[] args)
    {
        var (code, output, errors) = Run(args);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--partner X, X one of agent-post, civil-status-00004", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("721")]
    [InlineData("1.5")]
    [InlineData("long")]
    [InlineData("")]
    [InlineData("99999999999")]
    public void Token_BadHours_IsRefused(string hours)
    {
        var (code, output, errors) = Run("token", "--partner", "portal", "--hours", hours);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--hours nhận một số nguyên từ 1 đến 720.", errors, StringComparison.Ordinal);
        Assert.Contains("--hours takes a whole number from 1 to 720.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Partners_OfTheFolder_AreListed()
    {
        var (code, output, errors) = Run("partners");

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains(output.Split(Environment.NewLine), line => line.StartsWith("hospital-01001 ", StringComparison.Ordinal) && line.EndsWith(" 01001", StringComparison.Ordinal));
        Assert.Equal(SamplePartners.All(Procedures.Law.LawLibrary.Load()).Count, output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("partners")]
    [InlineData("token", "--partner", "portal")]
    public void Command_BadRegistry_SaysWhatIsWrongWithoutAStackTrace(params string[] args)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "partners.json"), """{"partners":[{"id":"A B","kind":"portal"},{"id":"x","kind":"police","units":["1"]}]}""");

        var (code, output, errors) = Run(args);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("'A B'", errors, StringComparison.Ordinal);
        Assert.Contains("'1' is no unit", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportUnits_FullerList_CountsFromTheNextStart()
    {
        await using var app = await RunningApp.StartAsync();
        var family = new Family { Commune = "01288" };
        (await app.PostFilingAsync(family)).Is(HttpStatusCode.BadRequest);
        var csv = Path.Combine(_folder.Path, "communes.csv");
        await File.WriteAllTextAsync(csv, """
            province,code,name,validFrom,validTo
            01,00004,Phường Ba Đình,2025-07-01,
            04,01273,Phường Thục Phán,2025-07-01,
            04,01288,Xã Mẫu,2025-07-01,

            """);

        await app.RestartAsync(() =>
        {
            var (code, output, errors) = RunIn(app.Folder, "import-units", csv);
            Assert.Equal((0, ""), (code, errors));
            Assert.StartsWith("3 communes", output, StringComparison.Ordinal);
            return Task.CompletedTask;
        });

        (await app.PostFilingAsync(family)).Is(HttpStatusCode.Accepted);
    }

    [Fact]
    public void ImportUnits_Faults_AreNamedWithTheirLinesAndNothingIsTakenIn()
    {
        var csv = Path.Combine(_folder.Path, "communes.csv");
        File.WriteAllText(csv, """
            province,code,name,validFrom,validTo
            01,00004,Phường Ba Đình,2025-07-01,
            99,00008,Nơi không có,2025-07-01,
            01,8,Mã ngắn,2025-07-01,
            01,00012,Ngày sai,01/07/2025,

            """);

        var (code, output, errors) = Run("import-units", csv);

        Assert.Equal((1, ""), (code, output));
        Assert.All(["line 3, province", "line 4, code", "line 5, validFrom"], where => Assert.Contains(where, errors, StringComparison.Ordinal));
        Assert.DoesNotContain("line 2", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "law")));
    }

    [Theory]
    [InlineData("import-units")]
    [InlineData("import-units", "no-such-file.csv")]
    public void ImportUnits_NoFile_SaysWhatItWants(params string[] args)
    {
        var (code, _, errors) = Run(args);

        Assert.Equal(2, code);
        Assert.Contains("import-units FILE", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ImportUnits_NotAList_IsRefused()
    {
        var file = Path.Combine(_folder.Path, "scan.pdf");
        File.WriteAllBytes(file, new Family().Scan());

        Assert.Equal(1, Run("import-units", file).Code);
        File.WriteAllBytes(file, new byte[(8 * 1024 * 1024) + 1]);
        Assert.Equal(2, Run("import-units", file).Code);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("Token", "--partner", "portal")]
    public void Command_Unknown_ShowsThoseThereAre(params string[] args)
    {
        var (code, output, errors) = Run(args);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"There is no command '{args[0]}'.", errors, StringComparison.Ordinal);
        Assert.Contains("-- token --partner X", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("help")]
    public void Help_Asked_IsPrinted(string arg)
    {
        var (code, output, errors) = Run(arg);

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("import-units FILE", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token", "-x")]
    [InlineData("partners", "loose")]
    public void Command_OddArguments_AreNoStackTrace(params string[] args)
    {
        var (code, _, errors) = Run(args);

        Assert.InRange(code, 0, 2);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--data", "somewhere")]
    [InlineData("--urls", "http://127.0.0.1:0")]
    public void Arguments_WithoutACommand_ServeInstead(params string[] args) => Assert.False(Commands.Run(args, TextWriter.Null, TextWriter.Null, out _));

    [Fact]
    public async Task AuditVerify_WhileTheAppServes_PrintsTheHeadsOfTheDays()
    {
        await using var app = await RunningApp.StartAsync();
        await app.FileAsync(new Family());
        await app.PassAsync(TimeSpan.FromDays(1));
        await app.FileAsync(new Family());

        var (code, output, errors) = RunIn(app.Folder, "audit", "verify", "--from", "2026-09-07", "--to", "2026-09-08");

        Assert.Equal((0, ""), (code, errors));
        var heads = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["2026-09-07 1", "2026-09-08 1"], heads.Select(head => head[..12]));
        var kept = Path.Combine(_folder.Path, "heads.txt");
        await File.WriteAllTextAsync(kept, output);
        Assert.Equal(0, RunIn(app.Folder, "audit", "verify", "--from", "2026-09-07", "--to", "2026-09-08", "--heads", kept).Code);

        // Heads that were kept are looked at without their days being named.
        Assert.Equal((0, output), RunIn(app.Folder, "audit", "verify", "--to", "2026-09-08", "--heads", kept) is var all ? (all.Code, all.Output) : default);

        // A head of another log.
        await File.WriteAllTextAsync(kept, $"2026-09-08 1 {new string('a', 64)}\n");
        (code, output, errors) = RunIn(app.Folder, "audit", "verify", "--from", "2026-09-07", "--to", "2026-09-08", "--heads", kept);
        Assert.Equal((1, heads[0]), (code, output.Trim()));
        Assert.StartsWith("2026-09-08 1 not-as-kept: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AuditVerify_AfterATokenWasMade_HasItsEntry()
    {
        Assert.Equal(0, Run("token", "--partner", "portal").Code);
        Assert.Equal(2, Run("token", "--partner", "nobody").Code);

        var (code, output, _) = Run("audit", "verify");

        Assert.Equal(0, code);
        Assert.Contains(" 1 ", Assert.Single(output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit", "verify")]
    [InlineData("audit", "verify", "--from", "yesterday")]
    [InlineData("audit", "verify", "--from", "2026-11-23", "--to", "2026-11-22")]
    [InlineData("audit")]
    [InlineData("audit", "mend")]
    public void AuditVerify_NothingToVerify_SaysWhatItWants(params string[] args)
    {
        var (code, output, errors) = Run(args);

        Assert.Equal((2, ""), (code, output));
        Assert.NotEqual("", errors);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "audit.db")));
    }

    private (int Code, string Output, string Errors) Run(params string[] args) => RunIn(_folder.Path, args);

    private static (int Code, string Output, string Errors) RunIn(string folder, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Assert.True(Commands.Run([.. args, "--data", folder], output, errors, out var code));
        return (code, output.ToString(), errors.ToString());
    }
}
