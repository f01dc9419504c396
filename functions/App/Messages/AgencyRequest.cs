using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Messages;

/// <summary>What an agency gets to decide on: its own form, made from the declaration and the results before it.</summary>
internal static class AgencyRequest
{
    /// <summary>The request as it stands. It holds what the step's law entry discloses to the agency, and no more.</summary>
    public static JsonObject Of(Dossier dossier, string stepCode, DossierRules rules, string kind, JsonElement? notice)
    {
        var state = dossier.State;
        var step = state.Step(stepCode)!;
        var definition = rules.Step(stepCode);
        var form = new JsonObject();
        foreach (var member in definition.Discloses)
        {
            if (dossier.Declaration.TryGetProperty(member, out var value))
            {
                form[member] = JsonNode.Parse(value.GetRawText());
            }
        }

        var results = new JsonObject();
        foreach (var before in state.Steps.Where(s => s.Status == StepStatus.Done && step.After.Contains(s.Step)))
        {
            results[before.Step] = JsonSerializer.SerializeToNode(before.Result, DossierJson.Options);
        }

        var message = new JsonObject
        {
            ["messageId"] = kind == "request" ? $"{dossier.Code}:{stepCode}:{step.Round}" : $"{dossier.Code}:{stepCode}:{step.Round}:{kind}",
            ["kind"] = kind,
            ["dossier"] = dossier.Code.ToString(),
            ["procedure"] = dossier.Procedure,
            ["step"] = stepCode,
            ["round"] = step.Round,
            ["agency"] = step.Agency.ToString(),
            ["due"] = JsonSerializer.SerializeToNode(step.Due, DossierJson.Options),
            ["form"] = form,
            ["results"] = results,
            ["records"] = JsonSerializer.SerializeToNode(state.Records, DossierJson.Options),
        };
        if (notice is { } paper)
        {
            message["notice"] = new JsonObject
            {
                ["content"] = JsonNode.Parse(paper.GetRawText()),
                ["differences"] = JsonSerializer.SerializeToNode(state.NoticeDifferences, DossierJson.Options),
            };
        }

        return message;
    }
}
