using LienThong.App.Access;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Audit;

/// <summary>What a function knows about its call and the pipeline does not, for the call's entry in the audit log. Codes and ids
/// only.</summary>
internal sealed class AuditNote
{
    private static readonly object Key = new();

    /// <summary>The dossier that the call turned out to be about.</summary>
    public string? Dossier { get; set; }

    /// <summary>The employee, where the body names one.</summary>
    public string? Officer { get; set; }

    /// <summary>For whom the caller acts.</summary>
    public string? OnBehalfOf { get; set; }

    /// <summary>What else there is to know.</summary>
    public string? Detail { get; set; }

    /// <summary>The stable code of the refusal that was answered.</summary>
    public string? Refusal { get; set; }

    /// <summary>The call is about a dossier. Who filed it acts for the applicant, an agent by its authority.</summary>
    public void About(Procedures.Dossiers.Dossier dossier, Partner caller)
    {
        Dossier = dossier.Code.ToString();
        if (caller.Id == dossier.State.FiledBy)
        {
            OnBehalfOf = (dossier.Events[0] as DossierFiled)?.Authority is { } authority ? $"applicant, {authority.Kind} {AuditText.Code(authority.Number)}" : "applicant";
        }
    }

    /// <summary>The note of a call. Of one that is not recorded nobody will read it.</summary>
    public static AuditNote Of(HttpContext http)
    {
        if (http.Items[Key] is not AuditNote note)
        {
            http.Items[Key] = note = new AuditNote();
        }

        return note;
    }
}
