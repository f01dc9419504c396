using LienThong.Procedures.Dossiers;

namespace LienThong.App.OneMachine;

/// <summary>Works something out of one dossier after another. One of which that is not possible is named, and holds up no other.</summary>
internal sealed class EachDossier(TextWriter errors)
{
    /// <summary>Of how many it was not possible.</summary>
    public int Failed { get; private set; }

    /// <summary>What follows from a dossier; null when that is not possible.</summary>
    /// <param name="work">Reads and writes no store: what it throws is the dossier's own fault, or its law's.</param>
    public T? Try<T>(Dossier dossier, Func<Dossier, T> work)
        where T : class
    {
        try
        {
            return work(dossier);
        }
        catch (Exception e)
        {
            // These two speak of codes and sizes; what the messages of others hold is not known.
            Failed++;
            errors.WriteLine($"{dossier.Code}: {(e is InvalidDataException or KeyNotFoundException ? e.Message : e.GetType().Name)}");
            return null;
        }
    }
}
