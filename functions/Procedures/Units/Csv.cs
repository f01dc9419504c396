using System.Text;

namespace LienThong.Procedures.Units;

/// <summary>Comma-separated values with double quotes (RFC 4180), read into rows that know their line.</summary>
internal static class Csv
{
    /// <summary>The rows that are not empty, each with the line it starts on (from 1); null when a quote stays open.</summary>
    internal static IEnumerable<(int Line, IReadOnlyList<string>? Fields)> Rows(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, start, isQuoted) = (1, 1, false);
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (isQuoted)
            {
                if (i == text.Length)
                {
                    yield return (start, null);
                    yield break;
                }

                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    isQuoted = false;
                }
                else
                {
                    field.Append(c);
                    line += c == '\n' ? 1 : 0;
                }
            }
            else if (c == '"')
            {
                isQuoted = true;
            }
            else if (c == ',')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c == '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (fields is not [""])
                {
                    yield return (start, fields);
                }

                fields = [];
                start = ++line;
            }
            else
            {
                field.Append(c);
            }
        }
    }
}
