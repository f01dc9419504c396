using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.App.Population;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary><c>POST records/reusable</c>: which digitised records of persons who agree need not be brought again.</summary>
public sealed class ReusableRecordsRoute(LawLibrary law, RecordReuse reuse, PersonalDataBound bound, TimeProvider time)
{
    [Function("OfferReusableRecords")]
    [Needs(Scopes.UsePersonalData)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/records/reusable")] HttpRequest request, CancellationToken cancellation)
    {
        var caller = AccessMiddleware.CallerOf(request.HttpContext);
        if (bound.Take(caller.Id) is { } wait)
        {
            return Problems.TooManyRequests(wait);
        }

        var (asked, refused) = await JsonBody.ReadAsync<ReusableBody>(request, law.Forms.Get("request.reusable"), cancellation);
        if (asked is null)
        {
            return refused!;
        }

        if (!law.TryInForce(asked.Procedure, VietnamTime.DayOf(time.GetUtcNow()), out var version))
        {
            return Problems.ProcedureUnknown(asked.Procedure);
        }

        var (offers, faults) = await reuse.OfferAsync(caller, version, asked.Persons, cancellation);
        var consents = string.Join(", ", asked.Persons.Select(person => person.Consent.InCodes));
        AuditNote.Of(request.HttpContext).Detail = $"{version.Code}, {asked.Persons.Count} persons, {offers.Count} records, consents {consents}";
        return faults.Count == 0 ? Answers.Ok(new { procedure = version.Code, records = offers }) : Problems.Invalid(faults);
    }

    private sealed record ReusableBody(string Procedure, IReadOnlyList<ConsentingPerson> Persons);
}
