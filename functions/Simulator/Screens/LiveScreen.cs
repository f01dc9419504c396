using System.Globalization;
using LienThong.Procedures.Law;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LienThong.Simulator.Screens;

/// <summary>A terminal: a live bar of simulated time with the running figures, then a table of steps.</summary>
/// <param name="console">The terminal.</param>
/// <param name="live">The place of the bar.</param>
internal sealed class LiveScreen(IAnsiConsole console, LiveDisplayContext live) : IScreen
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(80);
    private static readonly string[] Weekdays = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"];

    private const int LongestName = 22;

    private long _shownAt;

    /// <summary>The bar before anything has happened.</summary>
    public static IRenderable Opening { get; } = new Markup("[grey]Đang khởi động… / Starting…[/]");

    /// <inheritdoc />
    public void Show(Scene scene)
    {
        if (_shownAt != 0 && scene.Share < 1 && TimeProvider.System.GetElapsedTime(_shownAt) < Every)
        {
            return;
        }

        _shownAt = TimeProvider.System.GetTimestamp();
        live.UpdateTarget(Bar(scene, console.Profile.Width));
    }

    /// <inheritdoc />
    public void Conclude(Figures figures, IReadOnlyList<ProcedureVersion> versions, IReadOnlyList<string> troubles)
    {
        var (colour, sign) = figures.AllIsWell() ? ("green", "✓") : ("red", "✗");
        console.WriteLine();
        console.Write(TableOf(figures, versions));
        console.Write(Indented(new Rows(
        [
            new Text(""),
            AccountOf(figures),
            new Text(""),
            new Text(Words.Outcome(figures)),
            new Markup($"[{colour}]{sign} {Markup.Escape(Words.Verdict(figures))}[/]"),
            .. troubles.Select(trouble => new Markup($"[red]{Markup.Escape(trouble)}[/]")),
            new Text(""),
        ])));
    }

    /// <summary>The bar, as wide as the terminal.</summary>
    public static IRenderable Bar(Scene scene, int width)
    {
        var now = scene.Now.ToOffset(Period.Offset);
        var time = $"{Weekdays[(int)now.DayOfWeek]} {now.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)}";
        var length = Math.Clamp(width - 37, 10, 90);
        var full = (int)Math.Round(scene.Share * length);
        var grid = new Grid { Expand = false };
        for (var i = 0; i < 4; i++)
        {
            grid.AddColumn(new GridColumn { Width = 17, Padding = new Padding(0, 0, 1, 0) });
        }

        grid.AddRow(Number(scene.Filed, "white"), Number(scene.InProgress, "blue"), Number(scene.Done, "green"), Number(scene.Overdue, scene.Overdue > 0 ? "yellow" : "white"));
        grid.AddRow(new Text("đã nộp"), new Text("đang giải quyết"), new Text("đã xong"), new Text("quá hạn"));
        grid.AddRow(new Markup("[grey]filed[/]"), new Markup("[grey]in progress[/]"), new Markup("[grey]done[/]"), new Markup("[grey]overdue[/]"));
        return Indented(new Rows(
            new Text(""),
            new Markup($"[bold]{time,-25}[/]  [green]{new string('━', full)}[/][grey23]{new string('━', length - full)}[/]  {scene.Share,4:P0}"),
            new Text(""),
            grid));
    }

    /// <summary>The table of steps.</summary>
    public static Table TableOf(Figures figures, IReadOnlyList<ProcedureVersion> versions)
    {
        var table = new Table { Border = TableBorder.Horizontal, BorderStyle = new Style(Color.Grey) };
        table.Caption = new TableTitle("[grey]Trung vị giờ làm việc đến kết quả / median working hours to the result[/]");
        table.AddColumn(new TableColumn("[bold]Bước[/]\n[grey]step[/]").NoWrap().PadRight(0));
        foreach (var (vi, en) in (ReadOnlySpan<(string, string)>)
            [("Xong", "done"), ("Từ chối", "refused"), ("Bổ sung", "suppl."), ("Quá hạn", "overdue"), ("Còn lại", "open"), ("Trung vị", "median")])
        {
            table.AddColumn(new TableColumn($"[bold]{vi}[/]\n[grey]{en}[/]").RightAligned().NoWrap().PadLeft(1).PadRight(0));
        }

        foreach (var step in figures.Steps)
        {
            table.AddRow(
                new Markup($"{Markup.Escape(NameOf(step.Step, versions))}\n[grey]{step.Step}[/]"),
                Count(step.Done, "green"),
                Count(step.Refused + step.Rejected, "red"),
                Count(step.Supplemented, "blue"),
                Count(step.Overdue, "yellow"),
                Count(step.Open, "white"),
                new Markup(step.MedianWorkingHours is { } hours ? hours.ToString("0.0", CultureInfo.InvariantCulture) : "[grey]–[/]"));
        }

        return table;
    }

    private static Grid AccountOf(Figures figures)
    {
        var grid = new Grid { Expand = false };
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0) });
        foreach (var (vi, en, line) in Words.Account(figures))
        {
            grid.AddRow(new Markup($"[bold]{vi}[/]\n[grey]{en}[/]"), new Text(line));
        }

        return grid;
    }

    // So that the figures fit beside it on 80 columns.
    private static string NameOf(string step, IReadOnlyList<ProcedureVersion> versions)
    {
        var name = versions.SelectMany(version => version.Steps).First(known => known.Code == step).Name.Vi;
        return name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
    }

    private static Padder Indented(IRenderable inner) => new(inner, new Padding(2, 0, 0, 0));

    private static Markup Number(int number, string colour) =>
        new(string.Create(CultureInfo.InvariantCulture, $"[bold {colour}]{number}[/]"));

    private static Markup Count(int number, string colour) =>
        new(number == 0 ? "[grey]0[/]" : string.Create(CultureInfo.InvariantCulture, $"[{colour}]{number}[/]"));
}
