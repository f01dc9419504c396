using System.Globalization;
using System.Text.Json;
using LienThong.App.Access;
using LienThong.Embedded.Hosting;
using LienThong.Procedures.Law;
using LienThong.Procedures.Units;
using LienThong.Storage;

namespace LienThong.App.OneMachine;

/// <summary>What the command line does besides serving: tokens for partners, the official list of units, the audit log's
/// verification. What changes or gives something is recorded first.</summary>
internal static class Commands
{
    private const string Help = """
        dotnet run --project functions/App                            serve on http://127.0.0.1:7071
        dotnet run --project functions/App -- token --partner X       print a token for a registered partner
        dotnet run --project functions/App -- import-units FILE       take in a fuller list of communes (CSV)
        dotnet run --project functions/App -- partners                list the registered partners
        dotnet run --project functions/App -- rebuild-aliases         fill the numbers under which dossiers are found; the app is stopped
        dotnet run --project functions/App -- rebuild-facts           count all dossiers for reports anew; the app is stopped
        dotnet run --project functions/App -- audit verify            check the chains of the audit log, and print each day's head

        --data FOLDER   where everything is kept (default: data)
        --urls URL      where to serve (default: http://127.0.0.1:7071)
        --hours N       how long a token is good (default: 12, at most 720)
        --from, --to    days to verify, as 2026-11-22 (default: today in Vietnam)
        --heads FILE    heads printed earlier and kept elsewhere, one a line: each must still be true
        """;

    /// <summary>Carries the command out.</summary>
    /// <returns>False when the arguments name no command: then the app serves.</returns>
    public static bool Run(string[] args, TextWriter output, TextWriter errors, out int exitCode)
    {
        exitCode = 0;
        if (args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] != "--help"))
        {
            return false;
        }

        var settings = new ConfigurationBuilder().AddLocalSettings().AddEnvironmentVariables().AddCommandLine([.. args.Skip(1).Where((_, i) => args[0] != "import-units" || i > 0)]).Build();
        var data = DataFolder.Of(settings);
        try
        {
            exitCode = args[0] switch
            {
                "token" => Token(settings, data, output, errors),
                "partners" => Partners(data, output),
                "audit" when args.ElementAtOrDefault(1) == "verify" => AuditCommands.Verify(settings, data, output, errors),
                "rebuild-facts" => FactCommands.Rebuild(settings, data, output, errors),
                "rebuild-aliases" => AliasCommands.Rebuild(settings, data, output, errors),
                "import-units" => ImportUnits(args.ElementAtOrDefault(1), settings, data, output, errors),
                "--help" or "help" => Say(output, Help, 0),
                _ => Refuse(errors, $"Không có lệnh '{args[0]}'.", $"There is no command '{args[0]}'.{Environment.NewLine}{Help}"),
            };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or LawFileException or StorageUnavailableException or JsonException)
        {
            exitCode = Say(errors, e.Message, 1);
        }

        return true;
    }

    private static int Token(IConfiguration settings, string data, TextWriter output, TextWriter errors)
    {
        var registry = Registry(data);
        if (settings["partner"] is not { } id || registry.Find(id) is not { } partner)
        {
            var known = string.Join(", ", registry.All.Select(p => p.Id).Order());
            return Refuse(errors, $"Nêu một đối tác đã đăng ký: --partner X, X là một trong {known}.", $"Name a registered partner: --partner X, X one of {known}.");
        }

        if (!int.TryParse(settings["hours"] ?? "12", NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours is < 1 or > 720)
        {
            return Refuse(errors, "--hours nhận một số nguyên từ 1 đến 720.", "--hours takes a whole number from 1 to 720.");
        }

        AuditCommands.Record(settings, data, "token", $"{partner.Id} {hours} hours");
        return Say(output, TokenIssuer.Open(data, TimeProvider.System).Issue(partner.Id, TimeSpan.FromHours(hours)), 0);
    }

    private static int Partners(string data, TextWriter output)
    {
        foreach (var partner in Registry(data).All.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            output.WriteLine($"{partner.Id,-24} {partner.Kind.Name(),-14} {string.Join(' ', partner.Units.Concat(partner.Facilities))}");
        }

        return 0;
    }

    private static int ImportUnits(string? file, IConfiguration settings, string data, TextWriter output, TextWriter errors)
    {
        if (file is null || !File.Exists(file))
        {
            return Refuse(
                errors,
                "Nêu tệp CSV cần nhập: import-units FILE. Các cột: province,code,name,validFrom,validTo.",
                "Name the CSV file to import: import-units FILE. Its columns: province,code,name,validFrom,validTo.");
        }

        if (new FileInfo(file).Length > 8 * 1024 * 1024)
        {
            return Refuse(
                errors,
                "Tệp lớn hơn 8 MiB; danh mục mọi xã nhỏ hơn nhiều.",
                "The file is larger than 8 MiB; a list of every commune is far smaller.");
        }

        var csv = File.ReadAllText(file);
        var import = UnitImport.Parse(csv, LawLibrary.Load().Units.Provinces);
        if (import.Faults.Count > 0)
        {
            return Say(errors, string.Join(Environment.NewLine, import.Faults.Select(f => $"dòng/line {f.Line}, {f.Fault.Pointer.TrimStart('/')}: {f.Fault.Vi} {f.Fault.En}")), 1);
        }

        AuditCommands.Record(settings, data, "import-units", $"{import.Units.Count} communes");
        var target = Path.Combine(data, "law", "units", "communes.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var draft = target + ".new";
        File.WriteAllText(draft, csv);
        File.Move(draft, target, overwrite: true);
        return Say(output, $"{import.Units.Count} communes taken in; they count from the next start.", 0);
    }

    private static PartnerRegistry Registry(string data) => new(
        Path.Combine(data, "partners.json"), LawLibrary.Load(DataFolder.LawOf(data)),
        Microsoft.Extensions.Logging.Abstractions.NullLogger<PartnerRegistry>.Instance);

    /// <summary>Says in both languages why a command cannot be carried out as it was given.</summary>
    internal static int Refuse(TextWriter errors, string vi, string en)
    {
        errors.WriteLine(vi);
        return Say(errors, en, 2);
    }

    internal static int Say(TextWriter writer, string text, int exitCode)
    {
        writer.WriteLine(text);
        return exitCode;
    }
}
