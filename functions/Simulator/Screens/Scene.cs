using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Screens;

/// <summary>How a play stands at a moment.</summary>
/// <param name="Period">When it takes place.</param>
/// <param name="Now">The moment.</param>
/// <param name="Filed">Dossiers filed.</param>
/// <param name="Done">Dossiers closed, whichever way.</param>
/// <param name="Overdue">Steps past their limit, now or earlier.</param>
internal sealed record Scene(Period Period, DateTimeOffset Now, int Filed, int Done, int Overdue)
{
    /// <summary>Dossiers filed and not closed.</summary>
    public int InProgress => Filed - Done;

    /// <summary>How much of the play is over, 0 to 1.</summary>
    public double Share => Math.Clamp((Now - Period.Start) / (Period.End - Period.Start), 0, 1);
}
