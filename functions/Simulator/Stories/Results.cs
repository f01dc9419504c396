using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Law;

namespace LienThong.Simulator.Stories;

/// <summary>What agencies' results say: a value for each field that the law entry asks for, and for those that may come late.</summary>
internal static class Results
{
    /// <summary>The result of a step.</summary>
    /// <param name="draws">Chance.</param>
    /// <param name="step">The step's law entry.</param>
    /// <param name="filing">The filing.</param>
    /// <param name="now">When it is given.</param>
    /// <param name="presences">Which of its fields.</param>
    public static JsonObject Of(Draws draws, StepDefinition step, Filing filing, DateTimeOffset now, params IReadOnlyList<ResultPresence> presences)
    {
        var result = new JsonObject();
        foreach (var field in step.ResultFields.Where(field => presences.Contains(field.Presence)))
        {
            result[field.Name] = Value(draws, step.Code, field, filing, now.ToOffset(Period.Offset));
        }

        return result;
    }

    private static string Value(Draws draws, string step, ResultField field, Filing filing, DateTimeOffset now)
    {
        string Digits(int count) => draws.Digits(count, filing.Number, $"{step} {field.Name}");
        return field.Format switch
        {
            Formats.PersonalId => "998" + Digits(9),
            Formats.SocialInsuranceNumber => Digits(10),
            Formats.HealthInsuranceCardCode => $"TE1{Digits(2)}{draws.Digits(10, filing.Number, field.Name + " number")}",
            Formats.Date or Formats.PartialDate => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Formats.DateTime => now.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Formats.Time => now.ToString("HH:mm", CultureInfo.InvariantCulture),
            _ when field.Name.Contains("Name", StringComparison.OrdinalIgnoreCase) => filing.Subject,
            // No two entries of a register have one number.
            _ => $"{filing.Number + 100}/{now:yyyy}",
        };
    }
}
