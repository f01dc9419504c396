using LienThong.Simulator.Players;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Screens;
using LienThong.Simulator.Stories;
using Spectre.Console;

namespace LienThong.Simulator;

/// <summary>One run of the program: command line in, figures out.</summary>
internal static class Session
{
    private const int Shown = 20;

    /// <summary>Runs it.</summary>
    /// <returns>The exit code, as <see cref="Options.Usage"/> says.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        if (!Options.TryParse(args, out var options, out var refusal))
        {
            await Console.Error.WriteLineAsync(refusal);
            return 2;
        }

        if (options.Help)
        {
            Console.WriteLine(Options.Usage);
            return 0;
        }

        if (options is { Url: null, Data: { } folder } && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            await Console.Error.WriteLineAsync(
                $"Thư mục {folder} không trống: hãy nêu một thư mục mới, vì mỗi lần chạy bắt đầu từ đầu. / " +
                $"The folder {folder} is not empty: name a new one, because each play begins from nothing.");
            return 2;
        }

        if (options.Url is not null && !File.Exists(Path.Combine(options.Data!, "issuer-key.pem")))
        {
            await Console.Error.WriteLineAsync(
                $"{options.Data} không phải thư mục dữ liệu của một ứng dụng: không có khóa cấp mã truy cập. / " +
                $"{options.Data} is not an app's data folder: there is no issuer key in it.");
            return 2;
        }

        var data = options.Data ?? Directory.CreateTempSubdirectory("lien-thong-play-").FullName;
        try
        {
            return await PlayAsync(options, PlayPlan.Of(options, data, TimeProvider.System.GetUtcNow()), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 130;
        }
        catch (AppUnusableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        finally
        {
            if (options.Data is null)
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }

    private static async Task<int> PlayAsync(Options options, PlayPlan plan, CancellationToken cancellation)
    {
        await using var play = await Play.OpenAsync(plan, cancellation);
        var figures = options.Json || Console.IsOutputRedirected
            ? await PlainlyAsync(play, cancellation)
            : await LiveAsync(play, cancellation);
        if (options.Keep)
        {
            Console.WriteLine(Invitation(play));
        }

        if (options.Json)
        {
            Console.WriteLine(figures.ToJson());
        }

        if (options.Keep)
        {
            await KeepAsync(play, cancellation);
        }

        return figures.AllIsWell() ? 0 : 1;
    }

    private static async Task<Figures> PlainlyAsync(Play play, CancellationToken cancellation)
    {
        var screen = new PlainScreen(Console.Out);
        var figures = await play.RunAsync(screen, cancellation);
        screen.Conclude(figures, play.Versions, Troubles(play));
        return figures;
    }

    private static async Task<Figures> LiveAsync(Play play, CancellationToken cancellation)
    {
        LiveScreen screen = null!;
        var figures = await AnsiConsole.Live(LiveScreen.Opening).StartAsync(live =>
        {
            screen = new LiveScreen(AnsiConsole.Console, live);
            return play.RunAsync(screen, cancellation);
        });
        screen.Conclude(figures, play.Versions, Troubles(play));
        return figures;
    }

    private static IReadOnlyList<string> Troubles(Play play)
    {
        IReadOnlyList<string> all =
        [
            .. Scoreboard.Losses(play.Observed!),
            .. Scoreboard.Doubles(play.Observed!),
            .. play.Observed!.Unexpected,
        ];
        return all.Count <= Shown ? all : [.. all.Take(Shown), $"… {all.Count - Shown}"];
    }

    private static string Invitation(Play play)
    {
        var someone = play.Observed!.Filed[0];
        var api = $"{play.Address}api/v1";
        return $"""

            Ứng dụng vẫn chạy tại {play.Address}, đồng hồ của nó đi tiếp từ lúc mô phỏng kết thúc. Ctrl+C để dừng.
            The app stays up at {play.Address}, its clock goes on from the end of the play. Ctrl+C stops it.

            FILER={play.TokenFor(someone.Filing.Through)}
            OPERATOR={play.TokenFor(World.Operator)}
            curl -H "Authorization: Bearer $FILER" {api}/dossiers/{someone.Code}
            curl -H "Authorization: Bearer $FILER" {api}/dossiers/{someone.Code}/timeline
            curl -H "Authorization: Bearer $OPERATOR" {api}/attention
            {string.Join(Environment.NewLine, play.Observed.Reports.Select(read =>
                $"curl -H \"Authorization: Bearer $OPERATOR\" -o {read.Week}.html '{api}/reports/weekly/{read.Week}?format=html'"))}
            """;
    }

    private static async Task KeepAsync(Play play, CancellationToken cancellation)
    {
        try
        {
            await play.GoOnAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.WriteLine();
        }
    }
}
