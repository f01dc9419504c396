using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LienThong.App.Population;
using LienThong.App.Tests.Architecture;

namespace LienThong.App.Tests.Population;

/// <summary>docs/contracts/population.openapi.json as a test holds what really went over the network against it.</summary>
internal sealed class WrittenContract
{
    private readonly JsonNode _contract = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs/contracts/population.openapi.json")))!;
    private readonly PopulationContract _schemas = PopulationContract.Load();

    /// <summary>Every answer that the contract knows, as operation and status.</summary>
    public IReadOnlyList<string> Answers =>
    [
        .. from path in _contract["paths"]!.AsObject()
           from method in path.Value!.AsObject()
           from response in method.Value!["responses"]!.AsObject()
           select $"{(string)method.Value["operationId"]!} {response.Key}",
    ];

    /// <summary>Which of its answers an exchange is; or everything in which the exchange departs from the contract.</summary>
    public (string? Answer, IReadOnlyList<string> Faults) Judge(Exchange exchange)
    {
        if (Operation(exchange) is not { } operation)
        {
            return (null, [$"{exchange.Method} {exchange.Path} is not in the contract."]);
        }

        List<string> faults = [];
        var sent = operation["requestBody"];
        if (sent is null != exchange.Sent is null)
        {
            faults.Add("A body where there should be none, or none where there should be one.");
        }
        else if (sent is not null && exchange.Status != 400)
        {
            faults.AddRange(Faults(sent, "application/json", exchange.Sent!.Value));
        }

        var response = operation["responses"]![exchange.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        if (response?["$ref"] is { } reference)
        {
            response = _contract["components"]!["responses"]![Name(reference)];
        }

        if (response is null)
        {
            faults.Add($"The status {exchange.Status} is not in the contract.");
        }
        else if (exchange.MediaType is null || response["content"]?[exchange.MediaType] is null || exchange.Got is null)
        {
            faults.Add($"The contract has no answer {exchange.Status} of type {exchange.MediaType}.");
        }
        else
        {
            faults.AddRange(Faults(response, exchange.MediaType, exchange.Got.Value));
        }

        return ($"{(string)operation["operationId"]!} {exchange.Status}", faults);
    }

    private JsonNode? Operation(Exchange exchange) => _contract["paths"]!.AsObject()
        .Where(path => Regex.IsMatch(exchange.Path, "^" + Regex.Replace(path.Key, @"\{\w+\}", "[^/?]+") + "$"))
        .Select(path => path.Value![exchange.Method.ToLowerInvariant()])
        .FirstOrDefault();

    private IEnumerable<string> Faults(JsonNode holder, string mediaType, JsonElement body) =>
        _schemas.Check(Name(holder["content"]![mediaType]!["schema"]!["$ref"]!), body).Select(fault => $"{fault.Pointer}: {fault.En}");

    private static string Name(JsonNode reference) => ((string)reference!).Split('/')[^1];
}
