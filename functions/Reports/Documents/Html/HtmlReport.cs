using System.Security.Cryptography;
using System.Text;

namespace LienThong.Reports.Documents.Html;

/// <summary>
/// A report as one self-contained page: nothing is loaded, nothing runs. Charts are drawn inline; wide tables scroll in
/// themselves on a narrow screen; printed, it is an A4 paper. Its own security policy allows the one style sheet in it, by hash.
/// </summary>
public static class HtmlReport
{
    private static readonly string Style = ReadStyle();

    /// <summary>What a browser may do with the page: apply its style sheet, nothing else. Send it as <c>Content-Security-Policy</c>;
    /// the page also carries it, so that a saved copy is held to it as well.</summary>
    public static string SecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>The page, in UTF-8.</summary>
    public static byte[] Render(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var html = new HtmlText();
        var language = report.Language;
        html.Raw("<!DOCTYPE html>\n<html lang=\"").Raw(language.Tag()).Raw("\">\n<head>\n<meta charset=\"utf-8\" />\n")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").Raw(SecurityPolicy).Raw("\" />\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
            .Element("title", report.Subject).Raw("\n<style>").Raw(Style).Raw("</style>\n</head>\n<body>\n")
            .Element("a class=\"skip unseen\" href=\"#content\"", language.Of("Đến nội dung", "Skip to content")).Raw("\n<article>\n");
        Heading(html, report);
        Notices(html, report);
        Contents(html, report);
        html.Raw("<main id=\"content\">\n");
        foreach (var section in report.Sections)
        {
            html.Raw("<section id=\"").Text(section.Id).Raw("\">\n").Element("h2", section.Heading).Raw("\n");
            foreach (var block in section.Blocks)
            {
                Block(html, block, language);
            }

            html.Raw("</section>\n");
        }

        html.Raw("</main>\n<footer>").Element("p", report.Colophon).Raw("</footer>\n</article>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Heading(HtmlText html, ReportDocument report)
    {
        var (heading, language) = (report.Heading, report.Language);
        html.Raw("<header>\n<div class=\"letterhead\">\n<div class=\"issuer\">");
        if (heading.Above is { } above)
        {
            html.Element("p", above);
        }

        html.Element("p class=\"name\"", heading.Issuer).Element("p", heading.Number).Raw("</div>\n<div class=\"motto\">")
            .Element("p class=\"state\"", ReportHeading.State(language)).Element("p class=\"words\"", ReportHeading.Motto(language))
            .Element("p class=\"place\"", heading.PlaceAndDay).Raw("</div>\n</div>\n<div class=\"title\"><h1>")
            .Element("span class=\"kind\"", report.Title).Raw(" ").Text(report.Subject).Raw("</h1>")
            .Element("p class=\"period\"", report.Period).Raw("</div>\n</header>\n");
    }

    private static void Notices(HtmlText html, ReportDocument report)
    {
        if (report.Notices.Count == 0)
        {
            return;
        }

        html.Raw("<div class=\"notices\" role=\"note\"><ul>");
        foreach (var notice in report.Notices)
        {
            html.Element("li", notice);
        }

        html.Raw("</ul></div>\n");
    }

    private static void Contents(HtmlText html, ReportDocument report)
    {
        if (report.Sections.Count < 2)
        {
            return;
        }

        html.Raw("<nav aria-label=\"").Text(report.Language.Of("Mục lục", "Contents")).Raw("\"><ul>");
        foreach (var section in report.Sections)
        {
            html.Raw("<li><a href=\"#").Text(section.Id).Raw("\">").Text(section.Heading).Raw("</a></li>");
        }

        html.Raw("</ul></nav>\n");
    }

    private static void Block(HtmlText html, ReportBlock block, ReportLanguage language)
    {
        switch (block)
        {
            case ReportParagraph paragraph:
                html.Element("p", paragraph.Text).Raw("\n");
                break;
            case ReportTable { IsDetail: false } table:
                Table(html, table, language);
                break;
            case ReportChart chart:
                html.Raw("<figure class=\"chart\" id=\"").Text(chart.Id).Raw("\">").Element("figcaption", chart.Caption).Raw("\n");
                SvgCharts.Draw(html, chart, language);
                html.Raw("</figure>\n");
                break;
        }
    }

    private static void Table(HtmlText html, ReportTable table, ReportLanguage language)
    {
        // A short table is not broken over printed pages.
        html.Raw(table.Rows.Count <= 15 ? "<figure class=\"short\" id=\"" : "<figure id=\"").Text(table.Id).Raw("\">\n");
        if (table.HasSides)
        {
            html.Element("figcaption", table.Title).Raw("\n<div class=\"sides\">\n");
            foreach (var (name, first, count) in table.Groups)
            {
                html.Raw("<table><caption>").Element("span class=\"unseen\"", table.Label + ": ").Text(name!).Raw("</caption>\n<thead><tr>");
                Headers(html, table, Enumerable.Range(first, count));
                html.Raw("</tr></thead>\n");
                Rows(html, table, first, count, language);
                html.Raw("</table>\n");
            }

            html.Raw("</div>\n");
        }
        else
        {
            html.Raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"").Text(table.Id).Raw("-caption\">\n<table").Raw(table.Columns.Count > 8 ? " class=\"wide\">" : ">")
                .Raw("<caption id=\"").Text(table.Id).Raw("-caption\">").Element("span", table.Title).Raw("</caption>\n<thead><tr>");
            if (table.HasGroups)
            {
                GroupHeaders(html, table);
                Headers(html, table, Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].Group is not null));
            }
            else
            {
                Headers(html, table, Enumerable.Range(0, table.Columns.Count));
            }

            html.Raw("</tr></thead>\n");
            Rows(html, table, 0, table.Columns.Count, language);
            html.Raw("</table>\n</div>\n");
        }

