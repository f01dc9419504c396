using System.Text;

namespace LienThong.App.Tests.Infra;

/// <summary>Reads as much of Bicep as infra/bicep uses. What it does not know it refuses, with the line.</summary>
internal sealed class BicepParser
{
    private static readonly string[] Operators = ["==", "!=", "&&", "||", "??", ">=", "<=", ">", "<", "+", "-", "*", "/"];

    private readonly string _file;
    private readonly string _text;
    private int _at;

    private BicepParser(string file, string text) => (_file, _text) = (file, text);

    /// <exception cref="FormatException">It is not what is known of Bicep.</exception>
    public static BicepFile Parse(string file, string text) => new(file, [.. new BicepParser(file, text).Statements()]);

    private IEnumerable<BicepStatement> Statements()
    {
        for (Space(lines: true); _at < _text.Length; Space(lines: true))
        {
            if (Takes("@"))
            {
                Expression();
                continue;
            }

            yield return Statement();
            Space(lines: false);
            if (_at < _text.Length && _text[_at] != '\n')
            {
                throw Wrong("the end of the line");
            }
        }
    }

    private BicepStatement Statement()
    {
        var line = Line();
        switch (Word())
        {
            case "targetScope":
                Needs("=");
                return new("targetScope", "", Quoted(), false, null, line);
            case "using":
                return new("using", "", Quoted(), false, null, line);
            case "param":
                var param = Word();
                return new("param", param, Peeks("=") ? "" : Word(), false, Takes("=") ? Expression() : null, line);
            case "var":
                var variable = Word();
                Needs("=");
                return new("var", variable, "", false, Expression(), line);
            case "output":
                var output = Word();
                var type = Word();
                Needs("=");
                return new("output", output, type, false, Expression(), line);
            case ("resource" or "module") and var kind:
                var name = Word();
                var what = Quoted();
                var existing = Takes("existing");
                Needs("=");
                return new(kind, name, what, existing, Conditional(), line);
            case var other:
                throw Wrong($"a statement instead of '{other}'");
        }
    }

    private BicepNode Conditional()
    {
        var line = Line();
        if (!Takes("if"))
        {
            return Expression();
        }

        Needs("(");
        var condition = Expression(inside: true);
        Needs(")");
        return new BicepGroup(line, [condition, Expression()]);
    }

    private BicepNode Expression(bool inside = false)
    {
        var first = Operation(inside);
        if (!Takes("?", inside))
        {
            return first;
        }

        var yes = Expression(inside);
        Needs(":", inside);
        return new BicepGroup(first.Line, [first, yes, Expression(inside)]);
    }

    private BicepNode Operation(bool inside)
    {
        var operand = Operand(inside);
        while (Array.Find(Operators, op => Peeks(op, inside)) is { } found)
        {
            Takes(found, inside);
            operand = new BicepGroup(operand.Line, [operand, Operand(inside)]);
        }

        return operand;
    }

    private BicepNode Operand(bool inside)
    {
        Space(inside);
        var line = Line();
        if (Peeks("!", inside) && !Peeks("!=", inside))
        {
            Takes("!", inside);
            return new BicepGroup(line, [Operand(inside)]);
        }

        var node = Primary(line, inside);
        while (true)
        {
            if (TakesAtOnce(".?") || TakesAtOnce("."))
            {
                var member = Word();
                node = TakesAtOnce("(") ? new BicepCall(line, member, node, Arguments()) : new BicepMember(line, node, member);
            }
            else if (TakesAtOnce("["))
            {
                node = new BicepGroup(line, [node, Expression(inside: true)]);
                Needs("]", lines: true);
            }
            else
            {
                return node;
            }
        }
    }

    private BicepNode Primary(int line, bool inside)
    {
        if (Peeks("'", inside))
        {
            return String();
        }

        if (Takes("{", inside))
        {
            return new BicepObject(line, [.. Members()]);
        }

        if (Takes("[", inside))
        {
            return Takes("for", lines: true) ? Loop(line) : new BicepArray(line, [.. Values("]")]);
        }

        if (Takes("(", inside))
        {
            var group = Expression(inside: true);
            Needs(")", lines: true);
            return group;
        }

        if (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '-'))
        {
            return new BicepLiteral(line, While(c => char.IsAsciiDigit(c) || c == '-'));
        }

