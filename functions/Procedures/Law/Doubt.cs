namespace LienThong.Procedures.Law;

/// <summary>Something in a law file that is not confirmed.</summary>
/// <param name="At">JSON pointer into the procedure to what is in doubt.</param>
/// <param name="Certainty">Inferred or unconfirmed.</param>
/// <param name="Text">What is known of it.</param>
public sealed record Doubt(string At, Certainty Certainty, string Text)
{
    /// <summary>The doubts among the sources of an entry.</summary>
    internal static IEnumerable<Doubt> In(string pointer, IReadOnlyList<Source> sources) =>
        from source in sources
        where source.Certainty is Certainty.Inferred or Certainty.Unconfirmed
        select new Doubt(source.About is null ? pointer : $"{pointer}/{source.About}", source.Certainty, source.Text);
}
