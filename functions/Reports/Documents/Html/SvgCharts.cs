using System.Globalization;

namespace LienThong.Reports.Documents.Html;

/// <summary>
/// Charts as inline SVG, drawn for the width of a phone and readable there; a wide screen shows them larger. Every chart says its
/// figures as text too, for who cannot see it. Lines differ in their marks, parts stand in order, so that no colour is needed.
/// </summary>
internal static class SvgCharts
{
    private const decimal Width = 400;
    private const string Ink = "#1a1a1a";
    private const string Soft = "#55595f";
    private const string Track = "#eceff3";
    private static readonly string[] Colours = ["#1f4e79", "#b45f06", "#1b7f79", "#a61c1c"];
    private static readonly decimal[] Digits = [1, 2, 5];

    public static void Draw(HtmlText html, ReportChart chart, ReportLanguage language)
    {
        switch (chart)
        {
            case RankingChart ranking:
                Ranking(html, ranking, language);
                break;
            case TrendChart trend:
                Trend(html, trend, language);
                break;
            case PartsChart parts:
                Parts(html, parts, language);
                break;
        }
    }

    private static void Ranking(HtmlText html, RankingChart chart, ReportLanguage language)
    {
        const decimal line = 36, gap = 12;
        var split = chart.Bars.ToList().FindIndex(bar => bar.IsLow);
        var hasGap = split > 0;
        var height = (chart.Bars.Count * line) + (hasGap ? gap : 0) + (chart.Target is null ? 2 : 20);
        Open(html, chart, height, string.Join("; ", chart.Bars.Append(chart.Target).OfType<RankingBar>().Select(b => $"{b.Name}: {b.Figure.Print(language)}")));
        var bottom = (chart.Bars.Count * line) + (hasGap ? gap : 0);
        for (var i = 0; i < chart.Bars.Count; i++)
        {
            var bar = chart.Bars[i];
            var y = (i * line) + (hasGap && i >= split ? gap : 0);
            Text(html, 0, y + 14, bar.Name, 13, Ink);
            Text(html, Width, y + 14, bar.Figure.Print(language), 13, Ink, "end", bold: true);
            Box(html, 0, y + 19, Width, 11, Track);
            if (bar.Figure.Value is > 0 and { } value)
            {
                // Even the shortest bar can be seen.
                Box(html, 0, y + 19, Math.Max(1.5m, Math.Min(1, value / chart.Full) * Width), 11, Colours[bar.IsLow ? 1 : 0]);
            }
        }

        if (chart.Target is { Figure.Value: { } target } mark)
        {
            var x = Math.Min(1, target / chart.Full) * Width;
            html.Raw($"<line x1=\"{N(x)}\" x2=\"{N(x)}\" y1=\"16\" y2=\"{N(bottom + 4)}\" stroke=\"{Colours[3]}\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"/>");
            Text(html, x, bottom + 15, $"{mark.Name}: {mark.Figure.Print(language)}", 12, Colours[3], x > Width * 2 / 3 ? "end" : x < Width / 3 ? "start" : "middle");
        }

        html.Raw("</svg>\n");
    }

    private static void Trend(HtmlText html, TrendChart chart, ReportLanguage language)
    {
        const decimal left = 58, right = 12, top = 10, plot = 150, legend = 19;
        var values = chart.Lines.SelectMany(line => line.Points).ToList();
        var kind = values.Count > 0 ? values[0].Kind : CellKind.Count;
        var (low, high) = Scale(values, kind);
        var height = top + plot + 28 + (chart.Lines.Count * legend);
        Open(html, chart, height, string.Join(". ", chart.Lines.Select(line => line.Name + ": " + string.Join("; ",
            chart.Moments.Zip(line.Points, (moment, point) => $"{moment} {point.Print(language)}")))));
        for (var i = 0; i <= 2; i++)
        {
            var value = low + ((high - low) * i / 2);
            var y = Y(value);
            html.Raw($"<line x1=\"{N(left)}\" x2=\"{N(Width - right)}\" y1=\"{N(y)}\" y2=\"{N(y)}\" stroke=\"#c9ced6\" stroke-width=\"1\"/>");
            Text(html, left - 6, y + 4, Tick(value, kind, language), 11, Soft, "end");
        }

        // So many moments are named that their names do not touch; the last one always is.
        var every = Math.Max(1, (int)Math.Ceiling(chart.Moments.Count / 6m));
        for (var i = 0; i < chart.Moments.Count; i++)
        {
            if ((chart.Moments.Count - 1 - i) % every == 0)
            {
                Text(html, X(i), top + plot + 17, chart.Moments[i], 11, Soft, "middle");
            }
        }

        for (var i = 0; i < chart.Lines.Count; i++)
        {
            var points = chart.Lines[i].Points;
            for (var j = 0; j < points.Count; j++)
            {
                if (points[j].Value is not { } value)
                {
                    continue;
                }

                if (j > 0 && points[j - 1].Value is { } before)
                {
                    html.Raw($"<line x1=\"{N(X(j - 1))}\" y1=\"{N(Y(before))}\" x2=\"{N(X(j))}\" y2=\"{N(Y(value))}\" stroke=\"{Colours[i]}\" stroke-width=\"2\"/>");
                }

                Mark(html, i, X(j), Y(value));
            }

            var y = top + plot + 28 + (i * legend);
            Mark(html, i, 6, y + 8);
            Text(html, 16, y + 12, chart.Lines[i].Name, 12, Ink);
            Text(html, Width, y + 12, points.Count > 0 ? points[^1].Print(language) : "", 12, Ink, "end", bold: true);
        }

        html.Raw("</svg>\n");

        decimal X(int i) => chart.Moments.Count < 2 ? (left + Width - right) / 2 : left + 14 + ((Width - left - right - 28) * i / (chart.Moments.Count - 1));
        decimal Y(decimal value) => top + plot - ((value - low) / (high - low) * plot);
    }

    private static void Parts(HtmlText html, PartsChart chart, ReportLanguage language)
    {
        const decimal line = 38, legend = 20;
        Open(html, chart, legend + 6 + (chart.Bars.Count * line), string.Join(". ", chart.Bars.Select(bar => bar.Name + ": " + string.Join("; ",
            chart.Parts.Zip(bar.Counts, (part, count) => $"{part} {ReportNumbers.Count(count, language)}")))));
        for (var i = 0; i < chart.Parts.Count; i++)
        {
            var x = Width * i / chart.Parts.Count;
            Box(html, x, 3, 11, 11, Colours[PartColour(i, chart.Parts.Count)]);
            Text(html, x + 16, 13, chart.Parts[i], 12, Ink);
        }

        for (var i = 0; i < chart.Bars.Count; i++)
        {
            var (bar, y) = (chart.Bars[i], legend + 6 + (i * line));
            var whole = bar.Counts.Sum();
            Text(html, 0, y + 13, bar.Name, 13, Ink);
            Text(html, Width, y + 13, ReportNumbers.Count(whole, language), 13, Ink, "end", bold: true);
            Box(html, 0, y + 18, Width, 14, Track);
            var x = 0m;
            for (var j = 0; j < bar.Counts.Count && whole > 0; j++)
            {
                var width = Width * bar.Counts[j] / whole;
                if (width == 0)
                {
                    continue;
                }

                Box(html, x, y + 18, width, 14, Colours[PartColour(j, bar.Counts.Count)]);
                if (width >= 52)
                {
                    Text(html, x + (width / 2), y + 29, ReportNumbers.Percent(bar.Counts[j] * 100m / whole, language), 11, "#fff", "middle");
                }

                x += width;
            }
        }

        html.Raw("</svg>\n");
    }

    // The last part is the one to be mended: red.
    private static int PartColour(int part, int parts) => part == parts - 1 ? 3 : part == 0 ? 0 : 2;

    private static (decimal Low, decimal High) Scale(List<ReportCell> points, CellKind kind)
    {
        var values = points.Select(point => point.Value).OfType<decimal>().ToList();
        if (values.Count == 0)
        {
            return (0, kind == CellKind.Percent ? 100 : 1);
        }

        // Shares close to the full hundred would lie on one line if the scale began at nought.
        if (kind == CellKind.Percent)
        {
            return (values.Min() switch { >= 90 => 80, >= 60 => 50, _ => 0 }, 100);
        }

        // Half the scale is the first of 1, 2, 5, 10, 20, 50 … that carries the highest point.
        var half = Enumerable.Range(0, 18).SelectMany(power => Digits.Select(digit => digit * (decimal)Math.Pow(10, power)))
            .First(step => step * 2 >= values.Max());
        return (0, half * 2);
    }

    private static string Tick(decimal value, CellKind kind, ReportLanguage language) => kind switch
    {
        CellKind.Percent => ReportNumbers.Count(value, language) + language.Of("\u00A0%", "%"),
        CellKind.Hours => ReportNumbers.Fixed(value, value == Math.Truncate(value) ? 0 : 1, language),
        _ when value >= 1_000_000 => ReportNumbers.Fixed(value / 1_000_000, 1, language) + language.Of("\u00A0tr", "m"),
        _ => ReportNumbers.Count(value, language),
    };

    private static void Open(HtmlText html, ReportChart chart, decimal height, string figures) =>
        html.Raw($"<svg viewBox=\"0 0 {N(Width)} {N(height)}\" role=\"img\" aria-labelledby=\"").Text(chart.Id).Raw("-title ").Text(chart.Id).Raw("-figures\"><title id=\"")
            .Text(chart.Id).Raw("-title\">").Text(chart.Caption).Raw("</title><desc id=\"").Text(chart.Id).Raw("-figures\">").Text(figures).Raw("</desc>");

    private static void Box(HtmlText html, decimal x, decimal y, decimal width, decimal height, string colour) =>
        html.Raw($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{colour}\"/>");

    private static void Mark(HtmlText html, int line, decimal x, decimal y) => html.Raw(line switch
    {
        0 => $"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"3.5\" fill=\"{Colours[0]}\"/>",
        1 => $"<rect x=\"{N(x - 3)}\" y=\"{N(y - 3)}\" width=\"6\" height=\"6\" fill=\"{Colours[1]}\"/>",
        2 => $"<path d=\"M{N(x)} {N(y - 4)}l4 7h-8z\" fill=\"{Colours[2]}\"/>",
        _ => $"<path d=\"M{N(x)} {N(y - 4.5m)}l4.5 4.5l-4.5 4.5l-4.5 -4.5z\" fill=\"{Colours[3]}\"/>",
    });

    private static void Text(HtmlText html, decimal x, decimal y, string text, int size, string colour, string anchor = "start", bool bold = false) =>
        html.Raw($"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{size}\" fill=\"{colour}\"")
            .Raw(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"").Raw(bold ? " font-weight=\"600\"" : "").Raw(">").Text(text).Raw("</text>");

    private static string N(decimal value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
