using System.Net;
using LienThong.Simulator.Api;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Players;

/// <summary>Hospitals: they send notices of births and deaths, now and then twice.</summary>
internal sealed class HospitalPlayers(Stage stage)
{
    /// <summary>Plans what hospitals send about a family's children.</summary>
    public void Start(Family family)
    {
        foreach (var sending in family.Notices)
        {
            stage.Agenda.At(sending.At, cancellation => SendAsync(sending, again: false, cancellation));
        }
    }

    private async Task SendAsync(NoticeSending sending, bool again, CancellationToken cancellation)
    {
        var answer = await stage.Api.NotifyAsync(sending.Hospital, sending.Kind, sending.Notice, cancellation);

        // The first answer may have been lost on the way, so that the first sending looks like a second one.
        if (answer.Status != HttpStatusCode.OK && (again || answer.Status != HttpStatusCode.Created))
        {
            throw new UnexpectedAnswerException($"POST notices/{sending.Kind}", answer);
        }

        if (sending.Repeated && !again)
        {
            stage.After(TimeSpan.FromMinutes(3), next => SendAsync(sending, again: true, next));
        }
    }
}
