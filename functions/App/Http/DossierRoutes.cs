using LienThong.App.Access;
using LienThong.App.Aliases;
using LienThong.App.Audit;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law;

namespace LienThong.App.Http;

/// <summary>Finds the dossier that a route names, for a caller who may see it.</summary>
public sealed class DossierRoutes(DossierFinder finder, LawLibrary law)
{
    /// <summary>The dossier, or the answer that refuses it.</summary>
    internal async Task<(Dossier? Dossier, IResult? Refused)> FindAsync(
        string code, HttpRequest request, Func<Partner, DossierState, bool>? may, CancellationToken cancellation)
    {
        var named = await finder.NamedAsync(code, cancellation);
        if (named.Dossier is not { } dossier)
        {
            return (null, NotNamed(named));
        }

        var caller = AccessMiddleware.CallerOf(request.HttpContext);
        AuditNote.Of(request.HttpContext).About(dossier, caller);
        var allowed = may is null ? caller.Sees(dossier.State, law.Units) : may(caller, dossier.State);
        return allowed ? (dossier, null) : (null, Problems.OutsideJurisdiction());
    }

    /// <summary>The answer when a text names no dossier, or more than one.</summary>
    internal static IResult NotNamed(Named named) => named.IsAmbiguous ? Problems.NumberAmbiguous() : Problems.DossierUnknown();

    /// <summary>The caller filed the dossier.</summary>
    internal static bool Filed(Partner caller, DossierState dossier) => dossier.FiledBy == caller.Id;

    /// <summary>The caller filed the dossier or decides a step of it.</summary>
    internal bool TakesPart(Partner caller, DossierState dossier) => Filed(caller, dossier) || caller.Decides(dossier, law.Units);
}
