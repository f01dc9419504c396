namespace LienThong.Simulator.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void TryParse_Nothing_TakesTheUsualPlay()
    {
        var options = Parsed();
        Assert.Equal(200, options.Dossiers);
        Assert.Equal(14, options.Days);
        Assert.Null(options.Seed);
        Assert.Equal(["birth", "death", "criminal-record", "passport", "driving-licence"], options.Procedures);
        Assert.Null(options.Url);
        Assert.False(options.Json || options.Keep || options.Help);
    }

    [Fact]
    public void TryParse_EveryOption_IsTaken()
    {
        var options = Parsed("--dossiers", "40", "--seed=7", "--days", "10", "--json", "--keep", "--data=x y");
        Assert.Equal((40, 7, 10, true, true, "x y"), (options.Dossiers, options.Seed, options.Days, options.Json, options.Keep, options.Data));
    }

    [Fact]
    public void TryParse_Procedures_TakesEachOnce() =>
        Assert.Equal(["death", "passport"], Parsed("--procedures", "death, passport,death").Procedures);

    [Fact]
    public void TryParse_Url_TakesDataAndPace()
    {
        var options = Parsed("--url", "http://127.0.0.1:7071", "--data", "data", "--pace", "1000.5");
        Assert.Equal(new Uri("http://127.0.0.1:7071"), options.Url);
        Assert.Equal(1000.5, options.Pace);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void TryParse_Help_IsHelpWhateverElse(string help) => Assert.True(Parsed("--pace", "5", help).Help);

    [Theory]
    [InlineData("--dossier", "--dossier")]
    [InlineData("40", "40")]
    [InlineData("--DOSSIERS", "--DOSSIERS")]
    [InlineData("--dossiers", "--dossiers")]
    [InlineData("--dossiers 0", "--dossiers")]
    [InlineData("--dossiers 1e3", "--dossiers")]
    [InlineData("--dossiers 20001", "--dossiers")]
    [InlineData("--dossiers --json", "--dossiers")]
    [InlineData("--seed -1", "--seed")]
    [InlineData("--days 61", "--days")]
    [InlineData("--json=yes", "--json")]
    [InlineData("--data", "--data")]
    [InlineData("--data --json", "--data")]
    [InlineData("--url nowhere --data x", "--url")]
    [InlineData("--url ftp://x --data x", "--url")]
    [InlineData("--url http://x", "--data")]
    [InlineData("--url http://x --data y --keep", "--keep")]
    [InlineData("--procedures", "--procedures")]
    [InlineData("--procedures birth,marriage", "--procedures")]
    [InlineData("--pace 2", "--pace")]
    [InlineData("--pace 0.5", "--pace")]
    [InlineData("--pace NaN --url http://x --data y", "--pace")]
    public void TryParse_WhatIsNotUnderstood_IsRefusedInBothLanguages(string line, string named)
    {
        Assert.False(Options.TryParse(line.Split(' '), out _, out var refusal));
        Assert.Contains(named, refusal, StringComparison.Ordinal);
        Assert.Contains(" / ", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Usage_NamesEveryOption()
    {
        foreach (var option in (string[])["--dossiers", "--seed", "--days", "--procedures", "--json", "--keep", "--data", "--url", "--pace", "--help"])
        {
            Assert.Contains(option, Options.Usage, StringComparison.Ordinal);
        }

        Assert.All(Parsed().Procedures, procedure => Assert.Contains(procedure, Options.Usage, StringComparison.Ordinal));
    }

    private static Options Parsed(params string[] args)
    {
        Assert.True(Options.TryParse(args, out var options, out var refusal), refusal);
        return options;
    }
}
