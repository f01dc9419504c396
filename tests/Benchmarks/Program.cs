using LienThong.Benchmarks;

return args switch
{
    ["chain", .. var options] => await ChainBenchmark.RunAsync(ChainOptions.Parse(options)),
    _ => Help(),
};

static int Help()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/Benchmarks -- chain [--count 20000] [--concurrency 64]

        chain   complete four-step birth chains through real HTTP; the app runs in a process of its own, the load generator and
                the agencies in this one. Prints one JSON line.
        """);
    return 2;
}
