using System.Text.Json;
using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary><c>POST dossiers</c>: a declaration comes in.</summary>
public sealed class FileDossier(FilingDesk desk, LawLibrary law, SecretKeys keys)
{
    [Function(nameof(FileDossier))]
    [Needs(Scopes.FileDossiers)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        FunctionContext context,
        CancellationToken cancellation)
    {
        var (body, refused) = await JsonBody.ReadAsync(request, law.Forms.Get("request.filing"), cancellation);
        if (body is null)
        {
            return refused!;
        }

        var (key, badKey) = IdempotencyKey.Of(request);
        if (key is null)
        {
            return badKey ?? Problems.IdempotencyKeyMissing();
        }

        var sent = body.Root.Deserialize<FilingBody>(DossierJson.Options)!;
        var filing = new FilingRequest(key, body.Hash, sent.Procedure, body.Root.GetProperty("declaration"), context.TraceContext.TraceParent)
        {
            Authority = sent.Authority,
            Prefill = sent.Prefill,
            Reused = sent.Reused ?? [],
        };
        var filed = await desk.FileAsync(AccessMiddleware.CallerOf(request.HttpContext), filing, cancellation);
        switch (filed.Obstacle)
        {
            case FilingObstacle.KeyWasUsed:
                return Problems.IdempotencyKeyReused();
            case FilingObstacle.OutsideJurisdiction:
                return Problems.OutsideJurisdiction();
            case FilingObstacle.Invalid:
                return Problems.Invalid(filed.Faults);
        }

        var dossier = filed.Dossier!;
        var note = AuditNote.Of(request.HttpContext);
        note.About(dossier, AccessMiddleware.CallerOf(request.HttpContext));
        note.Officer = filing.Authority?.Officer;
        note.Detail = Reuse(dossier);
        await DossierTeller.StartAsync(client, dossier, cancellation);
        request.HttpContext.Response.Headers.Location = $"/api/v1/dossiers/{dossier.Code}";
        return Answers.Json(Receipt(dossier), StatusCodes.Status202Accepted);
    }

    // Which records were taken over and by whose consent stands in the dossier.
    private static string? Reuse(Dossier dossier) => dossier.Events.OfType<RecordReused>().ToList() is { Count: > 0 } reused
        ? $"reuses {reused.Count} records, consents {string.Join(", ", reused.Select(e => $"{e.Given?.How} {e.Consent}").Distinct())}"
        : null;

    // Made from what was written at filing, the law of that day and nothing later, so that the same request gets the same answer.
    private object Receipt(Dossier dossier)
    {
        var filed = (DossierFiled)dossier.Events[0];
        var held = dossier.Events.OfType<PossibleDuplicateFound>().FirstOrDefault();
        var declared = new Declared(law.Get(dossier.Procedure, dossier.LawVersion), dossier.Declaration);
        var warnings = Declarations.Warnings(declared, VietnamTime.DayOf(filed.At)).Select(warning => warning.Under("/declaration")).ToList();
        return new
        {
            code = dossier.Code,
            procedure = dossier.Procedure,
            lawVersion = dossier.LawVersion,
            status = held is null ? DossierStatus.InProgress : DossierStatus.Held,
            duplicateOf = held?.Other,
            filedAt = filed.At,
            due = filed.Due,
            steps = filed.Steps.Select(s => new { step = s.Step, agency = s.Agency, after = s.After }),
            warnings = warnings.Count == 0 ? null : warnings,
            trackingToken = keys.TrackingToken(dossier.Code.ToString()),
            links = new { self = $"/api/v1/dossiers/{dossier.Code}", tracking = $"/api/v1/tracking/{dossier.Code}" },
        };
    }

    private sealed record FilingBody(string Procedure, FilingAuthority? Authority, string? Prefill, IReadOnlyList<string>? Reused);
}
