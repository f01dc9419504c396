using LienThong.Procedures.Calendars;
using LienThong.Procedures.Dossiers;
using LienThong.Reports.Figures;
using LienThong.Reports.Making;

namespace LienThong.Reports.Tests;

/// <summary>Dossiers on the way into a report, as the app takes them there: counted, added up by day, read back, and those that stood open
/// added one by one.</summary>
internal static class Folding
{
    /// <summary>What is known of each commune.</summary>
    public static IReadOnlyDictionary<string, UnitTally> Communes(WeekFrame frame, IEnumerable<(string Code, Dossier Dossier)> dossiers)
    {
        var counted = dossiers.Select(one => (one.Code, Figures: DossierFigures.Read(DossierCount.Of(one.Dossier, SampleDossiers.Rules).ToBytes()))).ToList();
        var sum = new FactSum(frame, SampleDossiers.Law.Calendar);
        foreach (var day in counted.SelectMany(one => one.Figures.Days).Select(entry => entry.Day).Distinct())
        {
            var facts = new DayFacts();
            counted.ForEach(one => facts.Add(one.Code, one.Figures, day));
            sum.AddDay(day, facts.ToBytes());
        }

        foreach (var (code, figures) in counted)
        {
            if (!(figures.Cases[0].EndedAt is { } ended && VietnamTime.DayOf(ended) <= frame.Week.Sunday))
            {
                sum.AddOpen(code, figures);
            }
        }

        return sum.Communes();
    }
}
