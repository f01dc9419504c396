using System.Collections.Concurrent;
using System.Globalization;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Identifiers;
using LienThong.Simulator.Stories;

namespace LienThong.Simulator.Population;

/// <summary>The persons of the simulated population database, and the numbers that it gives to children. The same seed and
/// the same registration give the same number, whoever asks first.</summary>
public sealed class PopulationRegister
{
    private readonly ConcurrentDictionary<string, SyntheticPerson> _persons = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly Draws _draws;

    /// <summary>An empty register.</summary>
    /// <param name="seed">What the children's numbers are drawn from.</param>
    public PopulationRegister(int seed = 2026) => _draws = new Draws(seed);

    /// <summary>How many persons it holds.</summary>
    public int Count => _persons.Count;

    /// <summary>A register with so many persons, drawn from a seed.</summary>
    public static PopulationRegister FromSeed(int seed, int count)
    {
        var register = new PopulationRegister(seed);
        for (var i = 0; i < count; i++)
        {
            register.Add(register.Draw(i));
        }

        return register;
    }

    /// <summary>The person of a place in the seed's order, whether or not the register holds it.</summary>
    public SyntheticPerson Draw(int index)
    {
        var female = index % 2 == 0;
        var year = 1960 + _draws.Below(45, index, "person year");
        var century = (year < 2000 ? 0 : 2) + (female ? 1 : 0);
        var commune = _draws.Chance(0.5, index, "person province") ? "00004" : "01273";
        return new SyntheticPerson(
            PersonalId.Parse(string.Create(CultureInfo.InvariantCulture, $"{commune[..3]}{century}{year % 100:D2}{index % 1_000_000:D6}")),
            Names.Full(Names.Surname(_draws, index), _draws, index, "person"),
            PartialDate.Of(new DateOnly(year, 1 + _draws.Below(12, index, "person month"), 1 + _draws.Below(28, index, "person day"))))
        {
            Sex = female ? "female" : "male",
            Hometown = "Xã Mẫu, tỉnh Mẫu",
            Residence = (CommuneCode.Parse(commune), Names.Address(_draws, index)),
            SocialInsuranceNumber = SocialInsuranceNumber.Parse("9" + _draws.Digits(9, index, "person insurance")),
            Phone = "09" + _draws.Digits(8, index, "person phone"),
        };
    }

    /// <summary>Adds a person, in place of an earlier one of the same number.</summary>
    public void Add(SyntheticPerson person) => _persons[person.PersonalId.ToString()] = person;

    /// <summary>The person of a number; null when nobody has it.</summary>
    public SyntheticPerson? Find(string personalId) => _persons.GetValueOrDefault(personalId);

    /// <summary>Whether names and dates are those of the person, however they are written.</summary>
    internal static bool HasName(SyntheticPerson person, string name) => NameKey.AreSame(person.FullName, name);

    internal static bool WasBorn(SyntheticPerson person, string date) =>
        PartialDate.TryParse(date, out var declared, out _)
        && declared.Earliest <= person.BirthDate.Latest && person.BirthDate.Earliest <= declared.Latest;

    /// <summary>The number of a registered child.</summary>
    /// <param name="key">The registration.</param>
    /// <param name="commune">Where it is registered: the number's first part.</param>
    /// <param name="sex">male, female or undetermined.</param>
    /// <param name="born">The year and more, yyyy-MM-dd.</param>
    internal string NumberFor(string key, string commune, string sex, string born) => _given.GetOrAdd(key, _ =>
    {
        var year = int.Parse(born.AsSpan(0, 4), CultureInfo.InvariantCulture);
        var century = ((year / 100) - 19) * 2;
        for (var round = 0; ; round++)
        {
            var number = string.Create(
                CultureInfo.InvariantCulture, $"{commune[..3]}{century + (sex == "female" ? 1 : 0)}{year % 100:D2}{_draws.Digits(6, 0, key, round)}");
            if (_persons.TryAdd(number, new SyntheticPerson(PersonalId.Parse(number), "Trẻ Em Mẫu", PartialDate.Parse(born)) { Sex = sex }))
            {
                return number;
            }
        }
    });
}
