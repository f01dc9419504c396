using System.Net;
using System.Text.Json.Nodes;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using LienThong.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Harness;

/// <summary>What families and agencies do with dossiers, in one line each.</summary>
public static class Dossiers
{
    private static readonly string[] AllSteps = ["birth", "residence", "insurance", "identity"];

    /// <summary>Files a family's declaration.</summary>
    public static async Task<FiledDossier> FileAsync(this RunningApp app, Family family, string by = "portal")
    {
        var answer = (await app.PostFilingAsync(family, by)).Is(HttpStatusCode.Accepted);
        await app.SettleAsync();
        return new FiledDossier((string)answer.Body["code"]!, family, by, answer);
    }

    public static Task<Answer> PostFilingAsync(this RunningApp app, Family family, string by = "portal", string? key = null) =>
        app.As(by).PostAsync("dossiers", family.Filing().On(by), ("Idempotency-Key", key ?? $"family-{family.Number}-{family.BirthOrder}-{by}"));

    /// <summary>A decision of the agency whose step it is.</summary>
    public static async Task<Answer> DecideAsync(this RunningApp app, FiledDossier filed, string step, JsonObject decision, string? by = null)
    {
        var answer = await app.As(by ?? TestPartners.AgencyOf(step, step == "birth" ? filed.Family.Commune : filed.Family.Home ?? filed.Family.Commune))
            .PostAsync($"dossiers/{filed.Code}/steps/{step}/decisions", decision);
        await app.SettleAsync();
        return answer;
    }

    /// <summary>Every step that has begun, or begins on the way, is done.</summary>
    public static async Task FinishAsync(this RunningApp app, FiledDossier filed)
    {
        foreach (var step in AllSteps)
        {
            if ((await app.DossierAsync(filed)).Steps.Any(s => s.Step == step && s.Status is "Requested" or "Accepted"))
            {
                (await app.DecideAsync(filed, step, Decision.Done(step))).Is(HttpStatusCode.OK);
            }
        }
    }

    /// <summary>The dossier as who filed it sees it.</summary>
    public static async Task<DossierSeen> DossierAsync(this RunningApp app, FiledDossier filed) =>
        new((await app.As(filed.By).ReadAsync($"dossiers/{filed.Code}")).Is(HttpStatusCode.OK).Body);

    /// <summary>The dossier as it stands in the store.</summary>
    public static async Task<Dossier> StoredAsync(this RunningApp app, string code) =>
        (await app.Services.GetRequiredService<IDossierStore>().ReadAsync(DossierCode.Parse(code), CancellationToken.None))!.Value;

    /// <summary>What has happened, in English, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> TimelineAsync(this RunningApp app, FiledDossier filed) =>
        [.. (await app.As(filed.By).ReadAsync($"dossiers/{filed.Code}/timeline")).Is(HttpStatusCode.OK).Body["events"]!.AsArray().Select(e => (string)e!["text"]!["en"]!)];

    /// <summary>The entries of a list, all pages of it from a continuation on.</summary>
    public static async Task<IReadOnlyList<JsonObject>> ListAsync(this RunningApp app, string by, string path, string? continuation = null)
    {
        List<JsonObject> items = [];
        do
        {
            var page = (await app.As(by).ReadAsync(path + (continuation is null ? "" : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}continuation={continuation}"))).Is(HttpStatusCode.OK).Body;
            items.AddRange(page["items"]!.AsArray().Select(i => i!.AsObject()));
            continuation = (string?)page["continuation"];
        }
        while (continuation is not null);
        return items;
    }

    /// <summary>A dossier's entries on the operator's attention list.</summary>
    public static async Task<IReadOnlyList<JsonObject>> AttentionAsync(this RunningApp app, string dossier)
    {
        await app.CatchUpAsync();
        return [.. (await app.ListAsync("operator", "attention")).Where(i => (string)i["dossier"]! == dossier)];
    }

    /// <summary>Uploads a record and gives its hash.</summary>
    public static async Task<string> UploadAsync(this RunningApp app, string by, string path, byte[] bytes) =>
        (string)(await app.As(by).PostAsync(path, bytes)).Is(HttpStatusCode.Created).Body["sha256"]!;
}

/// <summary>A declaration that was filed.</summary>
public sealed record FiledDossier(string Code, Family Family, string By, Answer Answer);

/// <summary>A dossier as a reader sees it.</summary>
public sealed record DossierSeen(JsonObject Body)
{
    public string Status => (string)Body["status"]!;

    public string? Outcome => (string?)Body["outcome"];

    public IReadOnlyList<StepSeen> Steps => [.. Body["steps"]!.AsArray().Select(s => new StepSeen(s!.AsObject()))];

    public StepSeen this[string step] => Steps.Single(s => s.Step == step);
}

/// <summary>A step as a reader sees it.</summary>
public sealed record StepSeen(JsonObject Body)
{
    public string Step => (string)Body["step"]!;

    public string Status => (string)Body["status"]!;

    public int Round => (int)Body["round"]!;

    public string? Parked => (string?)Body["parked"];

    /// <summary>When it is due, in Vietnam.</summary>
    public DateTimeOffset? Due => ((DateTimeOffset?)Body["due"])?.ToOffset(TimeSpan.FromHours(7));

    public bool Flag(string name) => (bool)Body[name]!;
}
