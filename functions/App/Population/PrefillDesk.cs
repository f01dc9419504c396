using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.Population;

/// <summary>
/// Fills in a declaration with what the state knows, as far as the procedure's law file says where it belongs: the persons'
/// entries in the population database, and the hospital's notice. What cannot be had just now is left for people to type.
/// </summary>
public sealed class PrefillDesk(
    LawLibrary law, INoticeStore notices, PrefillShares shares, PersonalDataUses uses, WrongGuesses guesses, TimeProvider time, PopulationClient? population = null)
{
    private const string FromNotice = "notice";

    // What a person's entry is asked for with; whoever asks has it already.
    private static readonly string[] Keys = ["/personalId", "/fullName", "/birthDate"];

    /// <summary>Fills in a declaration of a procedure version.</summary>
    public async Task<PrefillAnswer> FillAsync(Partner by, ProcedureVersion version, PrefillRequest request, CancellationToken cancellation)
    {
        var map = version.Declaration;
        using var guess = guesses.Begin(by.Id, request.Persons.Select(p => p.Key).Distinct().Select(key => key.PersonalId));
        List<Fault> faults = [.. Faults(request, map), .. GuessedTooOften(guess, request)];
        if (faults.Count > 0)
        {
            return new PrefillAnswer(null, faults);
        }

        var (entries, state) = await AskAsync(request.Persons, PopulationPurposes.Of(version), cancellation);
        foreach (var key in request.Persons.Where(p => state == "answered" && entries[p.Role] is null).Select(p => p.Key).Distinct())
        {
            guess.WasWrong(key.PersonalId);
        }

        var notice = await NoticeAsync(request, map, guess, cancellation);
        uses.Note(by, "prefill", version.Code, request.Persons.Count, entries.Values.Count(entry => entry is not null));

        var form = law.Forms.Get(version.Form);
        var declaration = Start(request, map, form, notice is not null);
        List<PrefilledField> fields = [];
        foreach (var field in map.Prefill.Where(f => request.Persons.Any(p => p.Role == f.Person) && !Keys.Contains(f.From)))
        {
            fields.Add(new PrefilledField(field.Field, field.Person, Fill(entries.GetValueOrDefault(field.Person), field.From, field.Field)));
        }

        foreach (var told in request.Paper is null ? [] : map.Notice!.Compares.Where(c => IsNotOfAPerson(c, map)))
        {
            fields.Add(new PrefilledField(told.Declaration, FromNotice, Fill(notice, told.Notice, told.Declaration)));
        }

        var share = new PrefillShare(fields.Count, fields.Count(field => field.Filled))
        {
            Form = form.Fields.Count(field => !field.StartsWith(map.Records + "/", StringComparison.Ordinal)),
            Typed = (Keys.Length * request.Persons.Select(p => p.Key).Distinct().Count()) + (request.Paper is null ? 0 : 1),
        };
        var until = time.GetUtcNow() + PrefillShares.Lifetime;
        return new PrefillAnswer(new Prefilled
        {
            Procedure = version.Code,
            LawVersion = version.Version,
            Declaration = declaration,
            Fields = fields,
            Share = share,
            Population = state,
            Unknown = state == "answered" ? [.. request.Persons.Where(p => entries[p.Role] is null).Select(p => p.Role)] : [],
            Prefill = shares.Note(by.Id, version.Code, JsonSerializer.SerializeToElement(declaration), share, fields, until),
            Until = until,
        }, []);

        bool Fill(JsonElement? source, string from, string pointer)
        {
            if (source is not { } entry || !JsonPointer.TryGet(entry, from, out var value) || !form.Knows(pointer))
            {
                return false;
            }

            Set(declaration, pointer, JsonNode.Parse(value.Value.GetRawText())!);
            return true;
        }
    }

    private static List<Fault> Faults(PrefillRequest request, DeclarationMap map)
    {
        List<Fault> faults = [];
        for (var i = 0; i < request.Persons.Count; i++)
        {
            var role = request.Persons[i].Role;
            if (map.Persons.All(person => person.Role != role || person.IsList))
            {
                faults.Add(new Fault("role-unknown", $"/persons/{i}/role",
                    $"Tờ khai không có người với vai trò \"{role}\".", $"The declaration has no person of the role \"{role}\"."));
            }
            else if (request.Persons.Take(i).Any(other => other.Role == role))
            {
                faults.Add(new Fault("role-twice", $"/persons/{i}/role",
                    $"Vai trò \"{role}\" xuất hiện hai lần.", $"The role \"{role}\" stands twice."));
            }
        }

        if (request.Paper is not null && map.Notice is null)
        {
            faults.Add(new Fault("paper-not-foreseen", "/paper",
                "Thủ tục này không dùng giấy của bệnh viện.", "This procedure knows no hospital's paper."));
        }

        return faults;
    }

    private static IEnumerable<Fault> GuessedTooOften(Guess guess, PrefillRequest request)
    {
        for (var i = 0; i < request.Persons.Count; i++)
        {
            if (guess.TooMany.Contains(request.Persons[i].PersonalId))
            {
                yield return new Fault(WrongGuesses.TooMany, $"/persons/{i}",
                    "Số định danh này đã bị hỏi sai họ tên hoặc ngày sinh quá nhiều lần; hãy để người dân tự khai.",
                    "This number was asked for too often under a wrong name or birth date; let the family type.");
            }
        }
    }

    /// <summary>The entry of each role's person; null where nobody has the number, name and birth date.</summary>
    private async Task<(Dictionary<string, JsonElement?> Entries, string State)> AskAsync(
        IReadOnlyList<PrefillPerson> persons, PopulationPurpose purpose, CancellationToken cancellation)
    {
        if (population is null)
        {
            return ([], "not-used");
        }

        try
        {
            // The applicant is often the mother or the father: nobody is looked up twice.
            var keys = persons.Select(p => p.Key).Distinct().ToList();
            var found = await Task.WhenAll(keys.Select(key => population.LookUpAsync(key, purpose, cancellation)));
            return (persons.ToDictionary(p => p.Role, p => found[keys.IndexOf(p.Key)]), "answered");
        }
        catch (Exception e) when (e is PopulationUnavailableException or PopulationRefusedException)
        {
            return ([], "unavailable");
        }
    }

    /// <summary>The notice of the paper, if it has come and names one of the persons: the paper's code alone opens nothing. One that names
    /// nobody of them is a wrong guess: codes are counted through from one.</summary>
    private async Task<JsonElement?> NoticeAsync(PrefillRequest request, DeclarationMap map, Guess guess, CancellationToken cancellation)
    {
        if (request.Paper is not { } code || await notices.ReadAsync(map.Notice!.Kind, code, cancellation) is not { } stored)
        {
            return null;
        }

        if (request.Persons.Any(person => IsNamed(stored.Notice, map, person)))
        {
            return stored.Notice;
        }

        foreach (var number in request.Persons.Select(person => person.PersonalId).Distinct())
        {
            guess.WasWrong(number);
        }

        return null;
    }

    /// <summary>Whether a notice names a person by number and name, and by birth date if it tells one. It may know less of the date than is
    /// asked with.</summary>
    private static bool IsNamed(JsonElement notice, DeclarationMap map, PrefillPerson person)
    {
        return Told("personalId") == person.PersonalId.ToString()
            && Told("fullName") is { } name && NameKey.AreSame(name, person.FullName)
            && (Told("birthDate") is not { } born || person.BirthDate.Coarser.Prepend(person.BirthDate).Any(date => date.ToString() == born));

        string? Told(string member) =>
            map.Notice!.Compares.FirstOrDefault(compare => compare.Declaration == $"{At(map, person)}/{member}") is { } told
                && JsonPointer.TryGet(notice, told.Notice, out var value) ? value.Value.GetString() : null;
    }

    private static JsonObject Start(PrefillRequest request, DeclarationMap map, Form form, bool hasNotice)
    {
        var declaration = new JsonObject();
        foreach (var person in request.Persons)
        {
            foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[
                ("personalId", person.PersonalId.ToString()), ("fullName", person.FullName), ("birthDate", person.BirthDate.ToString())])
            {
                if (form.Knows($"{At(map, person)}/{name}"))
                {
                    Set(declaration, $"{At(map, person)}/{name}", value);
                }
            }
        }

        if (hasNotice)
        {
            Set(declaration, map.Notice!.Code, request.Paper!);
        }

        return declaration;
    }

    private static void Set(JsonObject document, string pointer, JsonNode value)
    {
        var tokens = JsonPointer.Tokens(pointer)!;
        var at = document;
        foreach (var token in tokens.SkipLast(1))
        {
            if (at[token] is not JsonObject inner)
            {
                at[token] = inner = [];
            }

            at = inner;
        }

        at[tokens[^1]] = value;
    }

    private static string At(DeclarationMap map, PrefillPerson person) => map.Persons.First(p => p.Role == person.Role).At;

    private static bool IsNotOfAPerson(NoticeComparison compare, DeclarationMap map) =>
        compare.By != NoticeAgreement.Present
        && compare.Declaration != map.Notice!.Code
        && map.Persons.All(person => !compare.Declaration.StartsWith(person.At + "/", StringComparison.Ordinal));
}
