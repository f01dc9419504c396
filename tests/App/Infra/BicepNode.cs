namespace LienThong.App.Tests.Infra;

/// <summary>A part of a Bicep expression, and the line that it begins in.</summary>
internal abstract record BicepNode(int Line)
{
    /// <summary>The text of a string without holes; null for everything else.</summary>
    public string? Text => this is BicepString { Holes.Count: 0 } text ? text.Pieces[0] : null;

    /// <summary>What stands under a key of an object; null when there is nothing, or this is none.</summary>
    public BicepNode? this[string key] => (this as BicepObject)?.Members.FirstOrDefault(member => member.Key.Text == key).Value;

    /// <summary>The items of an array; none when this is no array.</summary>
    public IReadOnlyList<BicepNode> Items => this is BicepArray array ? array.Values : [];

    /// <summary>The parts of this one.</summary>
    public abstract IEnumerable<BicepNode> Parts { get; }

    /// <summary>This one and all that is in it.</summary>
    public IEnumerable<BicepNode> All => Parts.SelectMany(part => part.All).Prepend(this);
}

/// <summary>A string: pieces of text with holes between them.</summary>
internal sealed record BicepString(int Line, IReadOnlyList<string> Pieces, IReadOnlyList<BicepNode> Holes) : BicepNode(Line)
{
    public override IEnumerable<BicepNode> Parts => Holes;
}

/// <summary>A number, true, false or null, as it is written.</summary>
internal sealed record BicepLiteral(int Line, string Value) : BicepNode(Line)
{
    public override IEnumerable<BicepNode> Parts => [];
}

/// <summary>Something that is declared, by its name.</summary>
internal sealed record BicepName(int Line, string Name) : BicepNode(Line)
{
    public override IEnumerable<BicepNode> Parts => [];
}

/// <summary>A property of something.</summary>
internal sealed record BicepMember(int Line, BicepNode Of, string Name) : BicepNode(Line)
{
    public override IEnumerable<BicepNode> Parts => [Of];
}

/// <summary>A call of a function, or of a method of something.</summary>
internal sealed record BicepCall(int Line, string Function, BicepNode? Of, IReadOnlyList<BicepNode> Arguments) : BicepNode(Line)
{
    public override IEnumerable<BicepNode> Parts => Of is null ? Arguments : [Of, .. Arguments];
}

/// <summary>Parts that belong together in some other way: an operator's, an index, a condition.</summary>
internal sealed record BicepGroup(int Line, IReadOnlyList<BicepNode> Values) : BicepNode(Line)
{
    public override IEnumerable<BicepNode> Parts => Values;
}

internal sealed record BicepArray(int Line, IReadOnlyList<BicepNode> Values) : BicepNode(Line)
{
    public override IEnumerable<BicepNode> Parts => Values;
}

/// <summary>An object; keys are strings, with holes perhaps.</summary>
internal sealed record BicepObject(int Line, IReadOnlyList<(BicepString Key, BicepNode Value)> Members) : BicepNode(Line)
{
    public override IEnumerable<BicepNode> Parts => Members.SelectMany(member => (BicepNode[])[member.Key, member.Value]);
}

/// <summary>Names that are known within a body only: a loop's, a lambda's.</summary>
/// <param name="Line">The line.</param>
/// <param name="Names">The names.</param>
/// <param name="In">What the loop goes through; null for a lambda.</param>
/// <param name="Body">Where they are known.</param>
internal sealed record BicepScope(int Line, IReadOnlyList<string> Names, BicepNode? In, BicepNode Body) : BicepNode(Line)
{
    public override IEnumerable<BicepNode> Parts => In is null ? [Body] : [In, Body];
}
