using System.Globalization;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>Dossiers that families file.</summary>
    public int Dossiers { get; init; } = 200;

    /// <summary>All chance comes from it: the same seed gives the same figures. Null takes the usual one, or, against an
    /// app that already runs, a fresh one.</summary>
    public int? Seed { get; init; }

    /// <summary>Days played from Monday 07/09/2026; the play ends at 08:00 of the day after.</summary>
    public int Days { get; init; } = 14;

    /// <summary>The procedures that are played.</summary>
    public IReadOnlyList<string> Procedures { get; init; } = Catalogue.Names;

    /// <summary>No pictures; the last line of standard output is one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>The app stays up after the play.</summary>
    public bool Keep { get; init; }

    /// <summary>The app's data folder; null is a temporary one that is deleted at the end.</summary>
    public string? Data { get; init; }

    /// <summary>An app that already runs; null starts one in this process.</summary>
    public Uri? Url { get; init; }

    /// <summary>Against an app that already runs: simulated seconds in a second.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>Only show how to use it.</summary>
    public bool Help { get; init; }

    /// <summary>What <c>--help</c> shows.</summary>
    public const string Usage = """
        Plays families, hospitals, agencies and the systems around them against the function app over HTTP.

        dotnet run --project functions/Simulator -- [options]

          --dossiers N   dossiers that families file, 1 to 20000 (200)
          --seed S       where all chance comes from; the same seed gives the same figures (2026)
          --days D       days from Monday 07/09/2026, 1 to 60 (14); the play ends at 08:00 of the day after, and
                         each week that is over by then has its report, made on Monday at 07:00
          --procedures L what is filed, with commas between: birth, death, criminal-record, passport,
                         driving-licence (all)
          --json         no pictures; the last line is one JSON object
          --keep         the app stays up at the address shown until Ctrl+C, with the weekly reports that it made
          --data FOLDER  where the app keeps its data (a temporary folder, deleted at the end);
                         with --url: the data folder of the app that runs there
          --url URL      play on the real clock against an app that already runs
          --pace P       with --url: simulated seconds in a real second (1)
          --help         this text

        Exit code: 0 all is well; 1 something was lost, done twice or answered against the contract; 2 the command
        line is not understood.
        """;

    private const string SeeHelp = "Xem --help. / See --help.";

    /// <summary>Reads a command line.</summary>
    /// <param name="args">The arguments, as <c>--name value</c> or <c>--name=value</c>.</param>
    /// <param name="options">What it asks for.</param>
    /// <param name="refusal">Why it is not understood, in both languages; null when it is.</param>
    public static bool TryParse(IReadOnlyList<string> args, out Options options, out string? refusal)
    {
        options = new Options();
        refusal = null;
        for (var i = 0; i < args.Count && refusal is null; i++)
        {
            var (name, inline) = Split(args[i]);
            string? Value() => inline ?? (i + 1 < args.Count ? args[++i] : null);
            switch (name)
            {
                case "--dossiers" when Whole(Value(), 1, 20_000, name, out var n, out refusal):
                    options = options with { Dossiers = n };
                    break;
                case "--seed" when Whole(Value(), 0, int.MaxValue, name, out var n, out refusal):
                    options = options with { Seed = n };
                    break;
                case "--days" when Whole(Value(), 1, 60, name, out var n, out refusal):
                    options = options with { Days = n };
                    break;
                case "--procedures" when Known(Value(), out var names, out refusal):
                    options = options with { Procedures = names };
                    break;
                case "--pace" when Pacing(Value(), out var pace, out refusal):
                    options = options with { Pace = pace };
                    break;
                case "--data" when Folder(Value(), out var folder, out refusal):
                    options = options with { Data = folder };
                    break;
                case "--url" when Address(Value(), out var url, out refusal):
                    options = options with { Url = url };
                    break;
                case "--json" or "--keep" or "--help" or "-h" when inline is not null:
                    refusal = $"{name} không nhận giá trị. / {name} takes no value. {SeeHelp}";
                    break;
                case "--json":
                    options = options with { Json = true };
                    break;
                case "--keep":
                    options = options with { Keep = true };
                    break;
                case "--help" or "-h":
                    options = options with { Help = true };
                    break;
                default:
                    refusal ??= $"Không có tùy chọn \"{args[i]}\". / There is no option \"{args[i]}\". {SeeHelp}";
                    break;
            }
        }

        refusal ??= options switch
        {
            { Help: true } => null,
            { Url: not null, Data: null } =>
                "--url cần --data: thư mục dữ liệu của ứng dụng đó, để cấp mã truy cập cho các bên. / " +
                "--url needs --data: that app's data folder, to issue the players' tokens.",
            { Url: null, Pace: not 1 } => $"--pace chỉ dùng với --url. / --pace goes with --url only. {SeeHelp}",
            { Url: not null, Keep: true } =>
                $"--keep không dùng với --url: ứng dụng đó vẫn chạy. / --keep does not go with --url: that app stays up anyway. {SeeHelp}",
            _ => null,
        };
        return refusal is null;
    }

    private static (string Name, string? Value) Split(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=') is > 0 and var at
            ? (argument[..at], argument[(at + 1)..])
            : (argument, null);

    private static bool Whole(string? text, int least, int most, string name, out int value, out string? refusal)
    {
        var right = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
        refusal = right
            ? null
            : $"{name} cần một số nguyên từ {least} đến {most}. / {name} needs a whole number from {least} to {most}. {SeeHelp}";
        return right;
    }

    private static bool Pacing(string? text, out double pace, out string? refusal)
    {
        var right = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out pace) && pace is >= 1 and <= 1_000_000;
        refusal = right ? null : $"--pace cần một số từ 1 đến 1000000. / --pace needs a number from 1 to 1000000. {SeeHelp}";
        return right;
    }

    private static bool Known(string? text, out IReadOnlyList<string> names, out string? refusal)
    {
        names = [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        var right = names.Count > 0 && names.All(Catalogue.Names.Contains);
        var known = string.Join(", ", Catalogue.Names);
        refusal = right ? null : $"--procedures cần tên các thủ tục trong số: {known}. / --procedures needs names out of: {known}. {SeeHelp}";
        return right;
    }

    private static bool Folder(string? text, out string folder, out string? refusal)
    {
        folder = text ?? "";
        var right = !string.IsNullOrWhiteSpace(text) && !text.StartsWith("--", StringComparison.Ordinal);
        refusal = right ? null : $"--data cần tên một thư mục. / --data needs the name of a folder. {SeeHelp}";
        return right;
    }

    private static bool Address(string? text, out Uri? url, out string? refusal)
    {
        var right = Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https";
        refusal = right ? null : $"--url cần một địa chỉ http hoặc https. / --url needs an http or https address. {SeeHelp}";
        return right;
    }
}
