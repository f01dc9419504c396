using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LienThong.Simulator.Population;

/// <summary>The simulated national population database: docs/contracts/population.openapi.json over HTTP on loopback, with
/// the manners of a real one. Anybody with a bearer token may call.</summary>
public sealed class PopulationServer : IAsyncDisposable
{
    private readonly WebApplication _listener;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Registered> _registrations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _cleared = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<PopulationCall> _calls = new();
    private readonly Lock _gate = new();

    private PopulationServer(WebApplication listener, PopulationRegister register, TimeProvider time)
    {
        (_listener, Register, _time) = (listener, register, time);
        listener.Run(HandleAsync);
    }

    /// <summary>Where it listens: the setting <c>Population:Address</c>.</summary>
    public Uri Address => new(_listener.Urls.First().TrimEnd('/') + "/");

    /// <summary>Whom it knows.</summary>
    public PopulationRegister Register { get; }

    /// <summary>How it behaves from now on.</summary>
    public PopulationManners Manners { get; set; } = new();

    /// <summary>Every call so far, oldest first.</summary>
    public IReadOnlyList<PopulationCall> Calls => [.. _calls];

    /// <summary>Somebody calls: told before the answer is made.</summary>
    public event Action<PopulationCall>? Called;

    /// <summary>Starts it on a free port.</summary>
    /// <param name="register">Whom it knows.</param>
    /// <param name="manners">How it behaves at first.</param>
    /// <param name="time">The clock of its delays; the system's if null.</param>
    /// <param name="cancellation">Stops starting.</param>
    public static async Task<PopulationServer> StartAsync(
        PopulationRegister register, PopulationManners? manners = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0);
            options.Limits.MaxRequestBodySize = 64 * 1024;
        });
        var server = new PopulationServer(builder.Build(), register, time ?? TimeProvider.System) { Manners = manners ?? new() };
        await server._listener.StartAsync(cancellation);
        return server;
    }

    /// <summary>A person has looked at a registration that was taken for a duplicate: it gets its number when it is next asked for.</summary>
    public void Clear(string registrationKey) => _cleared[registrationKey] = true;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var call = new PopulationCall(_time.GetUtcNow(), http.Request.Method, http.Request.Path.Value!);
        _calls.Enqueue(call);
        Called?.Invoke(call);
        var manners = Manners;
        try
        {
            await Task.Delay(manners.Delay, _time, http.RequestAborted);
            var (status, body) = await AnswerAsync(http.Request, manners);
            if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable && manners.ComeAgainAfter is { } after)
            {
                http.Response.Headers.RetryAfter = ((int)after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            http.Response.StatusCode = status;
            http.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
            await http.Response.WriteAsync(body.ToJsonString(DossierJson.Options), http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has given up.
        }
    }

    private async Task<(int Status, JsonObject Body)> AnswerAsync(HttpRequest request, PopulationManners manners)
    {
        if (manners.Down)
        {
            return Problem(503, "unavailable", "Down.");
        }

        if (manners.Overrun)
        {
            return Problem(429, "too-many-requests", "Too many requests.");
        }

        if (!request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return Problem(401, "token-missing", "A bearer token is missing.");
        }

        if (manners.Wrong)
        {
            return (200, new JsonObject { ["personalId"] = "none", ["known"] = "perhaps" });
        }

        if (request.Method == "GET" && request.Path.StartsWithSegments("/v1/birth-numbers", out var rest))
        {
            return _registrations.TryGetValue(rest.Value!.TrimStart('/'), out var registered)
                ? NumberOf(registered, manners, given: 200)
                : Problem(404, "number-unknown", "No number was asked for with this key.");
        }

        JsonObject body;
        try
        {
            body = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Problem(400, "request-invalid", "The body is no JSON object.");
        }

        if (body["purpose"] is null || body["legalBasis"] is null)
        {
            return Problem(400, "request-invalid", "Purpose and legal basis are missing.");
        }

        return request.Path.Value switch
        {
            "/v1/persons/lookup" => LookUp(body, manners),
            "/v1/persons/verify" => Verify(body),
            "/v1/birth-numbers" => AskNumber(body, manners),
            _ => Problem(404, "path-unknown", "There is nothing here."),
        };
    }

    private (int, JsonObject) LookUp(JsonObject body, PopulationManners manners)
    {
        if (Register.Find((string)body["personalId"]!) is not { } person
            || !PopulationRegister.HasName(person, (string)body["fullName"]!)
            || !PopulationRegister.WasBorn(person, (string)body["birthDate"]!))
        {
            return Problem(404, "person-unknown", "Nobody has this number, name and birth date.");
        }

        if (manners.Mistaken)
        {
            person = person with { PersonalId = PersonalId.Parse(new string([.. person.PersonalId.ToString().Reverse()])) };
        }

        var known = new JsonObject
        {
            ["personalId"] = person.PersonalId.ToString(),
            ["fullName"] = person.FullName,
            ["birthDate"] = person.BirthDate.ToString(),
            ["sex"] = person.Sex,
            ["ethnicity"] = person.Ethnicity,
            ["nationality"] = person.Nationality,
        };
        Set(known, "hometown", person.Hometown);
        Set(known, "socialInsuranceNumber", person.SocialInsuranceNumber?.ToString());
        Set(known, "phone", person.Phone);
        if (person.Residence is { } home)
        {
            known["residence"] = new JsonObject { ["commune"] = home.Commune.ToString(), ["detail"] = home.Detail };
        }

        return (200, known);
    }

    private (int, JsonObject) Verify(JsonObject body)
    {
        var declared = body["declared"]!;
        var person = Register.Find((string)body["personalId"]!);
        var differences = new JsonArray();
        if (person is not null && (string?)declared["fullName"] is { } name && !PopulationRegister.HasName(person, name))
        {
            differences.Add("fullName");
        }

        if (person is not null && (string?)declared["birthDate"] is { } born && !PopulationRegister.WasBorn(person, born))
        {
            differences.Add("birthDate");
        }

        return (200, new JsonObject { ["known"] = person is not null, ["differences"] = differences });
    }

    private (int, JsonObject) AskNumber(JsonObject body, PopulationManners manners)
    {
        var asked = new Registered(body, _time.GetUtcNow());
        Registered stands;
        lock (_gate)
        {
            stands = _registrations.GetOrAdd(asked.Key, asked);
            if (stands == asked)
            {
                asked.LooksLikeAnother = _registrations.Values.Any(other => other != asked && other.IsSameBirthAs(asked)
                    && (manners.SuspectsTwins || !asked.IsSiblingOf(other)));
            }
        }

        return stands.Says(body) ? NumberOf(stands, manners, given: 201) : Problem(409, "registration-key-reused", "The key came before with another child.");
    }

    private (int, JsonObject) NumberOf(Registered registered, PopulationManners manners, int given)
    {
        if (registered.LooksLikeAnother && !_cleared.ContainsKey(registered.Key))
        {
            return Problem(409, "possible-duplicate", "It looks like a registration made before.");
        }

        var left = registered.At + manners.NumbersAfter - _time.GetUtcNow();
        return left > TimeSpan.Zero
            ? (202, new JsonObject
            {
                ["registrationKey"] = registered.Key,
                ["poll"] = $"/v1/birth-numbers/{registered.Key}",
                ["afterSeconds"] = (int)Math.Min(86_400, Math.Ceiling(left.TotalSeconds)),
            })
            : (given, new JsonObject
            {
                ["registrationKey"] = registered.Key,
                ["personalId"] = Register.NumberFor(registered.Key, registered.Commune, registered.Sex, registered.Born),
            });
    }

    private static void Set(JsonObject person, string name, string? value)
    {
        if (value is not null)
        {
            person[name] = value;
        }
    }

    private static (int, JsonObject) Problem(int status, string code, string title) =>
        (status, new JsonObject { ["title"] = title, ["status"] = status, ["code"] = code });

    /// <summary>A registration for which a number was asked.</summary>
    private sealed class Registered(JsonObject body, DateTimeOffset at)
    {
        public string Key { get; } = (string)body["registrationKey"]!;

        public DateTimeOffset At { get; } = at;

        public string Commune { get; } = (string)body["registration"]!["commune"]!;

        public string Sex { get; } = (string)body["child"]!["sex"]!;

        public string Born { get; } = (string)body["child"]!["birthDate"]!;

        public bool LooksLikeAnother { get; set; }

        private string Name { get; } = (string)body["child"]!["fullName"]!;

        private int Order { get; } = (int)body["child"]!["birthOrder"]!;

        private int Children { get; } = (int)body["child"]!["childrenInBirth"]!;

        private string? Parent { get; } = body["parents"]!.AsArray().Select(p => (string)p!["personalId"]!).Order(StringComparer.Ordinal).FirstOrDefault();

        public bool IsSameBirthAs(Registered other) => Parent is not null && Parent == other.Parent && Born == other.Born;

        /// <summary>Twins that say so.</summary>
        public bool IsSiblingOf(Registered other) => Children > 1 && other.Children > 1 && Order != other.Order;

        public bool Says(JsonObject again) => (string)again["child"]!["fullName"]! == Name && (string)again["child"]!["birthDate"]! == Born;
    }
}

/// <summary>A call of the simulated population database. Nothing of what was in it.</summary>
/// <param name="At">When, on its clock.</param>
/// <param name="Path">Where; it holds no personal data.</param>
public sealed record PopulationCall(DateTimeOffset At, string Method, string Path);
