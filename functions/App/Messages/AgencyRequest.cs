using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;

namespace LienThong.App.Messages;

/// <summary>What an agency gets to decide on: its own form, made from the declaration and the results before it.</summary>
internal static class AgencyRequest
{
    /// <summary>The request as it stands. It holds what the step's law entry discloses to the agency, and no more.</summary>
    public static JsonObject Of(Dossier dossier, AgencyMessage message, DossierRules rules, JsonElement? notice)
    {
        var state = dossier.State;
        var step = state.Step(message.Step)!;
        var definition = rules.Step(message.Step);
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

        var request = new JsonObject
        {
            ["messageId"] = message.MessageId,
            ["kind"] = message.Kind,
            ["dossier"] = dossier.Code.ToString(),
            ["procedure"] = dossier.Procedure,
            ["step"] = message.Step,
            ["round"] = step.Round,
            ["agency"] = step.Agency.ToString(),
            ["due"] = JsonSerializer.SerializeToNode(step.Due, DossierJson.Options),
            ["form"] = form,
            ["results"] = results,
            ["records"] = JsonSerializer.SerializeToNode(RecordsFor(dossier, step), DossierJson.Options),
        };
        if (state.Authority is { } authority)
        {
            request["filedFor"] = new JsonObject
            {
                ["person"] = "applicant",
                ["by"] = state.FiledBy,
                ["authority"] = JsonSerializer.SerializeToNode(authority, DossierJson.Options),
            };
        }

        // Of what the agency gets to see. A difference or an oddity is for the officer to judge, and no fault by itself.
        if (state.Persons?.Where(p => IsDisclosed(p.Person)).ToList() is { Count: > 0 } persons)
        {
            request["persons"] = JsonSerializer.SerializeToNode(persons, DossierJson.Options);
        }

        var declared = new Declared(rules.Law, dossier.Declaration);
        if (Declarations.Warnings(declared, VietnamTime.DayOf(state.FiledAt), Sees) is { Count: > 0 } warnings)
        {
            request["warnings"] = JsonSerializer.SerializeToNode(warnings, DossierJson.Options);
        }

        if (dossier.Events.OfType<RecordReused>().Where(e => form.ContainsKey("records")).ToList() is { Count: > 0 } reused)
        {
            request["reused"] = JsonSerializer.SerializeToNode(reused.Select(e => new { e.Record.Sha256, e.From, Reference = e.Consent, Consent = e.Given }), DossierJson.Options);
        }

        if (notice is { } paper)
        {
            request["notice"] = new JsonObject
            {
                ["content"] = JsonNode.Parse(paper.GetRawText()),
                ["differences"] = JsonSerializer.SerializeToNode(state.NoticeDifferences, DossierJson.Options),
            };
        }

        return request;

        // Which procedures were chosen together is no secret among their agencies.
        bool Sees(string pointer) => IsDisclosed(pointer) || pointer == "/bundle";

        bool IsDisclosed(string pointer) => pointer.Split('/') is [_, var first, ..] && definition.Discloses.Contains(first);
    }

    // What came out of the steps before it, as it stands, and what was given for this one: a sibling's records are none of its business.
    private static IEnumerable<RecordReference> RecordsFor(Dossier dossier, StepState step) =>
    [
        .. dossier.State.Steps.Where(s => step.After.Contains(s.Step)).SelectMany(s => s.ResultRecords),
        .. dossier.Events.OfType<StepEvent>().Where(e => e.Step == step.Step).SelectMany(happened => happened switch
        {
            SupplementGiven given => given.Records,
            ConfirmationGiven { Paper: { } paper } => [paper],
            _ => [],
        }),
    ];
}
