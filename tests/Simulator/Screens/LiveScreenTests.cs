using LienThong.Procedures.Law;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Screens;
using LienThong.Simulator.Stories;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LienThong.Simulator.Tests.Screens;

public sealed class LiveScreenTests
{
    private static readonly IReadOnlyList<ProcedureVersion> Versions = Catalogue.InForce(LawLibrary.Load(), Catalogue.Names, new DateOnly(2026, 9, 7));
    private static readonly Period Period = new(Period.FirstMonday, 14);
    private static readonly Figures Figures = new()
    {
        Seed = 2026,
        Days = 14,
        Filed = 20000,
        Completed = 18000,
        PartlyCompleted = 1000,
        Refused = 200,
        Rejected = 200,
        Withdrawn = 200,
        Duplicate = 200,
        Invalid = 0,
        InProgress = 200,
        Held = 0,
        SupplementedTwice = 60,
        Assisted = 2000,
        PrefillFields = 200_000,
        FormFields = 400_000,
        Prefilled = 150_000,
        Overdue = 1234,
        Lost = 0,
        Doubled = 0,
        Unexpected = 0,
        ElapsedSeconds = 12.34,
        Steps = [.. Versions.SelectMany(version => version.Steps).Select(step => new StepFigures(step.Code, 20000, 19800, 120, 80, 1500, 620, 0, 12.25))],
        Systems = [new("portal", 90_000, 0), new("province", 90_000, 40_000), new("repository", 0, 40_000)],
        Sent = new(50, 700, 3500, 2, 5, 14),
        Reports = [new("2026-W37", 1, 90_000, 80_000, 700, 51, ["source-g15 late", "source-01 silent"], "/api/v1/reports/weekly/2026-W37")],
        Happened = new Dictionary<string, int> { ["step-accepted"] = 50_000, ["errand-parked"] = 800 },
    };

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void Bar_AnyWidth_FitsAndShowsTimeAndFigures(int width)
    {
        var scene = new Scene(Period, Period.Start.AddDays(7).AddHours(10), 20000, 18000, 1234);
        var lines = Drawn(LiveScreen.Bar(scene, width), width);
        Assert.Equal(6, lines.Count);
        Assert.Contains("Thứ hai 14/09/2026 10:00", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("52 %", lines[1], StringComparison.Ordinal);
        Assert.Contains("20000", lines[3], StringComparison.Ordinal);
        Assert.Contains("2000 ", lines[3], StringComparison.Ordinal);
        Assert.Contains("đang giải quyết", lines[4], StringComparison.Ordinal);
        Assert.Contains("overdue", lines[5], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void TableOf_AnyWidth_KeepsEveryStepToTwoLines(int width)
    {
        var lines = Drawn(LiveScreen.TableOf(Figures, Versions), width);
        Assert.Equal(6 + (2 * Figures.Steps.Count), lines.Count);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Contains(lines, line => line.Contains("Cấp thẻ bảo hiểm y tế", StringComparison.Ordinal) && line.Contains("19800", StringComparison.Ordinal));
    }

    [Fact]
    public void PlainScreen_Conclusion_SaysHowOftenEverythingHappenedAndHowMuchWasPrefilled()
    {
        using var output = new StringWriter();
        new PlainScreen(output).Conclude(Figures, Versions, ["one trouble"]);
        Assert.All(output.ToString().Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 120));
        var text = string.Join(' ', output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("accepted 50000, supplements asked 0,", text, StringComparison.Ordinal);
        Assert.Contains("prefilled 150000 of 200000 fields that the state can know (75 %), 38 % of the 400000 of the forms", text, StringComparison.Ordinal);
        Assert.Contains("portal 90000 statuses, province 90000 statuses and 40000 results, repository 40000 results; parked 800,", text, StringComparison.Ordinal);
        Assert.Contains("! one trouble", text, StringComparison.Ordinal);
    }

    [Fact]
    public void PlainScreen_ADayOfManyMoments_IsOneLine()
    {
        using var output = new StringWriter();
        var screen = new PlainScreen(output);
        for (var minute = 0; minute < 3 * 24 * 60; minute += 7)
        {
            screen.Show(new Scene(Period, Period.Start.AddMinutes(minute), minute, 0, 0));
        }

        var lines = output.ToString().TrimEnd().Split(Environment.NewLine);
        Assert.Equal(["07/09/2026", "08/09/2026", "09/09/2026"], lines.Select(line => line[..10]));
    }

    private static IReadOnlyList<string> Drawn(IRenderable picture, int width)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(picture);
        return [.. output.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd())];
    }
}
