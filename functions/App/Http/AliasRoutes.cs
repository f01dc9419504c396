using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Audit;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary>A dossier's other numbers: giving it one, taking a wrong one back, and finding it by any of them.</summary>
public sealed class AliasRoutes(DossierRoutes routes, AliasDesk desk, DossierFinder finder, AliasKeys keys, LawLibrary law)
{
    [Function("GiveAlias")]
    [Needs(Scopes.GiveAliases)]
    public Task<IResult> Give(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/aliases")] HttpRequest request, string code, CancellationToken cancellation) =>
        ActAsync(
            request, code, routes.TakesPart, "request.alias",
            (dossier, by, alias) => desk.GiveAsync(dossier, by, alias.Register, alias.Number, cancellation), cancellation);

    [Function("WithdrawAlias")]
    [Needs(Scopes.Operate)]
    public Task<IResult> Withdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/{code}/aliases/withdrawal")] HttpRequest request, string code, CancellationToken cancellation) =>
        ActAsync(
            request, code, may: null, "request.alias-withdrawal",
            (dossier, by, alias) => desk.WithdrawAsync(dossier, by, alias.Register, alias.Number, alias.Reason!, cancellation), cancellation);

    [Function("SearchDossiers")]
    [Needs(Scopes.ReadDossiers)]
    public async Task<IResult> Search(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dossiers/search")] HttpRequest request, CancellationToken cancellation)
    {
        var (asked, bad) = await JsonBody.ReadAsync<SearchBody>(request, law.Forms.Get("request.search"), cancellation);
        if (asked is null)
        {
            return bad!;
        }

        var (by, key) = asked switch
        {
            { Number: { } number, PersonalId: null, CertificateCode: null } => ("number", AliasKeys.Number(number)),
            { Number: null, PersonalId: { } id, CertificateCode: null } => ("personalId", keys.Person(id)),
            { Number: null, PersonalId: null, CertificateCode: { } paper } => ("certificateCode", keys.Certificate(paper)),
            _ => (null, ""),
        };
        if (by is null)
        {
            return Problems.Invalid([new Fault("search-by-one", "",
                "Nêu đúng một trong ba: number, personalId, certificateCode.", "Name exactly one of number, personalId and certificateCode.")]);
        }

        var note = AuditNote.Of(request.HttpContext);
        note.Detail = by;
        var caller = AccessMiddleware.CallerOf(request.HttpContext);
        if (by != "number" && caller.Kind == PartnerKind.Operator)
        {
            return Problems.OperatorSearchesPersons();
        }

        var all = asked.Number is { } text ? await finder.WithNumberAsync(text, cancellation) : await finder.FindAsync(key, cancellation);
        var found = all.Where(dossier => caller.Sees(dossier.State, law.Units)).ToList();
        (note.Dossier, note.Detail) = (found.Count == 1 ? found[0].Code.ToString() : null, $"{by}, {found.Count} found");
        return Answers.Ok(new { dossiers = found.Select(dossier => new { code = dossier.Code, dossier.Procedure, status = dossier.State.Status, self = $"/api/v1/dossiers/{dossier.Code}" }) });
    }

    private async Task<IResult> ActAsync(
        HttpRequest request, string code, Func<Partner, DossierState, bool>? may, string form, Func<Dossier, Partner, AliasBody, Task<Written>> act,
        CancellationToken cancellation)
    {
        var (dossier, refused) = await routes.FindAsync(code, request, may, cancellation);
        if (dossier is null)
        {
            return refused!;
        }

        var (given, bad) = await JsonBody.ReadAsync<AliasBody>(request, law.Forms.Get(form), cancellation);
        if (given is null)
        {
            return bad!;
        }

        AuditNote.Of(request.HttpContext).Detail = given.Register;
        var written = await act(dossier, AccessMiddleware.CallerOf(request.HttpContext), given);
        return written.Decided.Refusal is { } refusal
            ? Problems.From(refusal)
            : Answers.Ok(new { code = dossier.Code, aliases = written.Dossier.State.Aliases, changed = written.Decided.Events.Count > 0 });
    }

    /// <param name="Reason">Of a withdrawal.</param>
    private sealed record AliasBody(string Register, string Number, string? Reason);

    private sealed record SearchBody(string? Number, PersonalId? PersonalId, string? CertificateCode);
}
