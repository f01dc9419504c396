using System.Globalization;
using LienThong.Procedures.Law;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Screens;

/// <summary>Plain lines, for a pipe, a file or a machine: one a day that is played, then a table.</summary>
internal sealed class PlainScreen(TextWriter output) : IScreen
{
    private const int Width = 120;

    private DateOnly _shown;

    /// <inheritdoc />
    public void Show(Scene scene)
    {
        var day = DateOnly.FromDateTime(scene.Now.ToOffset(Period.Offset).Date);
        if (day != _shown)
        {
            _shown = day;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{day:dd/MM/yyyy}  filed {scene.Filed,5}  in progress {scene.InProgress,5}  done {scene.Done,5}  overdue {scene.Overdue,4}"));
        }
    }

    /// <inheritdoc />
    public void Conclude(Figures figures, IReadOnlyList<ProcedureVersion> versions, IReadOnlyList<string> troubles)
    {
        output.WriteLine();
        output.WriteLine($"{"step",-19}{"done",6}{"refused",9}{"supplemented",14}{"overdue",9}{"open",6}{"median working hours",22}");
        foreach (var step in figures.Steps)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{step.Step,-19}{step.Done,6}{step.Refused + step.Rejected,9}{step.Supplemented,14}{step.Overdue,9}{step.Open,6}{step.MedianWorkingHours,22:0.0}"));
        }

        output.WriteLine();
        foreach (var (_, heading, line) in Words.Account(figures))
        {
            Write(line, heading + ":");
        }

        output.WriteLine();
        Write(Words.Outcome(figures));
        output.WriteLine(Words.Verdict(figures));
        foreach (var trouble in troubles)
        {
            output.WriteLine($"! {trouble}");
        }
    }

    /// <summary>Writes a text in lines of a width that fits anywhere, under its heading if it has one.</summary>
    private void Write(string text, string? heading = null)
    {
        var indent = heading is null ? 0 : 10;
        while (text.Length > Width - indent && text.LastIndexOf(' ', Width - indent) is > 0 and var at)
        {
            output.WriteLine((heading ?? "").PadRight(indent) + text[..at]);
            (text, heading) = (text[(at + 1)..], heading is null ? null : "");
        }

        output.WriteLine((heading ?? "").PadRight(indent) + text);
    }
}
