using System.Text.RegularExpressions;

namespace LienThong.App.Tests.Architecture;

/// <summary>Whoever follows a link in the documents arrives.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents() =>
        [.. Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_WithinTheRepository_LeadToAFileAndAHeadingOfIt(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var lost = Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .Select(link => (Whole: link.Groups[0].Value, File: link.Groups[1].Value, Heading: link.Groups[2].Value))
            .Where(link => !link.File.Contains("://", StringComparison.Ordinal))
            .Where(link => Path.Combine(folder, link.File) is var target && link.File.Length == 0
                ? !HasHeading(Path.Combine(Repository.Root, document), link.Heading)
                : !Path.Exists(target) || (link.Heading.Length > 0 && !HasHeading(target, link.Heading)))
            .Select(link => link.Whole);

        Assert.Empty(lost);
    }

    private static bool HasHeading(string file, string anchor) => Heading().Matches(File.ReadAllText(file)).Any(heading => Anchor(heading.Groups[1].Value) == anchor);

    // As GitHub makes them: lower case, spaces become hyphens, of the rest letters, digits, hyphens and underscores stay.
    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c is '-' or '_'));

    [GeneratedRegex(@"\]\(([^)#\s]*)#?([^)\s]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
