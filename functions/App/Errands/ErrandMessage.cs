using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Law.Lanes;

namespace LienThong.App.Errands;

/// <summary>What another system gets with an errand: what its file says that it may see, and no more.</summary>
internal static class ErrandMessage
{
    /// <summary>The same for every repetition of an errand, and another one when an operator has it done again, or when a late number
    /// takes a newer edition of the result along.</summary>
    public static string IdOf(Dossier dossier, Errand errand) =>
        $"{dossier.Code}:{errand.Lane}:{errand.Id}" + (errand is { Status: not null, Edition: > 1 and var edition } ? $":e{edition}" : "") + (dossier.State.Errands.GetValueOrDefault(errand.Lane) is { Replays: > 0 and var replays } ? $":r{replays}" : "");

    /// <summary>The message.</summary>
    /// <param name="lane">The lane; null when an agency is told of a new edition.</param>
    public static JsonObject Of(Dossier dossier, Errand errand, DossierRules rules, Lane? lane)
    {
        var state = dossier.State;
        var happened = dossier.Events[errand.Origin];
        var message = new JsonObject
        {
            ["messageId"] = IdOf(dossier, errand),
            ["kind"] = errand.Kind,
            ["lane"] = errand.Lane,
            ["dossier"] = dossier.Code.ToString(),
            ["aliases"] = Json(state.Aliases),
            ["procedure"] = dossier.Procedure,
            ["channel"] = state.Channel,
            ["filedAt"] = Json(state.FiledAt),
            ["due"] = Json(state.Due),
            ["at"] = Json(errand.Since),
        };
        if (errand.Step is { } step)
        {
            message["step"] = step;
            message["agency"] = state.Step(step)!.Agency.ToString();
        }

        if (lane is null && state.Step(errand.Step!) is { } own)
        {
            // To an agency it is one more message about its own step.
            message["round"] = own.Round;
            message["due"] = Json(own.Due);
        }

        if (errand.Status is { } number && lane?.Status(number) is { } status)
        {
            message["status"] = number;
            message["name"] = Json(status.Name);
            message["filled"] = errand.Filled;
            AddReason(message, happened);
            if (errand.Edition is not null)
            {
                AddResult(message, dossier, errand.Step!);
            }
        }
        else if (errand.Edition is not null && happened is StepEvent of)
        {
            AddResult(message, dossier, of.Step);
            message["result"]!["step"] = of.Step;
            message["result"]!["record"] = rules.Step(of.Step).ResultRecord;
            AddReason(message, happened);
        }

        if (lane is { Discloses.Count: > 0 })
        {
            var form = new JsonObject();
            foreach (var member in lane.Discloses)
            {
                if (dossier.Declaration.TryGetProperty(member, out var value))
                {
                    form[member] = JsonNode.Parse(value.GetRawText());
                }
            }

            message["form"] = form;
        }

        return message;
    }

    private static void AddReason(JsonObject message, DossierEvent happened)
    {
        (string? code, string? reason) = happened switch
        {
            StepRefused e => (e.ReasonCode, e.Text),
            SupplementAsked e => (null, e.Reason),
            DossierWithdrawn e => (null, e.Reason),
            DossierInvalidated e => (e.ReasonCode, e.Text),
            ResultCorrected e => (null, e.Reason),
            _ => (null, (string?)null),
        };
        if (code is not null)
        {
            message["reasonCode"] = code;
        }

        if (reason is not null)
        {
            message["reason"] = reason;
        }

        if (happened is SupplementAsked asked)
        {
            message["asked"] = Json(asked.Records);
            message["until"] = Json(asked.Until);
        }
    }

    // The newest edition: nobody is sent what is known to be wrong.
    private static void AddResult(JsonObject message, Dossier dossier, string step)
    {
        var newest = dossier.State.Step(step)!;
        message["result"] = new JsonObject
        {
            ["edition"] = newest.Edition,
            ["values"] = Json(newest.Result),
            ["records"] = new JsonArray(
            [
                .. newest.ResultRecords.Select(record => new JsonObject
                {
                    ["type"] = record.Type, ["sha256"] = record.Sha256, ["href"] = $"/api/v1/dossiers/{dossier.Code}/records/{record.Sha256}",
                }),
            ]),
        };
    }

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value, DossierJson.Options);
}
