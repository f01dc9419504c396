using System.Text.Json.Nodes;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Messages;

/// <summary>Makes the requests that agencies get, by POST or when they ask.</summary>
public sealed class AgencyRequests(DossierDesk desk, NoticeDesk notices)
{
    /// <summary>A step's request as it stands.</summary>
    public async Task<JsonObject> MakeAsync(Dossier dossier, string step, string kind, CancellationToken cancellation)
    {
        var rules = desk.RulesFor(dossier);
        var notice = rules.Step(step).Discloses.Contains("hospitalPaper") ? await notices.NoticeOfAsync(dossier, cancellation) : null;
        return AgencyRequest.Of(dossier, step, rules, kind, notice);
    }
}
