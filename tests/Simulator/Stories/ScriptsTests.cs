using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Tests.Stories;

public sealed class ScriptsTests
{
    private static readonly string[] Steps = ["birth", "residence", "insurance", "identity"];
    private static readonly Draws Draws = new(2026);

    [Theory]
    [InlineData("Supplemented", "Supplement")]
    [InlineData("NeverSupplemented", "Supplement")]
    [InlineData("Verified", "Verify")]
    [InlineData("FirstRefused", "Refuse")]
    [InlineData("LaterRefused", "Refuse")]
    [InlineData("Transferred", "Transfer")]
    [InlineData("Corrected", "Correct")]
    [InlineData("NumberFromOffice", "Complete")]
    public void For_StoryAboutADecision_MakesItOnceAtItsStep(string story, string move)
    {
        for (var filing = 0; filing < 50; filing++)
        {
            var times = Steps.SelectMany(step => Of(filing, story, step, 1).Moves).Count(timed => timed.Move.ToString() == move);
            Assert.Equal(1, times);
            Assert.DoesNotContain(Steps.SelectMany(step => Of(filing, story, step, 2).Moves), timed => timed.Move.ToString() == move);
        }
    }

    [Fact]
    public void For_SupplementedTwice_AsksInTwoRounds()
    {
        for (var filing = 0; filing < 50; filing++)
        {
            var rounds = Enumerable.Range(1, 3).Select(round => Steps.SelectMany(step => Of(filing, "SupplementedTwice", step, round).Moves).Count(timed => timed.Move == Move.Supplement));
            Assert.Equal([1, 1, 0], rounds);
        }
    }

    [Fact]
    public void For_AnyStory_TheSecondRoundEndsWithAResult()
    {
        foreach (var story in Enum.GetValues<Story>().Except([Story.SupplementedTwice]))
        {
            foreach (var step in Steps)
            {
                Assert.All(Enumerable.Range(0, 50), filing => Assert.Equal(Move.Done, Of(filing, story.ToString(), step, 2).Moves[^1].Move));
            }
        }
    }

    [Fact]
    public void For_AgencyDown_RefusesADeliveryAndDropsOneAtOneStep()
    {
        for (var filing = 0; filing < 50; filing++)
        {
            var down = Steps.Select(step => Of(filing, "AgencyDown", step, 1)).Single(script => script.Dropped > 0);
            Assert.InRange(down.Unavailable, 1, 5);
            Assert.InRange(down.Dropped, 1, 3);
        }
    }

    [Fact]
    public void For_Overdue_DecidesPastTheLimitOfOneStep()
    {
        for (var filing = 0; filing < 50; filing++)
        {
            Assert.Single(Steps.SelectMany(step => Of(filing, "Overdue", step, 1).Moves), timed => timed.Past is >= 1 and < 14);
        }
    }

    [Fact]
    public void For_EverythingElse_StaysWithinTheLimit()
    {
        foreach (var story in Enum.GetValues<Story>().Where(story => story != Story.Overdue))
        {
            foreach (var (step, filing) in Steps.SelectMany(step => Enumerable.Range(0, 50).Select(filing => (step, filing))))
            {
                Assert.All(Of(filing, story.ToString(), step, 1).Moves, timed =>
                {
                    Assert.Null(timed.Past);
                    Assert.InRange(timed.Share, 0, 1);
                });
            }
        }
    }

    private static Script Of(int filing, string story, string step, int round) =>
        Scripts.For(Draws, filing, Enum.Parse<Story>(story), Steps, step, round);
}
