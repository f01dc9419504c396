using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.App.Access;
using LienThong.App.Audit;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary>The procedures in force, with what each asks for and where the law says so; and every other version, by name.</summary>
public sealed class ProcedureRoutes(LawLibrary law, TimeProvider time)
{
    // In the law files' own words: working-days, unconfirmed.
    internal static readonly JsonSerializerOptions LawWords = new(DossierJson.Options) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    private DateOnly Today => VietnamTime.DayOf(time.GetUtcNow());

    [Function("ListProcedures")]
    [Needs(Scopes.ReadProcedures)]
    [Unaudited("The law is public.")]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/procedures")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Answers.Ok(new
        {
            procedures = law.Versions.Where(v => v.IsInForce(Today)).Select(v => new
            {
                v.Code,
                v.Version,
                v.Name,
                v.ValidFrom,
                v.ValidTo,
                v.FormerCodes,
                Steps = v.Steps.Select(s => s.Code),
                Link = $"/api/v1/procedures/{v.Code}",
            }),
        }, LawWords);
    }

    [Function("ReadProcedure")]
    [Needs(Scopes.ReadProcedures)]
    [Unaudited("The law is public.")]
    public IResult Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/procedures/{code}")] HttpRequest request, string code)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Query.TryGetValue("version", out var named))
        {
            return law.TryGet(code, named.ToString(), out var earlier) ? Answer(earlier) : Problems.ProcedureVersionUnknown();
        }

        return law.TryInForce(code, Today, out var version) ? Answer(version) : Problems.ProcedureUnknown(code.Length <= 40 ? code : code[..40]);
    }

    private IResult Answer(ProcedureVersion version) => Answers.Ok(
        new
        {
            version.Code,
            version.Version,
            version.Name,
            version.ValidFrom,
            version.ValidTo,
            Versions = law.Versions.Where(v => v.Code == version.Code).Select(v => new { v.Version, v.ValidFrom, v.ValidTo }),
            version.FormerCodes,
            version.GroupLimit,
            version.GroupLimitWithVerification,
            GroupLimitCases = version.GroupLimitCases.Count > 0 ? version.GroupLimitCases : null,
            version.SupplementWindow,
            Steps = version.Steps.Select(s => new
            {
                s.Code,
                s.Name,
                AgencyKind = s.Agency.Kind,
                s.When,
                s.After,
                s.Needs,
                s.Confirmation,
                s.Limit,
                s.LimitWithVerification,
                s.RefusalEffect,
                Reasons = law.Reasons.Where(r => r.MayBeGivenBy(s.Agency.Kind)).Select(r => r.Code),
                s.ResultRecord,
                s.ResultOf,
                s.ResultFields,
                s.Sources,
            }),
            version.Records,
            version.RecordNames,
            Rules = version.Rules.Select(r => new { r.Code, r.Pointer, r.Text, r.IsWarning, r.Sources }),
            Reasons = law.Reasons.Select(r => new { r.Code, r.Name }),
            version.Sources,
            version.Doubts,
            Calendar = law.CalendarDoubtsOn(Today),
            Declaration = law.Forms.Get(version.Form).Schema,
        },
        LawWords);
}
