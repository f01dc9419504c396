using LienThong.Simulator.Api;
using LienThong.Simulator.Scores;

namespace LienThong.Simulator.Tests.Scores;

public sealed class LedgerTests
{
    private static readonly StepView Step = new() { Step = "birth", Agency = "civil-status-00004", Status = "Requested" };

    [Fact]
    public void Note_AViewAgain_CountsTheDossierOnce()
    {
        var ledger = new Ledger();
        ledger.Note(View("1", "InProgress", Step with { Overdue = true }), "\"1\"");
        ledger.Note(View("2", "InProgress", Step), "\"1\"");
        Assert.Equal((0, 1), (ledger.Closed, ledger.Overdue));
        ledger.Note(View("1", "Closed", Step with { Overdue = true }), "\"2\"");
        ledger.Note(View("1", "Closed", Step with { Overdue = true }), "\"2\"");
        Assert.Equal((1, 1), (ledger.Closed, ledger.Overdue));
        Assert.Equal("\"2\"", ledger.LastSeen("1")!.Value.ETag);
    }

    [Fact]
    public void NoteSaid_TheSameAgain_IsOneThing()
    {
        var ledger = new Ledger();
        ledger.NoteSaid("1", "birth", 1, "Accept");
        ledger.NoteSaid("1", "birth", 1, "Accept");
        ledger.NoteSaid("1", "birth", 1, "Done");
        ledger.NoteSaid("1", "birth", 2, "Done");
        Assert.Equal((3, 0), (ledger.Said("1", "birth"), ledger.Said("1", "residence")));
    }

    [Fact]
    public void Noted_EverythingNoted_IsToldWithItsNumber()
    {
        List<int> told = [];
        var ledger = new Ledger(told.Add);
        ledger.Note(View("1", "InProgress", Step), null);
        ledger.Note(new Delivery("1:birth:1", "request", "1", "birth", 1, ""));
        ledger.Note(new Delivered("1", "birth", "Done"));
        Assert.Equal([1, 2, 3], told);
    }

    private static DossierView View(string code, string status, params StepView[] steps) => new() { Code = code, Status = status, Steps = steps };
}
