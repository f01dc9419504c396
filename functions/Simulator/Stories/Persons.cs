using System.Text.Json;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Identifiers;
using LienThong.Simulator.Population;

namespace LienThong.Simulator.Stories;

/// <summary>The persons of a declaration, as the population database knows them: what is declared is true.</summary>
internal static class Persons
{
    // Of those who do not declare it.
    private static readonly PartialDate SomeDay = PartialDate.Of(new DateOnly(1960, 2, 3));

    /// <summary>Everybody who is declared with a personal number.</summary>
    public static IReadOnlyCollection<SyntheticPerson> Of(Filing filing)
    {
        var declared = new Declared(filing.Law, JsonSerializer.SerializeToElement(filing.Declaration));
        Dictionary<PersonalId, SyntheticPerson> known = [];
        foreach (var (person, at) in declared.Persons)
        {
            string? Text(string field) => declared.Text($"{at}/{field}");
            if (!PersonalId.TryParse(Text("personalId"), out var id, out _))
            {
                continue;
            }

            // The applicant is often one of the others, of whom other things are declared.
            var before = known.GetValueOrDefault(id) ?? new SyntheticPerson(id, Text("fullName")!, SomeDay) { Nationality = "" };
            known[id] = before with
            {
                BirthDate = PartialDate.TryParse(Text("birthDate"), out var born, out _) ? born : before.BirthDate,
                Sex = Text("sex") ?? person.Sex ?? before.Sex,
                Ethnicity = Text("ethnicity") ?? before.Ethnicity,
                Nationality = Text("nationality") ?? before.Nationality,
                Hometown = Text("hometown") ?? before.Hometown,
                Residence = Text("residence/commune") is { } commune ? (CommuneCode.Parse(commune), Text("residence/detail")!) : before.Residence,
                SocialInsuranceNumber =
                    Procedures.Identifiers.SocialInsuranceNumber.TryParse(Text("socialInsuranceNumber"), out var number, out _) ? number : before.SocialInsuranceNumber,
                Phone = Text("phone") ?? before.Phone,
            };
        }

        return known.Values;
    }
}
