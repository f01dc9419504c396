using LienThong.Simulator.Api;

namespace LienThong.Simulator.Time;

/// <summary>Does what the agenda holds. What the app put off is planned again; anything else that goes wrong is reported and
/// ends that act alone.</summary>
/// <param name="agenda">Where an act that is put off goes.</param>
/// <param name="clock">The play's clock.</param>
/// <param name="pace">Seconds of the play's clock in a second of the app's.</param>
/// <param name="report">Told what no player expected.</param>
internal sealed class Acts(Agenda agenda, TimeProvider clock, double pace, Action<string> report)
{
    /// <summary>At most so many at once.</summary>
    public const int Width = 32;

    /// <summary>Does one.</summary>
    public async Task DoAsync(Planned planned, CancellationToken cancellation)
    {
        try
        {
            await planned.Act(cancellation);
        }
        catch (TryLaterException later)
        {
            agenda.At(clock.GetUtcNow() + (later.After * pace), planned.Act);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            report(e is UnexpectedAnswerException ? e.Message : $"{e.GetType().Name}: {e.Message}");
        }
    }
}
