using System.Text;

namespace LienThong.Reports.Documents.Html;

/// <summary>HTML as it is written: text that is escaped wherever it goes, and tags that are not.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Markup of ours, as it stands.</summary>
    public HtmlText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Text of anybody's, harmless between tags and in quoted attributes.</summary>
    public HtmlText Text(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ => _text.Append(c),
            };
        }

        return this;
    }

    /// <summary>An element with text in it. <paramref name="tag"/> may hold attributes of ours.</summary>
    public HtmlText Element(string tag, string text)
    {
        var space = tag.IndexOf(' ', StringComparison.Ordinal);
        return Raw("<").Raw(tag).Raw(">").Text(text).Raw("</").Raw(space < 0 ? tag : tag[..space]).Raw(">");
    }

    public override string ToString() => _text.ToString();
}
