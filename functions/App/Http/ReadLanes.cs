using LienThong.App.Access;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary><c>GET lanes</c>: in which numbers other systems are spoken to, in which order, and how sure each of that is.</summary>
public sealed class ReadLanes(LawLibrary law, TimeProvider time)
{
    [Function(nameof(ReadLanes))]
    [Needs(Scopes.ReadProcedures)]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/lanes")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var today = VietnamTime.DayOf(time.GetUtcNow());
        return Answers.Ok(new
        {
            lanes = law.LanesInForce(today).Select(lane => new
            {
                lane = lane.Code,
                lane.Name,
                lane.Receiver,
                lane.ValidFrom,
                lane.ValidTo,
                lane.Speakers,
                lane.StepsOf,
                lane.Statuses,
                GetsResults = lane.Results is not null,
                lane.Asks,
                lane.Discloses,
                lane.Answers,
                lane.Sources,
            }),
        }, ProcedureRoutes.LawWords);
    }
}