        if (table.Notes.Count > 0)
        {
            html.Raw("<ul class=\"notes\">");
            foreach (var note in table.Notes)
            {
                html.Element("li", note);
            }

            html.Raw("</ul>\n");
        }

        html.Raw("</figure>\n");
    }

    private static void Headers(HtmlText html, ReportTable table, IEnumerable<int> columns)
    {
        foreach (var i in columns)
        {
            html.Element("th scope=\"col\"" + ClassOf(table, i), table.Columns[i].Title);
        }
    }

    private static void GroupHeaders(HtmlText html, ReportTable table)
    {
        foreach (var (name, first, count) in table.Groups)
        {
            html.Element(
                name is null ? "th scope=\"col\" rowspan=\"2\"" + ClassOf(table, first) : $"th scope=\"colgroup\" class=\"g b\" colspan=\"{count}\"",
                name ?? table.Columns[first].Title);
        }

        html.Raw("</tr>\n<tr>");
    }

    // o: ordinal, f: figure, c: code, na: none, b: where a group begins that is not a side of its own, or the columns behind one.
    private static string ClassOf(ReportTable table, int column, bool isNotAvailable = false)
    {
        var begins = !table.HasSides && column > 0 && table.Columns[column].Group != table.Columns[column - 1].Group;
        var kind = table.Columns[column].Kind switch { ColumnKind.Ordinal => "o", ColumnKind.Figure => "f", ColumnKind.Code => "c", _ => null };
        var classes = string.Join(' ', new[] { kind, isNotAvailable ? "na" : null, begins ? "b" : null }.Where(c => c is not null));
        return classes.Length == 0 ? "" : $" class=\"{classes}\"";
    }

    private static void Rows(HtmlText html, ReportTable table, int first, int count, ReportLanguage language)
    {
        // A side that is shorter than the other just ends.
        var rows = table.Rows.Where(row => row.Skip(first).Take(count).Any(cell => cell.Words is not "")).ToList();
        html.Raw("<tbody>\n");
        foreach (var row in rows)
        {
            html.Raw("<tr>");
            for (var i = first; i < first + count; i++)
            {
                html.Element((table.Columns[i].Kind.IsName() ? "th scope=\"row\"" : "td") + ClassOf(table, i, row[i] is { Words: null, Value: null }), row[i].Print(language));
            }

            html.Raw("</tr>\n");
        }

        if (rows.Count == 0)
        {
            html.Raw("<tr>").Element($"td class=\"na\" colspan=\"{count}\"", language.Of("Không có", "None")).Raw("</tr>\n");
        }

        html.Raw("</tbody>\n");
    }

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
