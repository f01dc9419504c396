using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>The texts of the law's files by name: the built-in ones, with a folder's in place of or beside them.</summary>
internal static partial class LawFiles
{
    internal const string Agencies = "agencies.json";
    internal const string Reasons = "reasons.json";
    internal const string Hours = "calendar/hours.json";
    internal const string Provinces = "units/provinces.csv";
    internal const string Communes = "units/communes.csv";
    internal const string Mergers = "units/mergers.csv";

    /// <summary>Bytes that one file may have.</summary>
    private const int MaxBytes = 8_000_000;

    /// <summary>The built-in schema of a kind of law file.</summary>
    internal static string Meta(string kind) => Embedded($"meta/{kind}.schema.json");

    /// <summary>All files by name. What cannot be read is told and left out.</summary>
    internal static SortedDictionary<string, string> Read(string? folder, List<LawFault> faults)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in typeof(LawFiles).Assembly.GetManifestResourceNames())
        {
            var file = name.Replace('\\', '/');
            if (Known().IsMatch(file))
            {
                files[file] = Embedded(name);
            }
        }

        if (folder is null)
        {
            return files;
        }

        if (!Directory.Exists(folder))
        {
            faults.Add(new(folder, new(
                FaultCodes.LawFolderMissing,
                "",
                "Không có thư mục pháp luật này.",
                "There is no such law folder.")));
            return files;
        }

        // The built-in mergers speak of the built-in communes: whoever brings other communes brings their mergers, or none.
        if (File.Exists(Path.Combine(folder, Communes)))
        {
            files.Remove(Mergers);
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (Known().IsMatch(file))
            {
                if (ReadFile(file, path, faults) is { } text)
                {
                    files[file] = text;
                }
                else
                {
                    // Faulty already; the built-in file in its place would bring faults that are not there.
                    files.Remove(file);
                }
            }
            else if (Path.GetExtension(file) is ".json" or ".csv")
            {
                // A misspelt name must not leave the old law in force unnoticed.
                faults.Add(new(file, new(
                    FaultCodes.LawFileUnknown,
                    "",
                    "Không có tệp pháp luật nào mang tên này.",
                    "No file of the law has such a name.")));
            }
        }

        return files;
    }

    private static string? ReadFile(string file, string path, List<LawFault> faults)
    {
        try
        {
            if (new FileInfo(path).Length <= MaxBytes)
            {
                return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
                    .GetString(File.ReadAllBytes(path))
                    .TrimStart('\uFEFF');
            }

            faults.Add(new(file, new(
                FaultCodes.LawFileTooLarge,
                "",
                $"Tệp lớn hơn {MaxBytes} byte.",
                $"The file is larger than {MaxBytes} bytes.")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            faults.Add(new(file, new(
                FaultCodes.LawFileUnreadable,
                "",
                $"Không đọc được tệp: {exception.Message}",
                $"The file cannot be read: {exception.Message}")));
        }

        return null;
    }

    private static string Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The law file {name} is not built in.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        @"\A(agencies\.json|reasons\.json|calendar/(hours|[0-9]{4})\.json|units/(provinces|communes|mergers)\.csv|procedures/[a-z0-9.-]+\.json|(notices|partners)/[a-z0-9.-]+\.json|forms/[a-z0-9.-]+\.schema\.json)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
