using LienThong.Benchmarks;
using LienThong.Benchmarks.Durable;
using LienThong.Benchmarks.Overload;
using LienThong.Benchmarks.Reports;

try
{
    return args switch
    {
        ["chain", .. var options] when !AsksForHelp(options) => await ChainBenchmark.RunAsync(ChainOptions.Parse(options)),
        ["durable", .. var options] when !AsksForHelp(options) => await DurableBenchmark.RunAsync(Settings.Parse(options)),
        ["overload", .. var options] when !AsksForHelp(options) => await OverloadBenchmark.RunAsync(OverloadOptions.Parse(options)),
        ["report"] => await ReportBenchmark.RunAsync(),
        ["report-facts", var folder] => await ReportFacts.MakeAsync(folder),
        ["serve", var folder, var synchronous, "--urls", var url] => await DurableBenchmark.ServeAsync(folder, synchronous, url),
        [_, ..] when AsksForHelp(args) => Help(0),
        _ => Help(2),
    };
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

static bool AsksForHelp(string[] options) => options.Contains("--help");

static int Help(int exitCode)
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/Benchmarks -- chain [--count 20000] [--concurrency 64]
        dotnet run -c Release --project tests/Benchmarks -- durable [--workload W,H,R,I] [--waiting 100000] [--seconds 60]
                                                            [--ended 1000000] [--synchronous FULL|NORMAL] [--folder FOLDER]
        dotnet run -c Release --project tests/Benchmarks -- overload [--seconds 30] [--times 10]
        dotnet run -c Release --project tests/Benchmarks -- report

        chain     complete four-step birth chains through real HTTP; the app runs in a process of its own, the load generator
                  and the agencies in this one. Prints one JSON line.

        durable   the durable engine in its function host. W and H begin with five seconds unmeasured. Results are checked; each
                  line is JSON.
          W       start; three times an activity and an event that its run triggers, under a durable deadline of an hour:
                  2,000 workflows 50 at a time, then 300 one after the other
          H       1,000 workflows at once, five activities in sequence each
          R       a new process on --waiting instances that wait for an event and a timer each: until it serves, and its memory
          I       the same process, --seconds without a request: processor time and commits
          A       W on --ended finished instances, and while those are purged by age, against W on an empty store: each
                  for 11 s, in turns of a second, and the median of their ratios. Not among the default ones: it fills
                  about 3 GB of --folder first

        Data folders are made in --folder (the system's temporary folder) and removed at the end.

        overload  filings, for --seconds, --times as many as the app carries, whether answers come or not. The rest has to be turned
                  away with 429 or 503 and Retry-After, and memory has to stay below 1 GB. Then the app is killed and started
                  again, and every dossier that was answered 202 has to be there. Prints one JSON line; ends with 1 if any of
                  this is not so, or less was offered.

        report    the weekly reports of the country and its 34 provinces from a year's stored facts (2.1 million dossiers, 63
                  sources x 365 days), made and printed; then those of 3,321 communes, made (communesSeconds); then 100,000
                  changes of dossiers folded into figures and facts. Prints one JSON line beside the targets. The facts are made
                  first, by a process of its own: about a minute, and 1 GB of the system's temporary folder until the end
        """);
    return exitCode;
}
