using System.Text.Json.Nodes;
using LienThong.App.Dossiers;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Messages;

/// <summary>Makes the requests that agencies get, by POST or when they ask.</summary>
public sealed class AgencyRequests(DossierDesk desk, NoticeDesk notices)
{
    /// <summary>What goes with a message about a step, as the dossier stands.</summary>
    public async Task<JsonObject> MakeAsync(Dossier dossier, AgencyMessage message, CancellationToken cancellation)
    {
        var rules = desk.RulesFor(dossier);
        var notice = rules.Step(message.Step).Discloses.Contains("hospitalPaper") ? await notices.NoticeOfAsync(dossier, cancellation) : null;
        return AgencyRequest.Of(dossier, message, rules, notice);
    }
}
