using LienThong.App.Access;

namespace LienThong.App.Population;

/// <summary>The one place that is told whenever a partner gets personal data, or records, that it did not bring itself.</summary>
public sealed class PersonalDataUses(ILogger<PersonalDataUses> log)
{
    /// <summary>Notes a use.</summary>
    /// <param name="by">Who asked.</param>
    /// <param name="use">What for: prefill or reuse-offer.</param>
    /// <param name="procedure">The procedure that it was asked for.</param>
    /// <param name="persons">How many persons were asked for.</param>
    /// <param name="given">How many of them something was given of.</param>
    public void Note(Partner by, string use, string procedure, int persons, int given) => log.LogInformation(
        "Partner {Partner} asked for {Persons} persons ({Use}, procedure {Procedure}) and was told of {Given}.", by.Id, persons, use, procedure, given);
}