        var word = Word();
        return word is "true" or "false" or "null" ? new BicepLiteral(line, word)
            : TakesAtOnce("(") ? new BicepCall(line, word, null, Arguments())
            : Takes("=>", inside) ? new BicepScope(line, [word], null, Expression(inside))
            : new BicepName(line, word);
    }

    private BicepArray Loop(int line)
    {
        List<string> names = [];
        if (Takes("("))
        {
            names.Add(Word());
            Needs(",");
            names.Add(Word());
            Needs(")");
        }
        else
        {
            names.Add(Word());
        }

        Needs("in");
        var over = Expression();
        Needs(":");
        var body = Conditional();
        Needs("]", lines: true);
        return new BicepArray(line, [new BicepScope(line, names, over, body)]);
    }

    private IReadOnlyList<BicepNode> Arguments() => [.. Values(")")];

    private IEnumerable<BicepNode> Values(string end)
    {
        while (!Takes(end, lines: true))
        {
            yield return Expression(inside: end == ")");
            Separator(end);
        }
    }

    private IEnumerable<(BicepString, BicepNode)> Members()
    {
        while (!Takes("}", lines: true))
        {
            var line = Line();
            var key = Peeks("'") ? String() : new BicepString(line, [Word()], []);
            Needs(":");
            yield return (key, Expression());
            Separator("}");
        }
    }

    // A line's end or a comma, unless it is all over.
    private void Separator(string end)
    {
        Space(lines: false);
        if (!Takes(",") && _at < _text.Length && _text[_at] != '\n' && !Peeks(end))
        {
            throw Wrong($"a line's end, ',' or '{end}'");
        }
    }

    private BicepString String()
    {
        var line = Line();
        Needs("'");
        List<string> pieces = [];
        List<BicepNode> holes = [];
        var piece = new StringBuilder();
        while (true)
        {
            if (_at >= _text.Length || _text[_at] == '\n')
            {
                throw Wrong("the end of a string");
            }

            if (TakesAtOnce("'"))
            {
                return new BicepString(line, [.. pieces, piece.ToString()], holes);
            }

            if (TakesAtOnce("${"))
            {
                pieces.Add(piece.ToString());
                piece.Clear();
                holes.Add(Expression(inside: true));
                Needs("}", lines: true);
                continue;
            }

            // An escaped character stands for itself: there is no other escape in use.
            TakesAtOnce("\\");
            piece.Append(_text[_at++]);
        }
    }

    private string Quoted()
    {
        Space(lines: false);
        return String().Text ?? throw Wrong("a string without holes");
    }

    private string Word()
    {
        Space(lines: false);
        var word = While(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return word.Length > 0 ? word : throw Wrong("a name");
    }

    private string While(Func<char, bool> fits)
    {
        var from = _at;
        while (_at < _text.Length && fits(_text[_at]))
        {
            _at++;
        }

        return _text[from.._at];
    }

    private void Needs(string token, bool lines = false)
    {
        if (!Takes(token, lines))
        {
            throw Wrong($"'{token}'");
        }
    }

    private bool Takes(string token, bool lines = false)
    {
        if (!Peeks(token, lines))
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private bool Peeks(string token, bool lines = false)
    {
        Space(lines);
        var end = _at + token.Length;
        return string.CompareOrdinal(_text, _at, token, 0, token.Length) == 0
            && (!char.IsAsciiLetter(token[0]) || end >= _text.Length || !char.IsAsciiLetterOrDigit(_text[end]))
            // '?' is no half of '??', '.' none of '.?'.
            && (token != "?" || end >= _text.Length || _text[end] != '?');
    }

    private bool TakesAtOnce(string token)
    {
        if (string.CompareOrdinal(_text, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private void Space(bool lines)
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == ' ' || (lines && _text[_at] == '\n'))
            {
                _at++;
            }
            else if (string.CompareOrdinal(_text, _at, "//", 0, 2) == 0)
            {
                While(c => c != '\n');
            }
            else
            {
                return;
            }
        }
    }

    private int Line() => 1 + _text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n');

    private FormatException Wrong(string expected) => new($"{_file}:{Line()}: expected {expected}.");
}
