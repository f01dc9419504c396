using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace LienThong.Embedded.Hosting;

/// <summary>Puts settings into the <c>%Name%</c> places of attributes.</summary>
internal sealed partial class Settings(IConfiguration configuration)
{
    /// <summary>The text with its settings in place; the names of those that are not set are added to <paramref name="missing"/>.</summary>
    public string Resolve(string text, ICollection<string> missing) => Place().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        if (configuration[name] is { } value)
        {
            return value;
        }

        missing.Add(name);
        return match.Value;
    });

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Place();
}
