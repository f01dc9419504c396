namespace LienThong.Simulator.Stories;

/// <summary>Makes families up: which case each has, and how it goes. A pure function of its arguments.</summary>
/// <param name="draws">Chance.</param>
/// <param name="caseloads">The kinds of case that are played.</param>
internal sealed class Families(Draws draws, IReadOnlyList<ICaseload> caseloads)
{
    /// <summary>Families that file so many dossiers together.</summary>
    /// <param name="dossiers">How many dossiers.</param>
    /// <param name="stories">Their stories in turn, those that no case of the play can have left out; null mixes them.</param>
    public IReadOnlyList<Family> Plan(int dossiers, IReadOnlyList<Story>? stories = null)
    {
        var inTurn = stories?.Where(story => caseloads.Any(cases => Knows(cases, story))).ToList();
        List<Family> families = [];
        for (var filed = 0; filed < dossiers; filed += families[^1].Filings.Count)
        {
            var number = families.Count;
            Story? wanted = inTurn?[number % inTurn.Count];
            var cases = draws.Weighted(
                [.. caseloads.Where(one => wanted is not { } story || Knows(one, story)).Select(one => (one, one.Weight))], number, "case");
            var family = cases.Make(number, filed, wanted ?? draws.Weighted(cases.Stories, number, "story"));
            families.Add(filed + family.Filings.Count <= dossiers ? family : cases.Make(number, filed, Story.Straight));
        }

        return families;
    }

    private static bool Knows(ICaseload cases, Story story) => cases.Stories.Any(known => known.Story == story);
}
