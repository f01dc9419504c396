using LienThong.App.Access;
using LienThong.App.Errands;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary><c>GET dossiers/{code}</c> and its timeline.</summary>
public sealed class ReadDossier(DossierRoutes routes, LaneDirectory lanes, LawLibrary law, TimeProvider time)
{
    [Function(nameof(ReadDossier))]
    [Needs(Scopes.ReadDossiers)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dossiers/{code}")] HttpRequest request, string code, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, may: null, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var caller = AccessMiddleware.CallerOf(request.HttpContext);
        var now = time.GetUtcNow();
        var rules = DossierRules.For(dossier, law);

        // The explanation says so when the whole becomes late, and nothing needs to happen for that.
        var etag = dossier.State.Status != DossierStatus.Closed && GroupClock.HasPassed(dossier, rules, now) ? $"\"{dossier.Version}-late\"" : $"\"{dossier.Version}\"";
        request.HttpContext.Response.Headers.ETag = etag;
        if (request.Headers.IfNoneMatch.Contains(etag))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        var deliveries = Delivery.Of(dossier, rules, lanes.Of(dossier));
        var view = DossierView.Of(dossier, rules, now, step => SeesResult(caller, dossier.State, step), caller.Id == dossier.State.FiledBy);
        return Answers.Ok(view with
        {
            Deliveries = deliveries.Count == 0 ? null : deliveries,
            ReusedRecords = SeesRecords(caller, dossier.State, rules) ? view.ReusedRecords : null,
        });
    }

    [Function("ReadTimeline")]
    [Needs(Scopes.ReadDossiers)]
    public async Task<IResult> Timeline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/dossiers/{code}/timeline")] HttpRequest request, string code, CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, may: null, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var names = new DossierNames(dossier, DossierRules.For(dossier, law));
        return Answers.Ok(new
        {
            code = dossier.Code,
            events = dossier.Events.Select(e => new
            {
                at = e.At,
                type = EventTypes.Of(e),
                by = e.By,
                onBehalfOf = dossier.State.Authority is not null && e.By == dossier.State.FiledBy ? "applicant" : null,
                step = (e as StepEvent)?.Step,
                text = EventWords.Of(e, names),
            }),
        });
    }

    // Whoever knows a record's hash and takes part in the dossier can fetch it: it is told only where the record itself is disclosed.
    private bool SeesRecords(Partner caller, DossierState dossier, DossierRules rules) =>
        caller.Id == dossier.FiledBy
        || dossier.Steps.Any(step => caller.Is(step.Agency, law.Units) && rules.Step(step.Step).Discloses.Contains("records"));

    // A result is for whoever filed, for the agency that gave it, and for those whose step builds on it.
    private bool SeesResult(Partner caller, DossierState dossier, StepState step) =>
        caller.Id == dossier.FiledBy
        || caller.Is(step.Agency, law.Units)
        || dossier.Steps.Any(s => s.After.Contains(step.Step) && caller.Is(s.Agency, law.Units));
}
