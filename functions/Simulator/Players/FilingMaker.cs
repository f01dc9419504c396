using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Declarations;
using LienThong.Simulator.Stories;
using LienThong.Simulator.Time;

namespace LienThong.Simulator.Players;

/// <summary>Puts a filing together: lets the state fill in what it knows, takes papers over that are here already, and uploads
/// the others.</summary>
internal sealed class FilingMaker(Stage stage)
{
    // What is filed again, because an answer was lost, is the same.
    private readonly ConcurrentDictionary<string, JsonObject> _made = new(StringComparer.Ordinal);

    /// <summary>The body of a filing.</summary>
    public async Task<JsonObject> MakeAsync(Family family, Filing filing, CancellationToken cancellation)
    {
        if (_made.TryGetValue(filing.Key, out var made))
        {
            return made;
        }

        var body = new JsonObject { ["procedure"] = filing.Law.Code, ["declaration"] = filing.Declaration.DeepClone() };
        if (World.AuthorityOf(filing.Through) is { } authority)
        {
            body["authority"] = authority;
        }

        if (stage.Population is not null && stage.Draws.Chance(0.5, filing.Number, "prefill"))
        {
            body["prefill"] = await PrefillAsync(family, filing, cancellation);
        }

        if (filing.ReusesPapers)
        {
            body["reused"] = await ReuseAsync(filing, cancellation);
        }
        else
        {
            foreach (var paper in filing.Papers)
            {
                await stage.Api.UploadAsync(filing.Through, paper.Bytes, cancellation);
            }
        }

        return _made.GetOrAdd(filing.Key, body);
    }

    private async Task<JsonNode> PrefillAsync(Family family, Filing filing, CancellationToken cancellation)
    {
        var declared = new Declared(filing.Law, JsonSerializer.SerializeToElement(filing.Declaration));
        var persons = from one in declared.Persons
                      where one.Person.At == one.Pointer && declared.Text($"{one.Pointer}/personalId") is not null
                      let person = stage.Population!.Find(declared.Text($"{one.Pointer}/personalId")!)
                      select (JsonNode)new JsonObject
                      {
                          ["role"] = one.Person.Role,
                          ["personalId"] = person.PersonalId.ToString(),
                          ["fullName"] = person.FullName,
                          ["birthDate"] = person.BirthDate.ToString(),
                      };
        var asked = new JsonObject { ["persons"] = new JsonArray([.. persons]) };
        if (declared.NoticeCode is { } paper && family.Notices.Any(notice => notice.At.AddMinutes(10) < filing.At))
        {
            asked["paper"] = paper;
        }

        return (await stage.Api.PrefillAsync(filing.Through, filing.Law.Code, asked, cancellation)).GetProperty("prefill").GetString()!;
    }

    private async Task<JsonArray> ReuseAsync(Filing filing, CancellationToken cancellation)
    {
        var applicant = filing.Declaration["applicant"]!;
        var asked = new JsonObject
        {
            ["procedure"] = filing.Law.Code,
            ["persons"] = new JsonArray(new JsonObject
            {
                ["personalId"] = applicant["personalId"]!.DeepClone(),
                ["fullName"] = applicant["fullName"]!.DeepClone(),
                ["birthDate"] = applicant["birthDate"]!.DeepClone(),
                ["consent"] = new JsonObject
                {
                    ["givenBy"] = applicant["personalId"]!.DeepClone(),
                    ["as"] = "self",
                    ["how"] = "signed-form",
                    ["givenAt"] = stage.AppClock.GetUtcNow().AddMinutes(-1),
                    ["purpose"] = filing.Law.Code,
                    ["reference"] = $"consent-{filing.Key}",
                },
            }),
        };
        var offers = (await stage.Api.ReusableAsync(filing.Through, asked, cancellation)).GetProperty("records").EnumerateArray()
            .ToDictionary(offer => offer.GetProperty("sha256").GetString()!, offer => offer.GetProperty("offer").GetString()!, StringComparer.Ordinal);
        if (stage.Pace > 1 && offers.Count < filing.Papers.Count)
        {
            // At a fast pace the earlier dossier may not be in the index yet.
            throw new TryLaterException(TimeSpan.FromSeconds(1), $"The papers of {filing.Key} are not on offer yet");
        }

        return [.. filing.Papers.Select(paper => (JsonNode)offers[paper.Sha256])];
    }
}
