using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Law;

/// <summary>What must hold between a kind of notice and its form.</summary>
internal static class NoticeChecks
{
    internal static void Check(NoticeKind notice, Form? form, FaultTeller tell)
    {
        ProcedureChecks.CheckLimit(notice.Limit, "/limit", tell);
        if (form is null)
        {
            return;
        }

        Leads(notice.Code, "/code", node => node.Type == FormType.String);
        Leads(notice.IssuedAt, "/issuedAt", node => node.Format == Formats.DateTime);
        Leads(notice.Facility, "/facility", node => node.Format == Formats.FacilityCode);
        if (notice.Alike is { } alike)
        {
            DeclarationChecks.CheckFingerprint(alike, form, "/alike", tell);
        }

        DeclarationChecks.CheckRules(notice.Rules, form, tell);

        void Leads(string pointer, string at, Func<FormNode, bool> fits)
        {
            if (form.Find(pointer) is not { } node || !fits(node))
            {
                ProcedureChecks.UnknownPointer(at, pointer, tell);
            }
        }
    }
}
