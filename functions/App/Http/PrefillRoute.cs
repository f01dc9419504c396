using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Population;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary><c>POST procedures/{code}/prefill</c>: a declaration with all that the state knows, so that nobody types it.</summary>
public sealed class PrefillRoute(LawLibrary law, PrefillDesk desk, PersonalDataBound bound, TimeProvider time)
{
    [Function("PrefillDeclaration")]
    [Needs(Scopes.UsePersonalData)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/procedures/{code}/prefill")] HttpRequest request,
        string code, CancellationToken cancellation)
    {
        var caller = AccessMiddleware.CallerOf(request.HttpContext);
        if (bound.Take(caller.Id) is { } wait)
        {
            return Problems.TooManyRequests(wait);
        }

        if (!law.TryInForce(code, VietnamTime.DayOf(time.GetUtcNow()), out var version))
        {
            return Problems.ProcedureUnknown(code.Length <= 40 ? code : code[..40]);
        }

        var (asked, refused) = await JsonBody.ReadAsync<PrefillRequest>(request, law.Forms.Get("request.prefill"), cancellation);
        if (asked is null)
        {
            return refused!;
        }

        var answer = await desk.FillAsync(caller, version, asked, cancellation);
        if (answer.Prefilled is not { } prefilled)
        {
            return Problems.Invalid(answer.Faults);
        }

        var known = prefilled.Population == "answered" ? asked.Persons.Count - prefilled.Unknown.Count : 0;
        AuditNote.Of(request.HttpContext).Detail = $"{version.Code}, {asked.Persons.Count} persons, {known} known";
        return Answers.Ok(prefilled);
    }
}
